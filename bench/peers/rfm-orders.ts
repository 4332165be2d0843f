import { z } from 'zod';
import { openShop } from '../../services/shop/index.ts';
import { call } from '../../supabase/client.ts';
import type { BenchDatabase } from './databases.ts';

/** The day that answers are as of: that of the last order. */
export const asOf = '2025-11-22';

const timeZone = 'America/Sao_Paulo';
const firstDay = '2022-01-01';
const atOnce = 500_000;

/** A number from 0 to 1 that is a function of n and the purpose: the same on every machine. */
const random = (purpose: number) => `(hashint8extended(n, ${purpose}) & 2147483647) / 2147483648.0::float8`;

/** Writes orders n from `low` to `high` of `count`, with refunds for some; new customers come all the time. */
function writeOrders(low: number, high: number, count: number, customers: number): string {
  return `
    insert into regulars.orders (customer_id, order_id, source_id, external_id, ordered_at, day, status, counted,
      currency, gross, discount, tax, shipping, channel, updated_at, content)
    select customer_id, n, 1, 'O' || n, at, (at at time zone '${timeZone}')::date,
      case when cancelled then 'cancelled' else 'completed' end, not cancelled, 'BRL', gross,
      case when n % 4 = 0 then gross / 10 else 0 end, 0, 1500, (array['Direct', 'Google', 'Instagram', 'E-mail'])[1 + n % 4],
      null, n
    from (
      select n, ${random(1)} < 0.03 as cancelled, 1000 + floor(20000 * power(${random(2)}, 2))::bigint as gross,
        1 + floor(${customers} * (0.7 * n / ${count}::float8 + 0.29999 * power(${random(3)}, 2)))::bigint as customer_id,
        (date '${firstDay}' + time '00:00') at time zone '${timeZone}'
          + (n / ${count}::float8) * (timestamp '${asOf} 23:59' - timestamp '${firstDay}') as at
      from generate_series(${low}::bigint, ${high}::bigint) n
    ) made;
    insert into regulars.refunds (customer_id, order_id, external_id, refunded_at, day, amount)
    select customer_id, order_id, 'r', ordered_at + interval '5 days',
      ((ordered_at + interval '5 days') at time zone '${timeZone}')::date, gross / 4
    from regulars.orders
    where order_id between ${low} and ${high} and order_id % 33 = 0 and day < date '${asOf}' - 10;`;
}

/** Fills an empty database with orders, and has the product make its rollups of them. */
export async function fillWithOrders(
  database: BenchDatabase,
  { orders, customers }: { orders: number; customers: number },
): Promise<void> {
  await openShop(database.client, { timeZone, currency: 'BRL', demo: false });
  await database.script(`
    insert into regulars.sources (source_id, name, kind) values (1, 'bench', 'csv');
    insert into regulars.customers (name, email)
    select 'Customer number ' || n, 'customer.' || n || '@example.com' from generate_series(1, ${customers}) n;`);
  for (let low = 1; low <= orders; low += atOnce) {
    await database.script(writeOrders(low, Math.min(low + atOnce - 1, orders), orders, customers));
  }
  await database.script('analyze regulars.orders; analyze regulars.customers; analyze regulars.refunds');
  const slice = z.object({ next: z.number().nullable() });
  let after: number | null = 0;
  while (after !== null) {
    const args: Record<string, unknown> = { p_after: after, p_limit: 20_000 };
    after = (await call(database.client, 'rebuild_rollups', args, slice)).next;
  }
  // As autovacuum does, which the embedded database has its own way for.
  await database.script('vacuum (analyze)');
}
