import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beforeEach, expect, it } from 'vitest';
import { describeStores, type TestStore } from './harness.ts';
import { clearShop, history, play } from './history.ts';
import { plainFigures, plainRfm, plainSalesBySegment } from './plain-metrics.ts';

const day = fc
  .integer({ min: 0, max: 140 })
  .map((offset) => Temporal.PlainDate.from('2018-10-15').add({ days: offset }).toString());

async function call(store: TestStore, fn: string, args: object): Promise<unknown> {
  const { data, error } = await store.client.rpc(fn, args);
  if (error) throw error;
  return data;
}

interface Snapshot {
  customers: number;
  orders: number;
  net: number;
  m_counts: number[];
  cells: { r: number; f: number; customers: number; net: number }[];
}

interface SegmentSales {
  key: string;
  orders: number;
  net: number;
}

/** The segments by their scores: "5 4". */
async function readSegments(store: TestStore): Promise<Map<string, string>> {
  const rows = await store.sql('select r, f, segment from regulars.rfm_segments');
  return new Map(rows.map((row) => [`${row['r']} ${row['f']}`, String(row['segment'])]));
}

function countBy<T>(items: T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

describeStores('the metrics', (store) => {
  beforeEach(() => clearShop(store()));

  it('of a period are those of a plain evaluation, whole or cut short', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.tuple(day, day, fc.option(fc.integer({ min: 0, max: 1439 }))), {
          minLength: 1,
          maxLength: 6,
        }),
        async (steps, periods) => {
          await clearShop(store());
          const orders = await play(store(), steps);
          for (const [one, other, minute] of periods) {
            const [from, to] = one < other ? [one, other] : [other, one];
            const until =
              minute === null
                ? null
                : new Date(Date.parse(`${to}T03:00:00Z`) + minute * 60_000).toISOString();
            const report = await call(store(), 'kpi_report', { p_periods: { current: { from, to, until } } });
            const expected = plainFigures(orders, from, to, until);
            expect((report as { current: object }).current).toMatchObject(expected);
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  it('score every customer as a plain evaluation does, on any day, over any window', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.tuple(day, fc.constantFrom(0, 0, 30, 90)), { minLength: 1, maxLength: 4 }),
        async (steps, questions) => {
          await clearShop(store());
          const orders = await play(store(), steps);
          for (const [asOf, window] of questions) {
            const report = await call(store(), 'rfm_report', { p_as_of: asOf, p_window: window });
            const snapshot = (report as { current: Snapshot }).current;
            const expected = plainRfm(orders, asOf, window);
            expect(snapshot.customers).toBe(expected.length);
            expect(snapshot.net).toBe(expected.reduce((sum, customer) => sum + customer.net, 0));
            expect(
              Object.fromEntries(snapshot.cells.map(({ r, f, customers }) => [`${r} ${f}`, customers])),
            ).toEqual(countBy(expected, ({ r, f }) => `${r} ${f}`));
            expect(snapshot.m_counts).toEqual(
              [1, 2, 3, 4, 5].map((score) => expected.filter(({ m }) => m === score).length),
            );
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  it('of movement between two days are those of a plain evaluation', async () => {
    await fc.assert(
      fc.asyncProperty(history, day, day, async (steps, one, other) => {
        fc.pre(one !== other);
        await clearShop(store());
        const orders = await play(store(), steps);
        const [since, asOf] = one < other ? [one, other] : [other, one];
        const segmentOf = await readSegments(store());
        const before = new Map(plainRfm(orders, since, 0).map((state) => [state.customer, state]));
        const expected = countBy(plainRfm(orders, asOf, 0), (state) => {
          const earlier = before.get(state.customer);
          const from = earlier ? segmentOf.get(`${earlier.r} ${earlier.f}`) : 'none';
          return `${from} > ${segmentOf.get(`${state.r} ${state.f}`)}`;
        });
        const { moves } = (await call(store(), 'rfm_moves', { p_since: since, p_as_of: asOf })) as {
          moves: { from: string | null; to: string; customers: number }[];
        };
        expect(
          Object.fromEntries(
            moves.map(({ from, to, customers }) => [`${from ?? 'none'} > ${to}`, customers]),
          ),
        ).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('by source, channel and segment add up to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(history, day, day, async (steps, one, other) => {
        await clearShop(store());
        const orders = await play(store(), steps);
        const [from, to] = one < other ? [one, other] : [other, one];
        const whole = plainFigures(orders, from, to, null);
        for (const by of ['source', 'channel', 'segment']) {
          const rows = (await call(store(), 'kpi_breakdown', {
            p_periods: { current: { from, to, until: null } },
            p_by: by,
            p_limit: 2,
          })) as { key: string | null; net: number; orders: number }[];
          expect(rows.reduce((sum, row) => sum + row.net, 0)).toBe(whole.net);
          expect(rows.reduce((sum, row) => sum + row.orders, 0)).toBe(whole.orders);
          expect(rows.filter((row) => row.key !== null).length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('by segment are those of a plain evaluation, stored or not, after whatever was written since', async () => {
    const segmentOf = await readSegments(store());
    await fc.assert(
      fc.asyncProperty(
        history,
        history,
        fc.array(fc.tuple(day, day, fc.option(fc.integer({ min: 0, max: 1439 }))), {
          minLength: 1,
          maxLength: 3,
        }),
        async (steps, later, periods) => {
          await clearShop(store());
          for (const played of [steps, [...steps, ...later]]) {
            const orders = await play(store(), played);
            for (const [one, other, minute] of [...periods, ...periods]) {
              const [from, to] = one < other ? [one, other] : [other, one];
              const until =
                minute === null
                  ? null
                  : new Date(Date.parse(`${to}T03:00:00Z`) + minute * 60_000).toISOString();
              const args = { p_periods: { current: { from, to, until } }, p_by: 'segment', p_limit: 11 };
              const rows = (await call(store(), 'kpi_breakdown', args)) as SegmentSales[];
              const sold = rows.filter(({ orders: count, net }) => count !== 0 || net !== 0);
              expect(
                Object.fromEntries(sold.map(({ key, orders: count, net }) => [key, [count, net]])),
              ).toEqual(plainSalesBySegment(orders, { from, to, until }, segmentOf));
            }
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  it('of a snapshot are taken anew when a day before it changes', async () => {
    const write = (id: string, at: string, customer: number) =>
      play(store(), [
        {
          write: [
            {
              source: 'shop',
              id,
              at,
              status: 'paid',
              currency: 'BRL',
              gross: 100,
              discount: 0,
              channel: null,
              customer,
              lines: [],
              refunds: [],
            },
          ],
        },
      ]);
    const customers = async (asOf: string) =>
      ((await call(store(), 'rfm_report', { p_as_of: asOf })) as { current: Snapshot }).current.customers;
    await write('o1', '2018-11-10T12:00:00Z', 1);
    expect(await customers('2018-11-30')).toBe(1);
    expect(await customers('2018-11-20')).toBe(1);
    await write('o2', '2018-12-10T12:00:00Z', 2);
    expect(await customers('2018-11-30')).toBe(1);
    await write('o3', '2018-11-25T12:00:00Z', 3);
    expect(await customers('2018-11-30')).toBe(2);
    expect(await customers('2018-11-20')).toBe(1);
    expect(await customers('2018-12-31')).toBe(3);
  });
});
