import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call, DatabaseError } from '../../supabase/client.ts';
import {
  ingestPacked,
  type PackedOrders,
  packOrders,
  type SourceBatch,
  type Written,
} from '../../supabase/ingest-orders.ts';
import { ServiceError } from '../errors.ts';

export const nothingWritten: Written = {
  orders: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  older: 0,
  customers_created: 0,
  lines: 0,
  refunds: 0,
  erased: 0,
};

export function addWritten(a: Written, b: Written): Written {
  const total = { ...a };
  for (const key of Object.keys(total) as (keyof Written)[]) total[key] += b[key];
  return total;
}

const attempts = 4;
const firstPause = 500;

function isPassing(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  return error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504;
}

/** Tries again what did not get through, which is safe where twice is the same as once. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, firstPause * 2 ** (attempt - 1)));
    }
  }
}

/**
 * Writes one batch of orders, which may have been packed ahead. One that takes the database too long is halved; one
 * that did not get through is tried again, since writing an order twice changes nothing. Throws import_write_failed.
 */
export async function sendOrders(
  db: SupabaseClient,
  batch: SourceBatch,
  packed: PackedOrders = packOrders(batch),
): Promise<Written> {
  const { orders } = batch;
  try {
    return await persist(() => ingestPacked(db, packed));
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '57014' && orders.length > 1) {
      const middle = Math.ceil(orders.length / 2);
      const first = await sendOrders(db, { ...batch, orders: orders.slice(0, middle) });
      return addWritten(first, await sendOrders(db, { ...batch, orders: orders.slice(middle) }));
    }
    throw new ServiceError('upstream', 'import_write_failed', {}, { cause: error });
  }
}

/** Records that orders of a file are about to be written: until it is read to its end, answers say that it is not. */
export async function sendStarted(db: SupabaseClient, source: string, file: string): Promise<void> {
  await send(db, 'ingest_started', { p_source: source, p_kind: 'csv', p_file: file });
}

/** Records that a file was read to its end: how fresh its source is, and how many lines it refused. */
export async function sendFinished(
  db: SupabaseClient,
  source: string,
  file: string,
  rejected: number,
): Promise<void> {
  await send(db, 'ingest_finished', { p_source: source, p_kind: 'csv', p_file: file, p_rejected: rejected });
}

async function send(db: SupabaseClient, fn: string, args: Record<string, unknown>): Promise<void> {
  try {
    await persist(() => call(db, fn, args, z.unknown()));
  } catch (error) {
    throw new ServiceError('upstream', 'import_write_failed', {}, { cause: error });
  }
}
