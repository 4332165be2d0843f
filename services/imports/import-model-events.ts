import type { SupabaseClient } from '@supabase/supabase-js';
import {
  ingestModelEvents,
  type SourceModelEvent,
  type ToldEvents,
} from '../../supabase/ingest-model-events.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { detectEncoding } from './detect-encoding.ts';
import type { ImportInput } from './import-orders.ts';
import { checkZoneAndCurrency } from './import-orders.ts';
import {
  findModelColumns,
  type ModelColumns,
  type ModelMapping,
  requireModelColumns,
} from './model-columns.ts';
import { findFile, readBytes } from './open-text.ts';
import { createModelLineReader } from './read-model-line.ts';
import { type RejectionCount, RejectionTally } from './read-orders.ts';
import { openTable, readTable, type Table } from './read-table.ts';
import { Rejected } from './rejected.ts';
import { defaultRejectsPath, RejectsFile } from './rejects-file.ts';
import { persist } from './send-orders.ts';
import { Survey } from './survey.ts';
import { createZone } from './zone.ts';

/** What a person may say about a file of models; whatever is left out is found out, or left to the file's columns. */
export interface ModelImportInput
  extends Pick<
    ImportInput,
    | 'file'
    | 'delimiter'
    | 'dateOrder'
    | 'decimal'
    | 'signal'
    | 'onProgress'
    | 'source'
    | 'timeZone'
    | 'rejects'
    | 'explain'
    | 'rejectsHeading'
  > {
  mappings?: ModelMapping[];
  model?: string;
  version?: string;
}

export interface ModelImportReport {
  file: string;
  /** Headings by the field that they are, in the order of the fields, and those that are not used. */
  used: { column: string; field: string }[];
  unused: string[];
  lines: number;
  rejected: number;
  rejections: RejectionCount[];
  /** Null when no line was refused. */
  rejectsFile: string | null;
  /** What the database did; all 0 in a dry run. */
  told: Omit<ToldEvents, 'events' | 'activations'>;
  /** Models that the file tells of, by name. */
  models: string[];
  /** The first events that were understood. */
  samples: SourceModelEvent[];
  /** Stopped by the signal: what is counted as told is safe, the rest was not begun. */
  interrupted: boolean;
}

const batchSize = 2_000;
const sampleSize = 3;
const dateFields = ['activated_at', 'acted_at', 'outcome_at', 'updated_at'] as const;
const numberFields = ['score', 'threshold'] as const;

/**
 * Imports what models told from a CSV file: reads and checks all of it first, then writes it in batches, so that the same
 * file again changes nothing. Refused lines never stop the others. Without `db` it does all but the writing. Throws
 * ServiceError, its reason beginning with `import_`, where the file as a whole cannot be understood, before anything is
 * written, or where the database fails.
 */
export async function importModelEvents(
  shop: Pick<Context, 'now' | 'timeZone'>,
  db: SupabaseClient | null,
  input: ModelImportInput,
): Promise<ModelImportReport> {
  checkZoneAndCurrency(input);
  const found = await findFile(input.file);
  const { encoding, damaged } = await detectEncoding(readBytes(found), input.file);
  const table = await openTable(found, encoding, input.delimiter);
  const columns = findModelColumns(table.header, input.mappings ?? []);
  requireModelColumns(columns, table.header, input.model !== undefined);
  const zone = createZone(shop.timeZone);
  const readLine = createModelLineReader({
    width: table.header.length,
    columns,
    ...(await findStyle(table, columns, input)),
    zones: { shop: zone, stamps: input.timeZone === undefined ? zone : createZone(input.timeZone) },
    now: shop.now().getTime(),
    damaged,
    model: input.model ?? null,
    version: input.version ?? null,
  });
  const checked = await checkLines(table, readLine, input);
  const written = await writeLines(table, readLine, db, input);
  const taken = new Set(Object.values(columns));
  return {
    file: input.file,
    used: Object.entries(columns).map(([field, at]) => ({ field, column: table.header[at] ?? '' })),
    unused: table.header.filter((heading, at) => heading !== '' && !taken.has(at)),
    ...checked,
    ...written,
  };
}

/** How dates and numbers are written. Throws import_ambiguous_dates and import_mixed_decimals, among others. */
async function findStyle(table: Table, columns: ModelColumns, { dateOrder, decimal }: ModelImportInput) {
  const positions = (fields: readonly (keyof ModelColumns)[]) =>
    fields.map((field) => columns[field]).filter((at) => at !== undefined);
  const survey = new Survey(positions(dateFields), positions(numberFields));
  for await (const records of readTable(table)) {
    for (const record of records) survey.add(record);
    if (survey.settled) break;
  }
  const style = decimal ?? survey.decimal();
  // A probability has no thousands: 1.000 is one, as far as it is a number at all.
  const settled = { 'unclear-point': 'point', 'unclear-comma': 'comma' } as const;
  return {
    dateOrder: dateOrder ?? survey.dateOrder(),
    decimal: style === 'comma' || style === 'point' ? style : settled[style],
  };
}

type ReadLine = ReturnType<typeof createModelLineReader>;

async function checkLines(table: Table, readLine: ReadLine, input: ModelImportInput) {
  const explain = input.explain ?? ((reason) => reason);
  const heading = input.rejectsHeading ?? ['line', 'reason', 'text'];
  const path = input.rejects ?? defaultRejectsPath(table.source.path);
  const rejects = new RejectsFile(path, table.source.path, table.delimiter, heading);
  const tally = new RejectionTally();
  const models = new Set<string>();
  const samples: SourceModelEvent[] = [];
  let lines = 0;
  const report = (done: number) => input.onProgress?.({ phase: 'checking', done, total: table.source.size });
  try {
    for await (const records of readTable(table, report)) {
      input.signal?.throwIfAborted();
      for (const record of records) {
        lines += 1;
        try {
          const event = readLine(record);
          models.add(event.model);
          if (samples.length < sampleSize) samples.push(event);
        } catch (error) {
          if (!(error instanceof Rejected)) throw error;
          tally.add(error);
          rejects.add(record.line, explain(error.reason, error.params), record.text);
        }
      }
    }
  } finally {
    rejects.close();
  }
  const rejections = tally.list();
  const [first] = rejections;
  if (lines === 0) throw new ServiceError('invalid_input', 'import_no_lines', { file: table.source.path });
  if (first && tally.total === lines) {
    const reason = explain(first.reason, first.params);
    throw new ServiceError('invalid_input', 'import_nothing_good', { lines, reason, file: rejects.path });
  }
  const rejectsFile = tally.total > 0 ? rejects.path : null;
  return { lines, rejected: tally.total, rejections, rejectsFile, models: [...models].sort(), samples };
}

async function writeLines(
  table: Table,
  readLine: ReadLine,
  db: SupabaseClient | null,
  { source = 'csv', signal, onProgress }: ModelImportInput,
) {
  const told = { created: 0, completed: 0, unchanged: 0, waiting: 0, customers_created: 0 };
  if (!db) return { told, interrupted: false };
  let events: SourceModelEvent[] = [];
  const send = async () => {
    const batch = { source, kind: 'csv', events };
    events = [];
    try {
      const counts = await persist(() => ingestModelEvents(db, batch));
      for (const key of Object.keys(told) as (keyof typeof told)[]) told[key] += counts[key];
    } catch (error) {
      throw new ServiceError('upstream', 'import_write_failed', {}, { cause: error });
    }
  };
  const report = (done: number) => onProgress?.({ phase: 'reading', done, total: table.source.size });
  for await (const records of readTable(table, report)) {
    for (const record of records) {
      const event = attempt(() => readLine(record));
      if (event) events.push(event);
      if (events.length < batchSize) continue;
      if (signal?.aborted) return { told, interrupted: true };
      await send();
    }
  }
  if (signal?.aborted) return { told, interrupted: true };
  if (events.length > 0) await send();
  return { told, interrupted: false };
}

/** What a line gives, but for one that was refused before. */
function attempt(read: () => SourceModelEvent): SourceModelEvent | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Rejected) return undefined;
    throw error;
  }
}
