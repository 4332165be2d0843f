import type { SourceCustomer, SourceOrder } from '../ingest-orders.ts';

/** What a test says of an order; the rest is a completed one over nothing. */
export type TestOrder = Omit<SourceOrder, 'customer'> & { customer: Partial<SourceCustomer> };

export function sourceOrder({ customer = { id: 'c1' }, ...fields }: Partial<TestOrder>): SourceOrder {
  return {
    id: 'o1',
    at: '2026-01-01T12:00:00-03:00',
    status: 'completed',
    currency: 'BRL',
    gross: 0,
    discount: 0,
    tax: 0,
    shipping: 0,
    channel: null,
    updated_at: null,
    lines: [],
    refunds: [],
    ...fields,
    customer: {
      id: null,
      email: null,
      document: null,
      phone: null,
      name: null,
      city: null,
      state: null,
      ...customer,
    },
  };
}
