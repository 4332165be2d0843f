import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SourceOrder } from '../ingest-orders.ts';
import { dayNumber, formatDay } from './calendar.ts';
import { type DemoBatch, type DemoSpan, demoBatches, demoOpeningYear } from './demo-batches.ts';
import { checkDigit } from './names.ts';

const through = '2026-11-22';
const whole = [...demoBatches({ through, from: null })];
const orders = whole.flatMap((batch) => batch.orders);

const cents = z.int().min(0);
const stamp = z.iso.datetime({ offset: true });
const text = z.string().min(1);
const contract = z.strictObject({
  id: text,
  at: stamp,
  status: z.enum(['pending', 'paid', 'processing', 'completed', 'refunded', 'cancelled', 'failed']),
  currency: z.literal('BRL'),
  gross: cents.min(1),
  discount: cents,
  tax: cents,
  shipping: cents,
  channel: text,
  updated_at: stamp,
  customer: z.strictObject({
    id: text,
    email: z.email().nullable(),
    name: text,
    phone: text.nullable(),
    document: z.string().length(11).nullable(),
    city: text,
    state: z.string().length(2),
  }),
  lines: z
    .array(
      z.strictObject({
        product: text,
        name: text,
        category: text,
        quantity: z.int().min(1),
        gross: cents.min(1),
        discount: cents,
      }),
    )
    .min(1),
  refunds: z.array(z.strictObject({ id: text, at: stamp, amount: cents.min(1) })),
});

describe('demoBatches', () => {
  it('gives the same shop every time, on every machine', () => {
    expect(hash([...demoBatches({ through, from: null })])).toBe(hash(whole));
    // Whatever the batches they are written in.
    const bySource = Map.groupBy(whole, ({ source }) => source);
    const shop = [...bySource].map(([source, batches]) => [source, batches.flatMap((batch) => batch.orders)]);
    expect(createHash('sha256').update(JSON.stringify(shop.sort())).digest('hex')).toBe(
      '3e97d6ad0798abc979b7847b2aff5a6d01e2e32f25dfaa4b3b292022f9e912e8',
    );
  });

  it('gives another shop for another seed', () => {
    expect(
      hash([...demoBatches({ through: '2023-02-01', from: null, openingYear: 2023, seed: 7 })]),
    ).not.toBe(hash([...demoBatches({ through: '2023-02-01', from: null, openingYear: 2023 })]));
  });

  it('gives orders that keep the contract of ingest_orders', () => {
    for (const order of orders) contract.parse(order);
  });

  it('adds up: an order is the sum of its lines, and no more than was paid is given back', () => {
    const wrong = orders.filter((order) => {
      const paid = order.gross - order.discount;
      const refunded = sum(order.refunds, 'amount');
      const adds =
        sum(order.lines, 'gross') === order.gross && sum(order.lines, 'discount') === order.discount;
      return !adds || refunded > paid || (refunded === paid) !== (order.status === 'refunded');
    });
    expect(wrong).toEqual([]);
  });

  it('comes in the order of time, each order once, from the opening through the last day', () => {
    for (const source of ['woocommerce-demo', 'bling-demo']) {
      const own = whole.filter((batch) => batch.source === source).flatMap((batch) => batch.orders);
      const stamps = own.map((order) => order.at);
      expect(stamps).toEqual([...stamps].sort());
      expect(new Set(own.map((order) => order.id)).size).toBe(own.length);
    }
    const days = orders.map((order) => order.at.slice(0, 10)).sort();
    expect(days[0]?.slice(0, 7)).toBe('2023-01');
    expect(days.at(-1)).toBe(through);
    const grown = days.filter((day) => day >= '2024-01-01');
    expect(new Set(grown).size).toBe(dayNumber(through) - dayNumber('2024-01-01') + 1);
    for (const order of orders) {
      for (const { at } of [...order.refunds, { at: order.updated_at }])
        expect((at ?? '').slice(0, 10) <= through).toBe(true);
    }
  });

  it('keeps to the size of a batch', () => {
    for (const { orders: batch } of demoBatches({
      through: '2023-12-01',
      openingYear: 2023,
      from: null,
      size: 500,
    })) {
      expect(batch.length).toBeLessThanOrEqual(500);
    }
  });

  it('ends alive: the last days have orders on their way', () => {
    const recent = orders.filter((order) => order.at.slice(0, 10) >= '2026-11-21');
    expect(recent.length).toBeGreaterThan(20);
    expect(recent.filter((order) => order.status === 'processing').length).toBeGreaterThan(8);
    const old = orders.filter((order) => order.at < '2026-11-15');
    expect(old.some((order) => ['processing', 'paid', 'pending'].includes(order.status))).toBe(false);
  });

  it('extends a store to what filling it at once gives, whatever the two days', () => {
    const day = fc.integer({ min: 0, max: 330 }).map((offset) => formatDay(dayNumber('2023-02-01') + offset));
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [first, last] = one < other ? [one, other] : [other, one];
        const shop: Omit<DemoSpan, 'through' | 'from'> = { openingYear: 2023 };
        const store = apply(new Map(), demoBatches({ ...shop, through: first, from: null }));
        const next = formatDay(dayNumber(first) + 1);
        apply(store, demoBatches({ ...shop, through: last, from: next }));
        expect(store).toEqual(apply(new Map(), demoBatches({ ...shop, through: last, from: null })));
      }),
      { numRuns: 6 },
    );
  });

  it('sends an extension only what the store lacks', () => {
    const added = [...demoBatches({ through, from: through })].flatMap((batch) => batch.orders);
    expect(added.length).toBeGreaterThan(20);
    expect(added.length).toBeLessThan(150);
    for (const order of added) {
      expect([order.at, order.updated_at].some((at) => at?.startsWith(through))).toBe(true);
    }
  });

  it('opens three years before the running one', () => {
    expect(demoOpeningYear('2026-11-22')).toBe(2023);
    expect(demoOpeningYear('2027-01-01')).toBe(2024);
  });

  it('refuses what is no day', () => {
    expect(() => [...demoBatches({ through: '2026-02-30', from: null })]).toThrow(RangeError);
    expect(() => [...demoBatches({ through, from: 'yesterday' })]).toThrow(RangeError);
  });
});

describe('the people of the demo shop', () => {
  it('can be nobody: reserved e-mail domain, impossible taxpayer numbers, unassigned phone numbers', () => {
    for (const { customer } of orders) {
      expect(customer.email ?? '@example.com').toMatch(/@example\.com$/);
      expect(customer.phone ?? '+553190').toMatch(/^\+55\d\d90/);
      const digits = customer.document;
      if (digits) expect(digits[9] === String(checkDigit(digits.slice(0, 9)))).toBe(false);
    }
  });

  it('are told apart by their e-mail address or their number', () => {
    const names = new Map<string, string | null>();
    for (const { customer } of orders) {
      for (const key of [customer.email, customer.document, customer.phone]) {
        if (!key) continue;
        expect(names.get(key) ?? customer.name).toBe(customer.name);
        names.set(key, customer.name);
      }
    }
  });
});

function hash(batches: DemoBatch[]): string {
  return createHash('sha256').update(JSON.stringify(batches)).digest('hex');
}

function sum<K extends string>(items: Record<K, number>[], key: K): number {
  return items.reduce((total, item) => total + item[key], 0);
}

function apply(store: Map<string, SourceOrder>, batches: Iterable<DemoBatch>): Map<string, SourceOrder> {
  for (const { source, orders: batch } of batches) {
    for (const order of batch) store.set(`${source} ${order.id}`, order);
  }
  return store;
}
