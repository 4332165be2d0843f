import { expect, it } from 'vitest';
import { packOrders } from './ingest-orders.ts';
import { sourceOrder } from './tests/source-order.ts';

const ana = { id: 'c1', email: 'ana@example.com' };
const coffee = { product: 'p1', name: 'Coffee', category: null, quantity: 2, gross: 900, discount: 0 };

const pack = (orders: Parameters<typeof sourceOrder>[0][]) =>
  packOrders({ source: 'shop', kind: 'test', orders: orders.map(sourceOrder) });

it('holds each customer and product once, and says by their places who bought what', () => {
  const packed = pack([
    { id: 'o1', customer: ana, lines: [coffee, { ...coffee, product: 'p2', name: 'Tea' }] },
    { id: 'o2', customer: { id: 'c2' }, refunds: [{ id: 'r1', at: '2026-01-02T12:00:00Z', amount: 5 }] },
    { id: 'o3', customer: ana, lines: [{ ...coffee, quantity: 1 }] },
  ]);
  expect(packed.p_customers).toMatchObject({ id: ['c1', 'c2'], email: ['ana@example.com', null] });
  expect(packed.p_orders).toMatchObject({ id: ['o1', 'o2', 'o3'], customer: [1, 2, 1] });
  expect(packed.p_products).toEqual({ id: ['p1', 'p2'], name: ['Coffee', 'Tea'], category: [null, null] });
  expect(packed.p_lines).toMatchObject({
    order: [1, 1, 3],
    line: [1, 2, 1],
    product: [1, 2, 1],
    quantity: [2, 2, 1],
  });
  expect(packed.p_refunds).toEqual({
    order: [2],
    id: ['r1'],
    at: ['2026-01-02T12:00:00Z'],
    amount: [5],
  });
});

it('tells an order from what it was by everything that its source says of it', () => {
  const first = { id: 'o1', customer: ana, lines: [coffee] };
  const contentOf = (order: typeof first & { refunds?: { id: string; at: string; amount: number }[] }) =>
    pack([order]).p_orders['content']?.[0];
  const contents = [
    first,
    { ...first, id: 'o2' },
    { ...first, customer: { ...ana, email: 'ana@example.org' } },
    { ...first, lines: [{ ...coffee, name: 'Coffee, ground' }] },
    { ...first, lines: [{ ...coffee, gross: 901 }] },
    { ...first, refunds: [{ id: 'r', at: '2026-01-02T12:00:00Z', amount: 1 }] },
  ].map(contentOf);
  expect(new Set(contents).size).toBe(contents.length);
  expect(contentOf({ ...first })).toBe(contents[0]);
  expect(BigInt(contents[0] ?? 0)).toBe(BigInt.asIntN(64, BigInt(contents[0] ?? 0)));
});
