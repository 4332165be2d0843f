import { basename } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { Temporal } from 'temporal-polyfill';
import type { SourceOrder, Written } from '../../supabase/ingest-orders.ts';
import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import type { Outlier } from './outliers.ts';
import type { DecimalStyle } from './parse-amount.ts';
import { type FileOptions, type ImportPlan, planImport, settleDecimal } from './plan-import.ts';
import { prepareAnswers } from './prepare-answers.ts';
import { isCurrency } from './read-line.ts';
import { type Explain, type RejectionCount, RejectionTally, readOrders } from './read-orders.ts';
import { defaultRejectsPath, RejectsFile } from './rejects-file.ts';
import type { PerLine } from './repetition.ts';
import { sendFinished, sendStarted } from './send-orders.ts';
import { Spool } from './spool.ts';
import { createStatusLookup, type Status } from './statuses.ts';
import { writeOrders } from './write-orders.ts';
import { createZone, type Zone } from './zone.ts';

export interface ImportInput extends FileOptions {
  /** What planImport found, to save looking again. */
  plan?: ImportPlan;
  /** Name of the source; orders are known by it and their id. Default `csv`. */
  source?: string;
  /** Currency of amounts without one; default the shop's. */
  currency?: string;
  /** IANA zone of stamps without one; default the shop's. */
  timeZone?: string;
  statusWords?: [word: string, status: Status][];
  /** Where refused lines go; default beside the file. */
  rejects?: string;
  /** Says in the reader's language why a line was refused, for the rejects file; default the reason's key. */
  explain?: Explain;
  /** Headings of the rejects file: line, reason, text. */
  rejectsHeading?: readonly [string, string, string];
}

export interface ImportReport {
  plan: ImportPlan;
  decimal: DecimalStyle;
  perLine: PerLine;
  source: string;
  /** Stopped by the signal: what is counted as written is safe, the rest was not begun. */
  interrupted: boolean;
  /** Lines below the header that are not empty. */
  lines: number;
  rejected: number;
  rejections: RejectionCount[];
  /** Null when no line was refused. */
  rejectsFile: string | null;
  /** Orders that lost some of their lines. */
  incomplete: { orders: number; examples: string[] };
  /** Orders found in the file; fewer than there are when interrupted. */
  orders: number;
  written: Written;
  /** First and last local day of the shop with an order of the file. */
  period: { from: Day; to: Day } | null;
  /** Gross, in minor units, of the orders that count, and the largest where it is hardly meant. */
  amounts: { currency: string; orders: number; gross: number; outlier: Outlier | null }[];
  samples: SourceOrder[];
  /** Milliseconds. */
  took: number;
}

function openZone(timeZone: string): Zone {
  try {
    return createZone(timeZone);
  } catch (error) {
    throw new ServiceError('invalid_input', 'import_bad_time_zone', { zone: timeZone }, { cause: error });
  }
}

/** Throws import_bad_time_zone or import_bad_currency; a caller may check before it opens a store. */
export function checkZoneAndCurrency(input: { currency?: string; timeZone?: string }): void {
  if (input.timeZone !== undefined) openZone(input.timeZone);
  if (input.currency !== undefined && !isCurrency(input.currency)) {
    throw new ServiceError('invalid_input', 'import_bad_currency', { currency: input.currency });
  }
}

function localDay(at: number, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * Imports the orders of a CSV file: reads and checks all of it first, then writes the orders, the earliest first, so
 * that the same file again, whole or after an interruption, ends with the same data. Refused lines never stop the
 * others. Throws ServiceError, its reason beginning with `import_`, where the file as a whole cannot be understood,
 * before anything is written, or where the database fails.
 */
export async function importOrders(context: Context, input: ImportInput): Promise<ImportReport> {
  const report = await run(context, context.db, input);
  const { inserted, updated } = report.written;
  if (!report.interrupted && inserted + updated > 0) await prepareAnswers(context, input);
  return report;
}

/**
 * Does all that importOrders does but the writing, and so without a database: the report says what would be written.
 */
export function previewOrders(
  shop: Pick<Context, 'now' | 'timeZone' | 'currency'>,
  input: ImportInput,
): Promise<ImportReport> {
  return run(shop, null, input);
}

async function run(
  shop: Pick<Context, 'now' | 'timeZone' | 'currency'>,
  db: SupabaseClient | null,
  input: ImportInput,
): Promise<ImportReport> {
  const began = performance.now();
  checkZoneAndCurrency(input);
  const plan = input.plan ?? (await planImport(input));
  const currency = input.currency ?? shop.currency;
  const decimal = settleDecimal(plan, currency);
  const source = input.source ?? 'csv';
  const explain = input.explain ?? ((reason) => reason);
  const { table } = plan;
  const path = input.rejects ?? defaultRejectsPath(table.source.path);
  const heading = input.rejectsHeading ?? ['line', 'reason', 'text'];
  const rejects = new RejectsFile(path, table.source.path, table.delimiter, heading);
  const zone = openZone(shop.timeZone);
  const tally = new RejectionTally();
  const spool = new Spool();
  const common = { spool, signal: input.signal, onProgress: input.onProgress };

  try {
    const format = {
      width: table.header.length,
      columns: plan.columns,
      dateOrder: plan.style.dateOrder,
      decimal,
      currency,
      zones: { shop: zone, stamps: input.timeZone === undefined ? zone : openZone(input.timeZone) },
      findStatus: createStatusLookup(input.statusWords ?? []),
      now: shop.now().getTime(),
      damaged: plan.format.damaged,
    };
    const { lines, perLine } = await readOrders({ ...common, plan, format, rejects, tally, explain });
    const orders = spool.finish(plan.identity === 'row');
    if (db) await sendStarted(db, source, basename(table.source.path));
    const { written, totals, interrupted } = await writeOrders({
      ...common,
      onProgress: db ? input.onProgress : undefined,
      db,
      source,
      identity: plan.identity,
      layout: { priced: plan.priced, perLine },
      orders,
      onReject: (draft, rejected) => {
        tally.add(rejected);
        rejects.add(draft.line, explain(rejected.reason, rejected.params), draft.key);
      },
    });
    if (db && !interrupted) {
      await sendFinished(db, source, basename(table.source.path), tally.total);
    }
    return {
      plan,
      decimal,
      perLine,
      source,
      interrupted,
      lines,
      rejected: tally.total,
      rejections: tally.list(),
      rejectsFile: tally.total > 0 ? rejects.path : null,
      incomplete: spool.incomplete(),
      orders: totals.orders,
      written,
      period: totals.span && {
        from: localDay(totals.span.from, shop.timeZone),
        to: localDay(totals.span.to, shop.timeZone),
      },
      amounts: [...totals.amounts].map(([code, { outliers, ...amount }]) => ({
        currency: code,
        ...amount,
        outlier: outliers.find(),
      })),
      samples: totals.samples,
      took: performance.now() - began,
    };
  } finally {
    spool.close();
    rejects.close();
  }
}
