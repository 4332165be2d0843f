import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { BenchDatabase } from './databases.ts';
import { type RfmSummary, type ScoredRow, summariseRows, writeRfmQuery } from './rfm-plain.ts';

export interface DuckPeer {
  /** Computes the summary from the raw orders. */
  summarise: () => Promise<RfmSummary>;
  close: () => void;
}

/** How many customers' orders are copied at once. */
const atOnce = 20_000;
const columns = {
  orders: 'customer_id, order_id, day, counted, gross, discount',
  refunds: 'customer_id, order_id, day, amount',
};

/** DuckDB, in memory and with all processors, holding the same raw orders and refunds in tables of its own. */
export async function openDuckPeer(
  database: BenchDatabase,
  customers: number,
  day: string,
): Promise<DuckPeer> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    'create table orders (customer_id bigint, order_id bigint, day date, counted boolean, gross bigint, discount bigint)',
  );
  await connection.run('create table refunds (customer_id bigint, order_id bigint, day date, amount bigint)');
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    for (const table of ['orders', 'refunds'] as const) {
      const file = join(folder, `${table}.csv`);
      for (let low = 1; low <= customers; low += atOnce) {
        const [row] = await database.query(
          `select string_agg(concat_ws(',', ${columns[table]}), chr(10)) || chr(10) as text
           from regulars.${table} where customer_id between ${low} and ${low + atOnce - 1}`,
        );
        await appendFile(file, String(row?.['text'] ?? ''));
      }
      await connection.run(`insert into ${table} select * from read_csv('${file}', header = false)`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const query = writeRfmQuery(
    day,
    { orders: 'orders', refunds: 'refunds' },
    (column) => `quantile_cont(${column}, [0.2, 0.4, 0.6, 0.8])`,
  );
  return {
    summarise: async () => {
      const reader = await connection.runAndReadAll(query);
      return summariseRows(reader.getRowObjectsJson() as ScoredRow[]);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
