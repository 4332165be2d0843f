import { createRandom } from '../../supabase/demo/random.ts';
import type { SourceOrder } from '../../supabase/ingest-orders.ts';

const begin = Date.UTC(2023, 0, 1, 3);
const spanMs = 1000 * 86_400_000;
const channels = ['Direct', 'Google', 'Instagram', 'E-mail', 'Marketplace'];
const categories = ['Coffee', 'Tea', 'Cups', 'Filters'];
const states = ['SP', 'RJ', 'MG', 'PR', 'RS', 'BA'];

/** How many lines the n-th order has: 1 to 4, 2.5 on average. */
const lineCount = (n: number) => 1 + (n % 4);

/**
 * Orders in the order in which they were placed, the same in every run: over 1,000 days, by customers of whom new
 * ones come all the time. Ids are a letter and a number.
 */
export function* makeOrders(count: number, customers: number, withLines: boolean): Generator<SourceOrder> {
  const random = createRandom(42, 'bench');
  for (let n = 0; n < count; n += 1) {
    const known = Math.max(1, Math.ceil((customers * (n + 1)) / count));
    const customer = random.between(1, known);
    const lines = Array.from({ length: lineCount(n) }, () => {
      const product = random.between(1, 200);
      const quantity = random.between(1, 3);
      return {
        product: `P${product}`,
        name: `Product number ${product}`,
        category: categories[product % categories.length] ?? '',
        quantity,
        gross: quantity * (990 + product * 37),
        discount: 0,
      };
    });
    yield {
      id: `O${n + 1}`,
      at: new Date(begin + Math.floor((n / count) * spanMs)).toISOString(),
      status: 'completed',
      currency: 'BRL',
      gross: lines.reduce((sum, { gross }) => sum + gross, 0),
      discount: 0,
      tax: 0,
      shipping: 1500,
      channel: random.pick(channels),
      updated_at: null,
      customer: {
        id: `C${customer}`,
        email: `customer.${customer}@example.com`,
        name: `Customer number ${customer}`,
        phone: null,
        document: null,
        city: 'Campinas',
        state: states[customer % states.length] ?? '',
      },
      lines: withLines ? lines : [],
      refunds: [],
    };
  }
}

/** The orders in batches. */
export function* inBatches(orders: Iterable<SourceOrder>, size: number): Generator<SourceOrder[]> {
  let batch: SourceOrder[] = [];
  for (const order of orders) {
    batch.push(order);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
