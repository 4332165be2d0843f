import { ServiceError } from '../errors.ts';
import { type Draft, joinDrafts } from './draft.ts';
import { orderKey } from './order-key.ts';
import type { ImportPlan } from './plan-import.ts';
import type { Progress } from './progress.ts';
import { createLineReader, type LineFormat } from './read-line.ts';
import type { CsvRecord } from './read-records.ts';
import { readTable } from './read-table.ts';
import { Rejected, type RejectionParams, type RejectionReason } from './rejected.ts';
import type { RejectsFile } from './rejects-file.ts';
import { type PerLine, Repetition } from './repetition.ts';
import type { Spool } from './spool.ts';
import { statuses } from './statuses.ts';

/** One kind of refusal, with what the first of them was about. */
export interface RejectionCount {
  reason: RejectionReason;
  params: RejectionParams;
  count: number;
}

/** Counts refusals by reason, and by word where the reason is an unknown one. */
export class RejectionTally {
  readonly #counts = new Map<string, RejectionCount>();
  total = 0;

  add({ reason, params }: Rejected): void {
    this.total++;
    const key = reason === 'unknown_status' && this.#counts.size < 100 ? `${reason} ${params.value}` : reason;
    const known = this.#counts.get(key);
    if (known) known.count++;
    else this.#counts.set(key, { reason, params, count: 1 });
  }

  /** The most frequent first. */
  list(): RejectionCount[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count);
  }
}

export type Explain = (reason: RejectionReason, params: RejectionParams) => string;

interface Reading {
  plan: ImportPlan;
  format: LineFormat;
  spool: Spool;
  rejects: RejectsFile;
  tally: RejectionTally;
  explain: Explain;
  signal: AbortSignal | undefined;
  onProgress: ((progress: Progress) => void) | undefined;
}

/**
 * Reads all lines of the file into the spool, the refused ones into the rejects file. Returns how many lines there
 * were, and which amounts are each line's own. Throws before anything is written to the database where the file as a
 * whole makes no sense: import_no_lines, import_nothing_good, import_unknown_statuses.
 */
export async function readOrders(reading: Reading): Promise<{ lines: number; perLine: PerLine }> {
  const { plan, spool, tally, signal } = reading;
  const readLine = createLineReader(reading.format);
  const repetition = new Repetition();
  const { size } = plan.table.source;
  let lines = 0;
  let gathering: Draft | null = null;

  const putBy = () => {
    if (!gathering) return;
    repetition.add(gathering);
    spool.add(gathering);
    gathering = null;
  };
  const take = (record: CsvRecord) => {
    const line = readLine(record);
    const { draft } = line;
    draft.key = orderKey(line, plan.identity);
    if (gathering?.key === draft.key && plan.identity !== 'row') {
      joinDrafts(gathering, draft);
    } else {
      putBy();
      gathering = draft;
    }
  };

  const report = (done: number) => reading.onProgress?.({ phase: 'reading', done, total: size });
  for await (const records of readTable(plan.table, report)) {
    signal?.throwIfAborted();
    for (const record of records) {
      lines++;
      try {
        take(record);
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        refuse(reading, record, error);
      }
    }
  }
  putBy();
  checkWhole(tally, lines, reading);
  const perLine = repetition.conclude();
  if (plan.identity !== 'moment') return { lines, perLine };
  // Without an order id every amount can only be its own line's.
  return {
    lines,
    perLine: { total: true, gross: true, discount: true, tax: true, shipping: true, refunded: true },
  };
}

function refuse(reading: Reading, record: CsvRecord, rejected: Rejected): void {
  const { plan, spool, rejects, tally, explain } = reading;
  tally.add(rejected);
  rejects.add(record.line, explain(rejected.reason, rejected.params), record.text);
  const column = plan.columns.order_id;
  const order = column === undefined ? '' : (record.cells?.[column]?.trim() ?? '');
  if (order !== '') spool.addIncomplete(order);
}

function checkWhole(tally: RejectionTally, lines: number, { plan, explain, rejects }: Reading): void {
  const { path } = plan.table.source;
  if (lines === 0) throw new ServiceError('invalid_input', 'import_no_lines', { file: path });
  const counts = tally.list();
  const unknown = counts.filter(({ reason }) => reason === 'unknown_status');
  const withoutState = unknown.reduce((sum, { count }) => sum + count, 0);
  if (withoutState * 2 > lines) {
    throw new ServiceError('invalid_input', 'import_unknown_statuses', {
      words: unknown.map(({ params }) => params.value).join(', '),
      example: unknown[0]?.params.value ?? '',
      statuses: statuses.join(', '),
    });
  }
  const [first] = counts;
  if (tally.total === lines && first) {
    throw new ServiceError('invalid_input', 'import_nothing_good', {
      lines,
      reason: explain(first.reason, first.params),
      file: rejects.path,
    });
  }
}
