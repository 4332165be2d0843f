import { z } from 'zod';
import { openShop } from '../services/shop/index.ts';
import { call } from '../supabase/client.ts';
import { packOrders } from '../supabase/ingest-orders.ts';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatMs, formatRatio, percentile, print, printTable, time } from './measure.ts';
import { bareOrdersSql } from './peers/bare-orders.ts';
import { type BenchDatabase, listDatabases } from './peers/databases.ts';
import { inBatches, makeOrders } from './peers/made-orders.ts';

/**
 * Writing orders with their rollups against the bare insert of the same JSON. Each has a database of its own and
 * they take turns, batch by batch. `node bench/ingest.ts [orders]`.
 */
const orders = Number(process.argv[2] ?? 200_000);
const customers = Math.ceil(orders / 8);
const batchSize = 10_000;
const bar = 2.2;

const contenders = {
  'with rollups': 'ingest_orders',
  'bare, the same JSON': 'bare_orders',
  'bare, an object an order': 'bare_objects',
} as const;

type Contender = keyof typeof contenders;

interface Times {
  /** Milliseconds of each batch. */
  batches: Record<Contender, number[]>;
  rows: number;
}

async function openOurs(open: () => Promise<BenchDatabase>): Promise<BenchDatabase> {
  const database = await open();
  await openShop(database.client, { timeZone: 'America/Sao_Paulo', currency: 'BRL', demo: false });
  return database;
}

async function openBare(open: () => Promise<BenchDatabase>): Promise<BenchDatabase> {
  const database = await open();
  await database.script(bareOrdersSql);
  return database;
}

/** Milliseconds of one batch, with the housekeeping that it leaves behind. */
function write(database: BenchDatabase, fn: string, body: string): Promise<number> {
  return time(async () => {
    await database.callWith(fn, body);
    await database.settle();
  });
}

async function measure(open: () => Promise<BenchDatabase>, withLines: boolean): Promise<Times> {
  const ours = await openOurs(open);
  const bare = await openBare(open);
  const objects = await openBare(open);
  const times: Times = {
    batches: { 'with rollups': [], 'bare, the same JSON': [], 'bare, an object an order': [] },
    rows: 0,
  };
  const turn = async (contender: Contender, database: BenchDatabase, args: object) => {
    const spent = await write(database, contenders[contender], JSON.stringify(args));
    times.batches[contender].push(spent);
  };
  try {
    for (const batch of inBatches(makeOrders(orders, customers, withLines), batchSize)) {
      times.rows += batch.reduce((sum, { lines }) => sum + 1 + lines.length, 0);
      const packed = packOrders({ source: 'bench', kind: 'csv', orders: batch });
      await turn('bare, the same JSON', bare, packed);
      await turn('bare, an object an order', objects, { p_source: 'bench', p_kind: 'csv', p_orders: batch });
      await turn('with rollups', ours, packed);
    }
    await checkSame(ours, bare);
    await checkSame(ours, objects);
    return times;
  } finally {
    await Promise.all([ours.close(), bare.close(), objects.close()]);
  }
}

/** Throws unless both hold the same orders. */
async function checkSame(ours: BenchDatabase, bare: BenchDatabase): Promise<void> {
  const schema = z.looseObject({ orders: z.number(), customers: z.number() });
  const status = await call(ours.client, 'shop_status', {}, schema);
  const [row] = await bare.query(
    'select (select count(*) from bare.orders) as orders, (select count(*) from bare.customers) as customers',
  );
  if (status.orders !== row?.['orders'] || status.customers !== row['customers']) {
    throw new Error(`ours holds ${status.orders} orders, bare ${row?.['orders']}`);
  }
}

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

printHeading(
  `Writing ${orders.toLocaleString('en')} orders of ${customers.toLocaleString('en')} customers, batches of ${batchSize.toLocaleString('en')}`,
);
for (const { name, open } of listDatabases()) {
  for (const withLines of [false, true]) {
    const { batches, rows } = await measure(open, withLines);
    const title = `${name}, ${withLines ? '2.5 lines an order' : 'without lines'}`;
    const ours = sum(batches['with rollups']);
    printTable(
      [title, 'orders/s', 'rows/s', 'median ms a batch', 'p95', 'ours of it'],
      Object.entries(batches).map(([contender, samples]) => [
        contender,
        ((orders * 1000) / sum(samples)).toFixed(0),
        ((rows * 1000) / sum(samples)).toFixed(0),
        formatMs(percentile(samples, 0.5)),
        formatMs(percentile(samples, 0.95)),
        formatRatio(ours, sum(samples)),
      ]),
    );
    for (const contender of ['bare, the same JSON', 'bare, an object an order'] as const) {
      printBar(`${title}, times ${contender}`, ours / sum(batches[contender]), bar);
    }
    print(describeLoad());
    print();
  }
}
