import { deepStrictEqual } from 'node:assert/strict';
import { z } from 'zod';
import { call } from '../supabase/client.ts';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatMs, formatRatio, percentile, print, printTable, time } from './measure.ts';
import { type BenchDatabase, listDatabases } from './peers/databases.ts';
import { openDuckPeer } from './peers/rfm-duckdb.ts';
import { asOf, fillWithOrders } from './peers/rfm-orders.ts';
import { type RfmSummary, type ScoredRow, summariseRows, writePlainQuery } from './peers/rfm-plain.ts';

/**
 * RFM and KPIs over many orders, against a plain view over the raw orders and against DuckDB, which all must agree.
 * `node bench/rfm.ts [orders]`; beyond 1,000,000 orders on a real Postgres (TEST_DATABASE_URL) alone.
 */
const orders = Number(process.argv[2] ?? 1_000_000);
const customers = Math.ceil(orders / 10);
const mostEmbedded = 1_000_000;
const answerBar = 300;
/** Customers from which on the summary must be no slower than DuckDB's. */
const barCustomers = 1_000_000;
/** Runs of one contender end after this long, in milliseconds. */
const budget = 12_000;

const monthEnds = ['2025-09-30', '2025-10-31'] as const;
const periods = {
  month: {
    current: { from: '2025-10-01', to: '2025-10-31' },
    before: { from: '2025-09-01', to: '2025-09-30' },
    yearBefore: { from: '2024-10-01', to: '2024-10-31' },
  },
  year: {
    current: { from: '2024-01-01', to: '2024-12-31' },
    before: { from: '2023-01-01', to: '2023-12-31' },
    yearBefore: { from: '2022-01-01', to: '2022-12-31' },
  },
};

const snapshotSchema = z.looseObject({
  cells: z.array(z.record(z.string(), z.union([z.number(), z.string()]))),
  m_counts: z.array(z.number()),
});
const reportSchema = z.object({ current: snapshotSchema });

/** Milliseconds of runs of one thing, after one that is not counted; `prepare` is not timed. */
async function sample(run: () => Promise<unknown>, prepare = async () => {}, most = 30): Promise<number[]> {
  const samples: number[] = [];
  let spent = 0;
  for (let at = 0; at <= most && (spent < budget || samples.length === 0); at += 1) {
    await prepare();
    const ms = await time(run);
    spent += ms;
    if (at > 0) samples.push(ms);
  }
  return samples;
}

async function ourSummary({ client }: BenchDatabase): Promise<RfmSummary> {
  const { current } = await call(client, 'rfm_report', { p_as_of: asOf }, reportSchema);
  const cells = current.cells.map((cell) =>
    ['r', 'f', 'customers', 'orders', 'net'].map((key) => Number(cell[key])),
  );
  return { cells, monetary: current.m_counts };
}

/** What the product answers, each call with what is put aside before it. */
function listAnswers(database: BenchDatabase) {
  const ask = (fn: string, args: Record<string, unknown>) => () =>
    call(database.client, fn, args, z.looseObject({}).or(z.array(z.unknown())));
  const forget = () =>
    database.script(
      'update regulars.rfm_snapshots set stale = true; delete from regulars.rfm_moves; delete from regulars.segment_sales',
    );
  const [since, until] = monthEnds;
  const moves = ask('rfm_moves', { p_since: since, p_as_of: until });
  const today = ask('rfm_report', { p_as_of: asOf, p_compare: until });
  // By segment nothing is compared.
  const breakdown = (by: string) => {
    const { current } = periods.month;
    return ask('kpi_breakdown', { p_periods: by === 'segment' ? { current } : periods.month, p_by: by });
  };
  return {
    fresh: {
      'RFM of today and of the month end before, nothing stored': [today, forget],
      'moves of a month, nothing stored': [moves, forget],
      'moves of a month, snapshots stored': [moves, () => database.script('delete from regulars.rfm_moves')],
      'month by segment, snapshot stored': [
        breakdown('segment'),
        () => database.script('delete from regulars.segment_sales'),
      ],
    },
    stored: {
      'RFM of today and of the month end before': today,
      'moves of a month': moves,
      'KPIs of a month, with both comparisons': ask('kpi_report', { p_periods: periods.month }),
      'KPIs of a year, with both comparisons': ask('kpi_report', {
        p_periods: periods.year,
        p_grain: 'week',
      }),
      'month by channel': breakdown('channel'),
      'month by segment': breakdown('segment'),
      status: ask('shop_status', {}),
    },
  } as const;
}

async function measure(name: string, database: BenchDatabase): Promise<void> {
  const filled = await time(() => fillWithOrders(database, { orders, customers }));
  print(`${name}: filled and rolled up in ${(filled / 1000).toFixed(0)} s`);
  const duck = await openDuckPeer(database, customers, asOf);
  const makeStale = () => database.script('update regulars.rfm_snapshots set stale = true');
  const readPlain = async () => summariseRows((await database.query(writePlainQuery(asOf))) as ScoredRow[]);
  try {
    const ours = await ourSummary(database);
    deepStrictEqual(await readPlain(), ours, 'the plain view says something else');
    deepStrictEqual(await duck.summarise(), ours, 'DuckDB says something else');
    print(
      `All agree: ${ours.monetary.reduce((sum, each) => sum + each, 0)} customers in ${ours.cells.length} cells`,
    );

    const taken = await sample(() => ourSummary(database), makeStale);
    const rows = {
      'ours, taken anew': taken,
      'ours, stored': await sample(() => ourSummary(database)),
      'DuckDB over raw orders': await sample(() => duck.summarise()),
      'plain view over raw orders': await sample(readPlain, undefined, 3),
    };
    printRows('RFM summary of today', rows, taken);
    const duckMs = percentile(rows['DuckDB over raw orders'], 0.5);
    const ourMs = percentile(taken, 0.5);
    if (customers >= barCustomers) printBar('taken anew, times DuckDB', ourMs / duckMs, 1);
    else print(`taken anew ${formatRatio(ourMs, duckMs)} of DuckDB; the bar of 1 is for a million customers`);
    print();
  } finally {
    duck.close();
  }

  const { fresh, stored } = listAnswers(database);
  const first: Record<string, number[]> = {};
  for (const [what, [run, prepare]] of Object.entries(fresh))
    first[what] = await sample(
      run,
      async () => {
        await prepare();
      },
      5,
    );
  printRows('for the first time after an import', first);
  const answers: Record<string, number[]> = {};
  for (const [what, run] of Object.entries(stored)) answers[what] = await sample(run);
  printRows('warm answers', answers);
  for (const [what, samples] of Object.entries(answers)) {
    printBar(`${what}, p95`, percentile(samples, 0.95), answerBar, ' ms');
  }
  print(describeLoad());
  print();
}

function printRows(title: string, rows: Record<string, number[]>, reference?: number[]): void {
  const ofReference = (samples: number[]) =>
    reference ? [formatRatio(percentile(samples, 0.5), percentile(reference, 0.5))] : [];
  printTable(
    [title, 'median ms', 'p95 ms', 'runs', ...(reference ? ['of the first'] : [])],
    Object.entries(rows).map(([what, samples]) => [
      what,
      formatMs(percentile(samples, 0.5)),
      formatMs(percentile(samples, 0.95)),
      String(samples.length),
      ...ofReference(samples),
    ]),
  );
  print();
}

printHeading(`RFM over ${orders.toLocaleString('en')} orders of ${customers.toLocaleString('en')} customers`);
for (const { name, open } of listDatabases()) {
  if (name === 'embedded' && orders > mostEmbedded) continue;
  const database = await open();
  try {
    await measure(name, database);
  } finally {
    await database.close();
  }
}
