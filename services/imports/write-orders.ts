import type { SupabaseClient } from '@supabase/supabase-js';
import {
  type PackedOrders,
  packOrders,
  type SourceBatch,
  type SourceOrder,
  type Written,
} from '../../supabase/ingest-orders.ts';
import { type AmountLayout, buildOrder, isCounted } from './build-order.ts';
import { type Draft, draftInstant, joinDrafts } from './draft.ts';
import type { Identity } from './order-key.ts';
import { OutlierFinder } from './outliers.ts';
import type { Progress } from './progress.ts';
import { Rejected } from './rejected.ts';
import { addWritten, nothingWritten, sendOrders } from './send-orders.ts';
import type { Spool } from './spool.ts';

const batchSize = { first: 5_000, most: 10_000, least: 250, bytes: 6_000_000 };
/** A batch should take the database about this long, in milliseconds: far from where it would be cut off. */
const pace = { quick: 1_000, slow: 3_000 };

/** What the orders of a file come to. */
export interface OrderTotals {
  orders: number;
  /** Orders and gross, in minor units, of those that count, by currency. */
  amounts: Map<string, { orders: number; gross: number; outliers: OutlierFinder }>;
  /** First and last moment, milliseconds since 1970 UTC; null without orders. */
  span: { from: number; to: number } | null;
  samples: SourceOrder[];
}

interface Writing {
  /** Null in a dry run. */
  db: SupabaseClient | null;
  source: string;
  spool: Spool;
  identity: Identity;
  layout: AmountLayout;
  orders: number;
  onReject: (draft: Draft, rejected: Rejected) => void;
  signal: AbortSignal | undefined;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** The spooled orders, each whole, in the order in which they were placed. */
function* gather(spool: Spool, identity: Identity): Generator<{ draft: Draft; id: string }> {
  let current: Draft | null = null;
  let again = 1;
  // Two equal purchases of a file without order ids are two orders.
  const name = (draft: Draft) => {
    if (identity === 'id') return draft.key;
    return again === 1 ? `row:${draft.key}` : `row:${draft.key}:${again}`;
  };
  for (const draft of spool.read()) {
    if (current?.key === draft.key && identity !== 'row') {
      joinDrafts(current, draft);
      continue;
    }
    if (current) yield { draft: current, id: name(current) };
    again = current?.key === draft.key ? again + 1 : 1;
    current = draft;
  }
  if (current) yield { draft: current, id: name(current) };
}

function count(totals: OrderTotals, order: SourceOrder, draft: Draft): void {
  const at = draftInstant(draft);
  totals.orders++;
  totals.span = { from: Math.min(totals.span?.from ?? at, at), to: Math.max(totals.span?.to ?? at, at) };
  if (totals.samples.length < 3) totals.samples.push(order);
  if (!isCounted(order) || order.status === 'return') return;
  const amount = totals.amounts.get(order.currency) ?? { orders: 0, gross: 0, outliers: new OutlierFinder() };
  amount.orders++;
  amount.gross += order.gross;
  amount.outliers.add({ line: draft.line, gross: order.gross });
  totals.amounts.set(order.currency, amount);
}

/**
 * Writes the spooled orders in batches, the next one being made while the database works on the one before. When the
 * signal fires, the batch under way is finished and `interrupted` is true; what was written stays.
 */
export async function writeOrders(
  writing: Writing,
): Promise<{ written: Written; totals: OrderTotals; interrupted: boolean }> {
  const { db, spool, identity, layout, signal } = writing;
  const totals: OrderTotals = { orders: 0, amounts: new Map(), span: null, samples: [] };
  let written = nothingWritten;
  let limit = batchSize.first;
  let sent = 0;
  let refused = 0;
  let pending: Promise<void> = Promise.resolve();
  let orders: SourceOrder[] = [];
  let bytes = 0;

  const report = () =>
    writing.onProgress?.({ phase: 'writing', done: sent + refused, total: writing.orders });
  const send = async (batch: SourceBatch, packed: PackedOrders): Promise<void> => {
    const began = performance.now();
    if (db) written = addWritten(written, await sendOrders(db, batch, packed));
    const took = performance.now() - began;
    if (took > pace.slow) limit = Math.max(batchSize.least, Math.floor(limit / 2));
    else if (took < pace.quick) limit = Math.min(batchSize.most, limit * 2);
    sent += batch.orders.length;
    report();
  };
  const flush = async (): Promise<void> => {
    const batch = { source: writing.source, kind: 'csv', orders };
    const packed = packOrders(batch);
    await pending;
    // Lets signals arrive before more is written.
    await new Promise(setImmediate);
    if (signal?.aborted) return;
    pending = send(batch, packed);
    // A failure is met at the next await; until then it must not count as unhandled.
    pending.catch(() => {});
    orders = [];
    bytes = 0;
    // Lets the request leave, so that the database works while the next batch is made.
    await new Promise(setImmediate);
  };

  for (const { draft, id } of gather(spool, identity)) {
    try {
      const order = buildOrder(draft, id, layout);
      count(totals, order, draft);
      orders.push(order);
      bytes += 200 + draft.rows.length * 80;
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      writing.onReject(draft, error);
      refused++;
    }
    if (orders.length < limit && bytes < batchSize.bytes) continue;
    await flush();
    if (signal?.aborted) break;
  }
  if (orders.length > 0 && !signal?.aborted) await flush();
  await pending;
  if (refused > 0) report();
  return { written, totals, interrupted: signal?.aborted === true && sent + refused < writing.orders };
}
