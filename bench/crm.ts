import { z } from 'zod';
import { call } from '../supabase/client.ts';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatMs, percentile, print, printTable, time } from './measure.ts';
import { fillWithCrm } from './peers/crm-data.ts';
import { type BenchDatabase, listDatabases } from './peers/databases.ts';
import { asOf, fillWithOrders } from './peers/rfm-orders.ts';

/**
 * Segments, customers, campaigns, models and stock over many customers: what is counted anew, and what is read from
 * rollups. `node bench/crm.ts [customers]`; beyond 200,000 customers on a real Postgres (TEST_DATABASE_URL) alone.
 */
const customers = Number(process.argv[2] ?? 200_000);
const mostEmbedded = 200_000;
/** Customers for which the bars are. */
const barCustomers = 1_000_000;
const answerBar = 300;
const countBar = 2_000;
const runs = 7;

const field = (name: string, op: string, value: unknown) => ({ field: name, op, value });

/** Rules as shops write them, and the broadest there are. */
const rules = {
  everyone: { all: [] },
  'an RFM segment': field('segment', 'in', ['At Risk']),
  'two states': field('state', 'in', ['SP', 'RJ']),
  'a product': field('product', 'in', ['Product 7']),
  'two of four categories': field('category', 'in', ['Coffee', 'Tea']),
  'a category not bought': field('category', 'not in', ['Coffee']),
  'consent and 90 days without an order': {
    all: [field('consent', 'in', ['email']), field('recency', '>', 90)],
  },
  'eight conditions in groups': {
    any: [
      {
        all: [
          field('segment', 'in', ["Can't Lose", 'At Risk']),
          field('state', 'in', ['SP']),
          field('product', 'in', ['Product 1', 'Product 2']),
          field('monetary', '>=', 5_000),
        ],
      },
      { all: [field('campaign', 'in', ['Campaign 1']), field('inactive', '>', 30)] },
      { not: field('consent', 'in', ['email']) },
    ],
  },
};

async function sample(run: () => Promise<unknown>, most = runs): Promise<number[]> {
  await run();
  const samples: number[] = [];
  for (let at = 0; at < most; at += 1) samples.push(await time(run));
  return samples;
}

async function measure(name: string, database: BenchDatabase): Promise<void> {
  const filled = await time(async () => {
    await fillWithOrders(database, { orders: customers * 2, customers });
    await fillWithCrm(database, customers);
  });
  print(`${name}: filled in ${(filled / 1000).toFixed(0)} s`);
  const ask = (fn: string, args: object) => () =>
    call(database.client, fn, { ...args }, z.looseObject({}).or(z.array(z.unknown())));

  const counted: Record<string, number[]> = {};
  for (const [what, rule] of Object.entries(rules)) {
    counted[what] = await sample(ask('segment_count', { p_rule: rule, p_day: asOf }), 5);
  }
  printRows('a new segment counted', counted, countBar);

  const days = [asOf, '2025-10-31'];
  const anew: Record<string, number[]> = {};
  anew['all segments, two days'] = [await time(ask('segment_list', { p_days: days, p_budget_ms: 600_000 }))];
  anew['twelve campaigns measured'] = [
    await time(ask('campaign_list', { p_from: '2000-01-01', p_to: asOf, p_limit: 50, p_budget_ms: 600_000 })),
  ];
  printRows('beforehand, in the background', anew, null);

  const answers: Record<string, number[]> = {};
  const stored: [string, string, object][] = [
    ['/segment list', 'segment_list', { p_days: days, p_budget_ms: 1_500 }],
    ['/segment show', 'segment_find', { p_name: 'at risk', p_days: days, p_budget_ms: 1_500 }],
    ['/segment members', 'segment_members', { p_rule: rules['an RFM segment'], p_day: asOf, p_by: 'net' }],
    [
      '/campaign list',
      'campaign_list',
      { p_from: '2000-01-01', p_to: asOf, p_limit: 50, p_budget_ms: 1_500 },
    ],
    ['/campaign show', 'campaign_find', { p_names: ['Campaign 1'], p_detail: true }],
    [
      '/campaign compare',
      'campaign_find',
      { p_names: ['Campaign 1', 'Campaign 2', 'Campaign 3'], p_detail: true },
    ],
  ];
  for (const [what, fn, args] of stored) answers[what] = await sample(ask(fn, args), 20);
  printRows('stored answers', answers, answerBar);
  print(describeLoad());
  print();
}

function printRows(title: string, rows: Record<string, number[]>, bar: number | null): void {
  printTable(
    [title, 'median ms', 'p95 ms', 'runs'],
    Object.entries(rows).map(([what, samples]) => [
      what,
      formatMs(percentile(samples, 0.5)),
      formatMs(percentile(samples, 0.95)),
      String(samples.length),
    ]),
  );
  if (bar !== null && customers >= barCustomers) {
    for (const [what, samples] of Object.entries(rows))
      printBar(`${what}, p95`, percentile(samples, 0.95), bar, ' ms');
  }
  print();
}

printHeading(`Segments and campaigns over ${customers.toLocaleString('en')} customers`);
for (const { name, open } of listDatabases()) {
  if (name === 'embedded' && customers > mostEmbedded) continue;
  const database = await open();
  try {
    await measure(name, database);
  } finally {
    await database.close();
  }
}
