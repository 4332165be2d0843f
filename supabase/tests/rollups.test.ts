import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { ingestOrders, type OrderStatus, packOrders, type SourceOrder } from '../ingest-orders.ts';
import { describeStores, type TestStore } from './harness.ts';
import { clearShop, type HistoryOrder, type HistoryStep, history, play, sources } from './history.ts';
import { sourceOrder, type TestOrder } from './source-order.ts';

const rollups = ['order_tally', 'day_rollup', 'day_gap', 'product_day', 'customer_rollup', 'customer_month'];

async function dump(store: TestStore): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {};
  for (const table of rollups) {
    tables[table] = await store.sql(
      `select t::text as row from regulars.${table} t order by t::text collate "C"`,
    );
  }
  return tables;
}

/** The rollups without the numbers of customers, sources and products, which hang on the order of writing. */
async function dumpByName(store: TestStore): Promise<unknown[]> {
  const queries = [
    `select s.name, d.* from regulars.day_rollup d join regulars.sources s using (source_id)`,
    `select * from regulars.day_gap`,
    `select s.name, p.external_id, d.* from regulars.product_day d join regulars.products p using (product_id)
       join regulars.sources s using (source_id)`,
    `select c.orders, c.net, c.first_day, c.last_day, (
       select jsonb_agg(to_jsonb(m) - 'customer_id' order by m.month)
       from regulars.customer_month m where m.customer_id = c.customer_id
     ) as months from regulars.customer_rollup c`,
  ];
  return Promise.all(
    queries.map((query) =>
      store.sql(
        `select (to_jsonb(q) - 'source_id' - 'product_id')::text as row from (${query}) q order by 1`,
      ),
    ),
  );
}

async function rebuild(store: TestStore, slice: number): Promise<void> {
  let after: number | null = 0;
  while (after !== null) {
    const answer: { data: unknown; error: Error | null } = await store.client.rpc('rebuild_rollups', {
      p_after: after,
      p_limit: slice,
    });
    if (answer.error) throw answer.error;
    after = (answer.data as { next: number | null }).next;
  }
}

function ingest(store: TestStore, orders: SourceOrder[], source = 'shop') {
  return ingestOrders(store.client, { source, kind: 'test', orders });
}

function order(fields: Partial<TestOrder> = {}): SourceOrder {
  return sourceOrder({
    id: 'o1',
    at: '2024-05-10T12:00:00-03:00',
    status: 'completed',
    currency: 'BRL',
    gross: 10_000,
    discount: 500,
    tax: 0,
    shipping: 0,
    channel: 'Google',
    updated_at: null,
    customer: { id: 'c1', email: 'ana@example.com', name: 'Ana' },
    lines: [{ product: 'p1', name: 'Coffee', category: null, quantity: 2, gross: 10_000, discount: 500 }],
    ...fields,
  });
}

/** Something that is done to customers, chosen by numbers among those there are. */
const deed = fc.record({
  what: fc.constantFrom('merge', 'merge', 'unmerge', 'split', 'erase'),
  one: fc.nat(30),
  other: fc.nat(30),
  part: fc.integer({ min: 1, max: 4 }),
});

async function doDeed(
  store: TestStore,
  { what, one, other, part }: typeof deed extends fc.Arbitrary<infer D> ? D : never,
) {
  const rows = await store.sql('select customer_id::integer as id from regulars.customers order by 1');
  const idOf = (nth: number) => rows[nth % Math.max(1, rows.length)]?.['id'] ?? 0;
  const by = { p_actor: 'console:test', p_confirm: true };
  const calls: Record<string, [string, object]> = {
    merge: ['customer_merge', { p_from: idOf(one), p_into: idOf(other) }],
    unmerge: ['customer_unmerge', { p_customer: idOf(one) }],
    split: ['customer_split', { p_customer: idOf(one), p_numbers: [part] }],
    erase: ['customer_erase', { p_customer: idOf(one) }],
  };
  const [fn, args] = calls[what] ?? ['', {}];
  const { error } = await store.client.rpc(fn, { ...args, ...by });
  if (error) throw new Error(error.message);
}

/** Names as the customers bear them, counted anew. */
const countedNames = `select w as word, count(*) as bearers from regulars.customers, unnest(words) w group by 1 order by 1`;

describeStores('the rollups', (store) => {
  beforeEach(() => clearShop(store()));

  it('equal a rebuild after customers were merged, split and erased between writings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(history, fc.array(deed, { maxLength: 4 })), { minLength: 1, maxLength: 3 }),
        async (chapters) => {
          await clearShop(store());
          for (const [steps, deeds] of chapters) {
            await play(store(), steps.slice(0, 3));
            for (const each of deeds) await doDeed(store(), each);
          }
          const kept = await dump(store());
          await rebuild(store(), 7);
          expect(kept).toEqual(await dump(store()));
          expect(await store().sql('select word, bearers from regulars.name_words order by 1')).toEqual(
            await store().sql(countedNames),
          );
          const lost = await store().sql(`
            select o.order_id from regulars.orders o
            where not exists (select from regulars.customers c where c.customer_id = o.customer_id)
            union all
            select l.order_id from regulars.order_lines l
            where not exists (select from regulars.orders o where (o.customer_id, o.order_id) = (l.customer_id, l.order_id))`);
          expect(lost).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('equal a rebuild from raw orders after any history', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 20 }), async (steps, slice) => {
        await clearShop(store());
        await play(store(), steps);
        const kept = await dump(store());
        await rebuild(store(), slice);
        expect(kept).toEqual(await dump(store()));
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  /** Two orders of one customer at the same moment: which was the first? */
  const oneMoment: HistoryStep[] = ['o1', 'o2'].map((id) => ({
    write: [
      {
        ...{ source: 'shop', id, at: '2018-10-20T00:08:00.000Z', status: 'completed', currency: 'BRL' },
        ...{ gross: 0, discount: 0, channel: id, customer: 14, lines: [], refunds: [] },
      },
    ],
  }));

  it('do not depend on the order in which the same orders are written', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 9 }), async (steps, size) => {
        await clearShop(store());
        const orders: HistoryOrder[] = await play(store(), steps);
        const kept = await dumpByName(store());
        await clearShop(store());
        const backwards = [...orders].sort((a, b) => (a.at < b.at ? 1 : -1));
        for (let at = 0; at < backwards.length; at += size) {
          await play(store(), [{ write: backwards.slice(at, at + size) }]);
        }
        expect(await dumpByName(store())).toEqual(kept);
      }),
      { numRuns: 6, examples: [[oneMoment, 1]] },
    );
  }, 120_000);

  it('change nothing when the same orders come again', async () => {
    await ingest(store(), [order(), order({ id: 'o2', at: '2024-06-01T12:00:00-03:00' })]);
    const kept = await dump(store());
    const again = await ingest(store(), [order(), order({ id: 'o2', at: '2024-06-01T12:00:00-03:00' })]);
    expect(again).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
    expect(await dump(store())).toEqual(kept);
  });

  it('keep a newer writing when an older one arrives late', async () => {
    await ingest(store(), [order({ status: 'cancelled', updated_at: '2024-05-11T00:00:00Z' })]);
    const late = await ingest(store(), [order({ updated_at: '2024-05-10T16:00:00Z' })]);
    expect(late).toMatchObject({ older: 1, updated: 0 });
    expect(await store().sql('select status from regulars.orders')).toEqual([{ status: 'cancelled' }]);
    expect(await store().sql('select * from regulars.day_rollup')).toEqual([]);
  });

  it('take the last of two writings in one batch', async () => {
    await ingest(store(), [order({ gross: 1 }), order({ gross: 2 })]);
    expect(await store().sql('select gross from regulars.orders')).toEqual([{ gross: 2 }]);
  });

  it('refuse to write while a rebuild is under way, and go on after it', async () => {
    await ingest(store(), [order(), order({ id: 'o2', customer: { id: 'c2' } })]);
    await store().client.rpc('rebuild_rollups', { p_after: 0, p_limit: 1 });
    await expect(ingest(store(), [order({ id: 'o3' })])).rejects.toThrow('being rebuilt');
    const opened = await store().client.rpc('shop_open');
    const from = (opened.data as { rebuild_from: number }).rebuild_from;
    expect(from).toBeGreaterThan(0);
    await store().client.rpc('rebuild_rollups', { p_after: from, p_limit: 10 });
    await store().client.rpc('rebuild_rollups', { p_after: from + 10, p_limit: 10 });
    expect(await ingest(store(), [order({ id: 'o3' })])).toMatchObject({ inserted: 1 });
    const kept = await dump(store());
    await rebuild(store(), 100);
    expect(await dump(store())).toEqual(kept);
  });

  it('move to another zone and currency by a rebuild', async () => {
    await ingest(store(), [
      order({ at: '2024-05-10T23:30:00-03:00' }),
      order({ id: 'o2', currency: 'EUR', at: '2024-05-10T12:00:00-03:00' }),
    ]);
    expect(await store().sql('select day, orders, gross from regulars.day_rollup')).toEqual([
      { day: '2024-05-10', orders: 1, gross: 10_000 },
    ]);
    const { data } = await store().client.rpc('shop_open', {
      p_time_zone: 'Europe/Lisbon',
      p_currency: 'EUR',
    });
    expect(data).toMatchObject({ rebuild_from: 0, time_zone: 'Europe/Lisbon', currency: 'EUR' });
    await rebuild(store(), 10);
    expect(await store().sql('select day::text, orders from regulars.day_rollup')).toEqual([
      { day: '2024-05-10', orders: 1 },
    ]);
    expect(await store().sql("select day::text from regulars.orders where external_id = 'o1'")).toEqual([
      { day: '2024-05-11' },
    ]);
  });

  it('write all of a batch or nothing', async () => {
    const bad = order({ id: 'o2', status: 'no such status' as OrderStatus });
    await expect(ingest(store(), [order(), bad])).rejects.toThrow();
    expect(await store().sql('select * from regulars.orders')).toEqual([]);
    expect(await store().sql('select * from regulars.customers')).toEqual([]);
  });

  it('refuse a batch in which a line names no product', async () => {
    const packed = packOrders({ source: 'shop', kind: 'test', orders: [order()] });
    packed.p_lines['product'] = [2];
    const { error } = await store().client.rpc('ingest_orders', packed);
    expect(error?.message).toBe('a line names no product of p_products');
    expect(await store().sql('select * from regulars.orders')).toEqual([]);
  });

  it.each(['changed', 'taken out'])(
    'forget what was stored of a refund before its order, when that is %s',
    async (how) => {
      const refund = { id: 'r1', at: '2024-05-05T12:00:00-03:00', amount: 100 };
      const first = order({ id: 'o1', at: '2024-05-01T12:00:00-03:00' });
      await ingest(store(), [first, order({ id: 'o2', refunds: [refund] })]);
      const net = async () => {
        const { data } = await store().client.rpc('rfm_report', { p_as_of: '2024-05-07' });
        return (data as { current: { net: number } }).current.net;
      };
      expect(await net()).toBe(9_400);
      if (how === 'changed') await ingest(store(), [order({ id: 'o2' })]);
      else await store().client.rpc('remove_orders', { p_source: 'shop', p_ids: ['o2'] });
      expect(await net()).toBe(9_500);
    },
  );

  it('name a product as the last order of the batch does, also when that one was there before', async () => {
    const named = (name: string) => [
      { product: 'p1', name, category: null, quantity: 1, gross: 10_000, discount: 500 },
    ];
    await ingest(store(), [order({ id: 'o1', lines: named('Coffee') })]);
    await ingest(store(), [
      order({ id: 'o2', lines: named('Old coffee') }),
      order({ id: 'o1', lines: named('New coffee') }),
    ]);
    expect(await store().sql('select name from regulars.products')).toEqual([{ name: 'New coffee' }]);
  });

  it('refuse a batch in which an order names no customer', async () => {
    const packed = packOrders({ source: 'shop', kind: 'test', orders: [order(), order({ id: 'o2' })] });
    packed.p_orders['customer'] = [1, 2];
    const { error } = await store().client.rpc('ingest_orders', packed);
    expect(error?.message).toBe('an order names no customer of p_customers');
    expect(await store().sql('select * from regulars.orders')).toEqual([]);
  });
});

describeStores('customers', (store) => {
  beforeEach(() => clearShop(store()));

  const people = () => store().sql('select name, email, phone from regulars.customers order by customer_id');

  it('are one, however long the chain that joins them in a batch', async () => {
    const link = (id: string, email: string, document: string) =>
      order({ id, customer: { email: `${email}@example.com`, document }, lines: [] });
    await ingest(store(), [
      link('o1', 'a', '1'),
      link('o2', 'c', '3'),
      link('o3', 'b', '2'),
      link('o4', 'b', '1'),
      link('o5', 'd', '3'),
      link('o6', 'c', '2'),
    ]);
    expect(await people()).toHaveLength(1);
  });

  it('are one where the e-mail agrees, whatever its capitals, across sources', async () => {
    await ingest(
      store(),
      [order({ customer: { id: '7', email: 'Ana@Example.com ', name: 'Ana' } })],
      sources[0],
    );
    await ingest(
      store(),
      [order({ customer: { id: '9', email: 'ana@example.com', phone: '+5511' } })],
      sources[1],
    );
    expect(await people()).toEqual([{ name: 'Ana', email: 'ana@example.com', phone: '+5511' }]);
  });

  it('are two where the same id stands in two sources', async () => {
    await ingest(store(), [order({ customer: { id: '7', name: 'Ana' } })], sources[0]);
    await ingest(store(), [order({ customer: { id: '7', name: 'Rui' } })], sources[1]);
    expect(await people()).toHaveLength(2);
  });

  it('are one within a batch that names them in several ways', async () => {
    await ingest(store(), [
      order({ id: '1', customer: { id: '7', email: 'a@example.com', name: 'Ana' } }),
      order({ id: '2', customer: { id: '7', email: 'b@example.com', name: null } }),
      order({ id: '3', customer: { id: '8', email: 'b@example.com', name: 'Ana Maria' } }),
      order({ id: '4', customer: { email: 'a@example.com' } }),
    ]);
    expect(await people()).toEqual([{ name: 'Ana Maria', email: 'a@example.com', phone: null }]);
    expect(await store().sql('select orders from regulars.customer_rollup')).toEqual([{ orders: 4 }]);
  });

  it('are known by name where a source tells nothing else', async () => {
    await ingest(store(), [order({ id: '1', customer: { name: 'Edw Frami' } })]);
    await ingest(store(), [order({ id: '2', customer: { name: 'Edw Frami' } })]);
    expect(await people()).toHaveLength(1);
  });

  it('must be told by something', async () => {
    await expect(ingest(store(), [order({ customer: { city: 'Recife' } })])).rejects.toThrow('no id, e-mail');
  });

  it('keep what a later order does not tell', async () => {
    await ingest(store(), [order({ id: '1', customer: { id: '7', email: 'a@example.com', name: 'Ana' } })]);
    await ingest(store(), [order({ id: '2', customer: { id: '7', name: 'Ana Luz' } })]);
    expect(await people()).toEqual([{ name: 'Ana Luz', email: 'a@example.com', phone: null }]);
  });
});
