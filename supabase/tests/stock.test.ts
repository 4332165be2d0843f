import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ingestOrders } from '../ingest-orders.ts';
import { describeStores } from './harness.ts';
import { clearShop } from './history.ts';
import { type PlainSale, plainStock, type ToldLevel } from './plain-stock.ts';
import { sourceOrder } from './source-order.ts';

interface Best {
  name: string;
  units: number;
  net: number;
  on_hand: number | null;
  at: string | null;
  match: string | null;
}

describeStores('levels of stock', (store) => {
  beforeEach(() => clearShop(store()));

  const call = async (fn: string, args: Record<string, unknown>) => {
    const { data, error } = await store().client.rpc(fn, args);
    if (error) throw new Error(error.message);
    return data;
  };
  const tell = (p_levels: object[], p_source = 'erp') =>
    call('ingest_stock', { p_source, p_kind: 'test', p_levels });
  const level = (id: string, on_hand: number, day: string, more: object = {}) => ({
    product: { id, name: `Product ${id}` },
    on_hand,
    at: `${day}T20:00:00-03:00`,
    ...more,
  });
  const levels = () =>
    store().sql(`select external_id as id, location, on_hand::float from regulars.stock_levels
      join regulars.products using (product_id) order by 1, 2`);
  const sell = (sales: PlainSale[]) =>
    Promise.all(
      [...Map.groupBy(sales, ({ source }) => source)].map(([source, own]) =>
        ingestOrders(store().client, {
          source,
          kind: 'test',
          orders: own.map(({ product, name, day, units, net }, index) =>
            sourceOrder({
              id: `${source}${index}`,
              at: `${day}T12:00:00-03:00`,
              gross: net,
              customer: { id: `${source}${index}` },
              lines: [{ product, name, category: null, quantity: units, gross: net, discount: 0 }],
            }),
          ),
        }),
      ),
    );
  const report = async (args: object = {}) =>
    (await call('stock_report', {
      p_from: '2024-05-01',
      p_to: '2024-05-28',
      p_share: 0.8,
      p_most: 100,
      ...args,
    })) as { best: Best[]; units: number; products: number };
  const sale = (product: string, units: number, more: Partial<PlainSale> = {}): PlainSale => ({
    source: 'shop',
    product,
    name: `Product ${product}`,
    day: '2024-05-10',
    units,
    net: 100 * units,
    ...more,
  });

  it('are written once, and an older one changes nothing', async () => {
    const newer = level('A1', 5, '2024-05-20', { location: 'Loja' });
    expect(await tell([newer])).toEqual({ levels: 1, written: 1, products_created: 1 });
    expect(await tell([newer])).toEqual({ levels: 1, written: 0, products_created: 0 });
    await tell([
      level('A1', 9, '2024-05-19', { location: 'Loja', product: { id: 'A1', name: 'Former name' } }),
      level('A1', 2, '2024-05-19', { location: 'Depósito' }),
    ]);
    expect(await levels()).toEqual([
      { id: 'A1', location: 'Depósito', on_hand: 2 },
      { id: 'A1', location: 'Loja', on_hand: 5 },
    ]);
    expect(await store().sql('select name from regulars.products')).toEqual([{ name: 'Product A1' }]);
    expect(await call('shop_status', {})).toMatchObject({
      sources: [{ name: 'erp', orders: 0, stock_at: expect.stringMatching('2024-05-20') }],
    });
  });

  it('end with what is deleted: at a place, or of a product as a whole, in whatever order it is told', async () => {
    await sell([sale('A1', 10, { source: 'erp' })]);
    const here = level('A1', 5, '2024-05-20', { location: 'here' });
    const there = level('A1', 3, '2024-05-20', { location: 'there' });
    await tell([{ ...here, deleted: true, at: '2024-05-21T20:00:00-03:00' }, here, there]);
    expect((await report()).best).toMatchObject([{ on_hand: 3 }]);
    await tell([{ product: { id: 'A1' }, deleted: true, at: '2024-05-22T20:00:00-03:00' }]);
    await tell([there, level('A1', 8, '2024-05-21', { location: 'elsewhere' })]);
    expect((await report()).best).toMatchObject([{ on_hand: null, at: null, match: null }]);
    await tell([level('A1', 4, '2024-05-23', { location: 'there' })]);
    expect((await report()).best).toMatchObject([{ on_hand: 4 }]);
  });

  it.each([
    ['its product', { product: {} }],
    ['its moment', { at: null }],
    ['what is on hand', { on_hand: null }],
    ['a number that is one', { on_hand: 'NaN' }],
    ['a moment that is one', { at: 'infinity' }],
    ['a moment that has come', { at: '2999-01-01T00:00:00Z' }],
  ])('are refused without %s, and nothing of the batch is kept', async (_, lacking) => {
    await expect(
      tell([level('A1', 5, '2024-05-20'), { ...level('A2', 5, '2024-05-20'), ...lacking }]),
    ).rejects.toThrow(/lacks|is no number/);
    expect(await levels()).toEqual([]);
  });

  describe('meet the sales of other sources', () => {
    it.each<[string, PlainSale[], object[], Partial<Best>]>([
      [
        'by an equal code, however it is written',
        [sale('sku-1', 10, { name: 'Café' })],
        [level('SKU-1', 7, '2024-05-20')],
        { on_hand: 7, match: 'code' },
      ],
      [
        'by an equal name where the codes differ',
        [sale('sku-1', 10, { name: 'Café  Gourmet'.replace('  ', ' ') })],
        [level('789', 7, '2024-05-20', { product: { id: '789', name: 'CAFE gourmet' } })],
        { on_hand: 7, match: 'name' },
      ],
      [
        'not by a number that each source counts for itself',
        [sale('42', 10, { name: 'Café' })],
        [level('42', 7, '2024-05-20', { product: { id: '42', name: 'Chá' } })],
        { on_hand: null, match: null },
      ],
      [
        'not by a name that two products of a source have',
        [sale('S', 10, { name: 'Camiseta' }), sale('M', 9, { name: 'Camiseta' })],
        [level('X', 7, '2024-05-20', { product: { id: 'X', name: 'Camiseta' } })],
        { on_hand: null, match: null },
      ],
      [
        'of their own source first of all',
        [sale('A1', 10, { source: 'erp' })],
        [level('A1', 7, '2024-05-20')],
        { on_hand: 7, match: 'own' },
      ],
    ])('%s', async (_, sales, told, expected) => {
      await sell(sales);
      await tell(told);
      expect((await report()).best[0]).toMatchObject(expected);
    });

    it('all together: what several sources sell of one thing is one', async () => {
      await sell([sale('A1', 10), sale('A1', 6, { source: 'market', name: 'Another name' }), sale('B', 1)]);
      await tell([level('A1', 7, '2024-05-20')]);
      expect((await report()).best).toMatchObject([
        { name: 'Product A1', units: 16, net: 1_600, on_hand: 7, match: 'code' },
      ]);
    });

    it('counting one shelf once: that of the source that told last', async () => {
      await sell([sale('A1', 10)]);
      await tell([
        level('A1', 7, '2024-05-20', { location: 'a' }),
        level('A1', 2, '2024-05-20', { location: 'b' }),
      ]);
      await tell([level('A1', 8, '2024-05-19')], 'mirror');
      expect((await report()).best).toMatchObject([{ on_hand: 9 }]);
      await tell([level('A1', 6, '2024-05-21')], 'mirror');
      expect((await report()).best).toMatchObject([{ on_hand: 6 }]);
    });
  });

  it('are as a plain computation has them, whatever is sold and told', async () => {
    const source = fc.constantFrom('shop', 'erp', 'market');
    const product = fc.constantFrom('a1', 'A1', 'b2', '17', '18', '7891000100103');
    const name = fc.constantFrom('Café', 'CAFE', 'Chá', 'Filtro');
    const day = fc
      .integer({ min: 25, max: 62 })
      .map((n) => new Date(Date.UTC(2024, 3, n)).toISOString().slice(0, 10));
    const sales = fc.array(
      fc.record({
        source,
        product,
        name,
        day,
        units: fc.integer({ min: 1, max: 9 }),
        net: fc.integer({ min: 0, max: 900 }),
      }),
      { minLength: 1, maxLength: 14 },
    );
    const told: fc.Arbitrary<ToldLevel[]> = fc
      .array(
        fc.record({
          source: fc.constantFrom('shop', 'erp'),
          product: fc.constantFrom('a1', 'b2', '17'),
          location: fc.constantFrom('', 'x'),
          onHand: fc.integer({ min: -3, max: 40 }),
          // No two at one moment: then the last told would count.
          hour: fc.integer({ min: 0, max: 900 }),
          deleted: fc.constantFrom<('level' | 'product' | null)[]>(
            null,
            null,
            null,
            null,
            'level',
            'product',
          ),
        }),
        { maxLength: 14 },
      )
      .map((list) => list.map((one, index) => ({ ...one, hour: one.hour * 20 + index })));
    await fc.assert(
      fc.asyncProperty(sales, told, async (sold, tellings) => {
        await clearShop(store());
        await sell(sold);
        for (const { source: from, product: id, location, onHand, hour, deleted } of tellings) {
          const at = new Date(Date.UTC(2024, 4, 1, hour)).toISOString();
          const where = deleted === 'product' ? {} : { location };
          await tell(
            [{ product: { id }, at, ...where, ...(deleted ? { deleted: true } : { on_hand: onHand }) }],
            from,
          );
        }
        const names = await store().sql(
          'select s.name as source, external_id as product, p.name from regulars.products p join regulars.sources s using (source_id) order by product_id',
        );
        const { best, units, products } = await report({ p_share: 0.8 });
        const plain = plainStock(names as unknown as Parameters<typeof plainStock>[0], sold, tellings, {
          from: '2024-05-01',
          to: '2024-05-28',
          share: 0.8,
        });
        expect({ units, products }).toEqual({ units: plain.units, products: plain.products });
        expect(
          best.map(({ name: called, units: n, net, on_hand }) => ({
            name: called,
            units: n,
            net,
            onHand: on_hand,
          })),
        ).toEqual(plain.best);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
