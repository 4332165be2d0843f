import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClientWithFetch } from '../../../supabase/client.ts';
import type { PackedOrders, SourceOrder } from '../../../supabase/ingest-orders.ts';
import { unpackOrders } from '../../../supabase/tests/unpack-orders.ts';
import type { Context } from '../../context.ts';
import { type ImportInput, type ImportReport, importOrders } from '../index.ts';

/** A database that takes every order, and what it was told. */
export interface FakeDatabase {
  context: Context;
  orders: SourceOrder[];
  batches: SourceOrder[][];
  started: object[];
  finished: object[];
}

/** Answers a writing call instead of the database, or lets it answer as usual by returning undefined. */
export type Answer = (fn: string, args: PackedOrders) => Response | undefined;

/** A database in memory that counts every order as new. */
export function createFakeDatabase(answer: Answer = () => undefined): FakeDatabase {
  const fake = {
    orders: [] as SourceOrder[],
    batches: [] as SourceOrder[][],
    started: [] as object[],
    finished: [] as object[],
  };
  const db = createClientWithFetch(async (input, init) => {
    const fn = String(input).split('/').at(-1) ?? '';
    const args = JSON.parse(String(init?.body));
    const own = answer(fn, args);
    if (own) return own;
    if (fn === 'ingest_started') {
      fake.started.push(args);
      return new Response(null, { status: 204 });
    }
    if (fn === 'ingest_finished') {
      fake.finished.push(args);
      return new Response(null, { status: 204 });
    }
    if (fn !== 'ingest_orders') return Response.json({ code: 'PGRST202' }, { status: 404 });
    const orders = unpackOrders(args);
    fake.orders.push(...orders);
    fake.batches.push(orders);
    const written = { orders: orders.length, inserted: orders.length, updated: 0, unchanged: 0, older: 0 };
    return Response.json({ ...written, customers_created: 0, lines: 0, refunds: 0, erased: 0 });
  });
  const context: Context = {
    db,
    now: () => new Date('2026-11-23T15:00:00Z'),
    timeZone: 'America/Sao_Paulo',
    currency: 'BRL',
    demo: false,
    actor: { id: 'console:test', role: 'admin' },
  };
  return { ...fake, context };
}

/** Runs `use` with a file of that content in a folder of its own. */
export async function withFile<T>(
  content: string | Uint8Array,
  use: (file: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'import-test-'));
  try {
    const file = join(folder, 'orders.csv');
    await writeFile(file, content);
    return await use(file, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Imports a text into a fake database. Throws as importOrders does. */
export async function importText(
  content: string | Uint8Array,
  input: Partial<ImportInput> = {},
  fake: FakeDatabase = createFakeDatabase(),
): Promise<FakeDatabase & { report: ImportReport }> {
  return withFile(content, async (file) => {
    const report = await importOrders(fake.context, { file, ...input });
    return { ...fake, report };
  });
}
