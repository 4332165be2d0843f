import fc from 'fast-check';
import { ingestOrders, type OrderStatus } from '../ingest-orders.ts';
import type { TestStore } from './harness.ts';
import { sourceOrder } from './source-order.ts';

export interface HistoryOrder {
  source: string;
  id: string;
  /** ISO instant. */
  at: string;
  status: OrderStatus;
  currency: string;
  gross: number;
  discount: number;
  channel: string | null;
  customer: number;
  lines: { product: string; quantity: number; gross: number; discount: number }[];
  refunds: { id: string; at: string; amount: number }[];
}

/** What happens to a shop: batches of orders written (again), and orders taken out. */
export type HistoryStep = { write: HistoryOrder[] } | { remove: { source: string; id: string }[] };

/** A shop around the nights of 2018 in which daylight saving began and ended in São Paulo. */
const firstInstant = Date.parse('2018-10-20T00:00:00Z');
const minutes = 60 * 24 * 130;

export const zone = 'America/Sao_Paulo';
export const sources = ['shop', 'counter'] as const;
export const sales = new Set(['paid', 'processing', 'completed', 'refunded']);

const instant = fc
  .integer({ min: 0, max: minutes })
  .map((minute) => new Date(firstInstant + minute * 60_000).toISOString());

const identifier = fc.record({
  source: fc.constantFrom(...sources),
  id: fc.integer({ min: 1, max: 40 }).map((number) => `o${number}`),
});

const order: fc.Arbitrary<HistoryOrder> = fc
  .tuple(
    identifier,
    fc.record({
      at: instant,
      status: fc.constantFrom<OrderStatus[]>(
        'completed',
        'completed',
        'completed',
        'paid',
        'processing',
        'refunded',
        'pending',
        'cancelled',
        'failed',
        'return',
      ),
      currency: fc.constantFrom('BRL', 'BRL', 'BRL', 'BRL', 'USD'),
      gross: fc.integer({ min: 0, max: 50_000 }),
      discount: fc.integer({ min: 0, max: 2_000 }),
      channel: fc.constantFrom('Instagram', 'Google', null),
      customer: fc.integer({ min: 1, max: 14 }),
      lines: fc.array(
        fc.record({
          product: fc.constantFrom('p1', 'p2', 'p3'),
          quantity: fc.integer({ min: 1, max: 4 }),
          gross: fc.integer({ min: 0, max: 9_000 }),
          discount: fc.integer({ min: 0, max: 500 }),
        }),
        { maxLength: 3 },
      ),
      refunds: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom('r1', 'r2', 'r3'),
          at: instant,
          amount: fc.integer({ min: 1, max: 9_000 }),
        }),
        { maxLength: 2, selector: (refund) => refund.id },
      ),
    }),
  )
  .map(([key, rest]) => ({ ...key, ...rest }))
  .map((made) => (made.status === 'return' ? { ...made, gross: 0, discount: 0, lines: [] } : made));

/** Random histories: writings in any order of time, changed again, taken out, and repeated. */
export const history: fc.Arbitrary<HistoryStep[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.array(order, { minLength: 1, maxLength: 25 }).map((write) => ({ write })) },
    {
      weight: 1,
      arbitrary: fc.array(identifier, { minLength: 1, maxLength: 6 }).map((remove) => ({ remove })),
    },
  ),
  { minLength: 1, maxLength: 6 },
);

/** Empties the shop, row by row: on small tables that is quicker than truncating. */
export async function clearShop(store: TestStore): Promise<void> {
  const tables = await store.sql(
    `select string_agg(format('delete from regulars.%I %s', relname,
       case relname when 'segments' then 'where not builtin' else '' end), ';') as script from pg_class
     where relnamespace = 'regulars'::regnamespace and relkind = 'r' and relname <> 'rfm_segments'`,
  );
  await store.sql(String(tables[0]?.['script']));
  const { error } = await store.client.rpc('shop_open', { p_time_zone: zone, p_currency: 'BRL' });
  if (error) throw new Error(error.message);
}

/** Lets a history happen; gives the orders that are there at its end. */
export async function play(store: TestStore, steps: HistoryStep[]): Promise<HistoryOrder[]> {
  const state = new Map<string, HistoryOrder>();
  for (const step of steps) {
    for (const source of sources) await playFor(store, source, step, state);
  }
  return [...state.values()];
}

async function playFor(
  store: TestStore,
  source: string,
  step: HistoryStep,
  state: Map<string, HistoryOrder>,
): Promise<void> {
  if ('remove' in step) {
    const ids = step.remove.filter((key) => key.source === source).map((key) => key.id);
    for (const id of ids) state.delete(`${source} ${id}`);
    const { error } = await store.client.rpc('remove_orders', { p_source: source, p_ids: ids });
    if (error) throw new Error(error.message);
    return;
  }
  const orders = step.write.filter((written) => written.source === source);
  for (const written of orders) state.set(`${source} ${written.id}`, written);
  await ingestOrders(store.client, {
    source,
    kind: 'test',
    orders: orders.map(({ source: _, customer, ...rest }) =>
      sourceOrder({
        ...rest,
        customer: {
          id: `${source}-${customer}`,
          email: `C${customer}@example.com`,
          name: `Customer ${customer}`,
        },
        lines: rest.lines.map((line) => ({ ...line, name: `Product ${line.product}`, category: null })),
      }),
    ),
  });
}
