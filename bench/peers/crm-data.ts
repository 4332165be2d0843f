import type { BenchDatabase } from './databases.ts';

/** Adds to a database of orders what else is known of its customers: products, consents, places, campaigns. */
export async function fillWithCrm(database: BenchDatabase, customers: number): Promise<void> {
  await database.script(`
    insert into regulars.products (source_id, external_id, name, category)
    select 1, 'p' || n, 'Product ' || n, (array['Coffee', 'Tea', 'Cups', 'Filters'])[1 + n % 4]
    from generate_series(1, 200) n;
    insert into regulars.order_lines (customer_id, order_id, line, product_id, quantity, gross, discount, counted)
    select customer_id, order_id, line, 1 + (order_id * (1 + 6 * (line - 1)) % 200)::int, 1, gross / 2, 0, counted
    from regulars.orders cross join generate_series(1, 2) line;
    update regulars.customers set state = (array['SP', 'RJ', 'MG', 'PR', 'RS', 'BA'])[1 + customer_id % 6],
      city = 'City ' || customer_id % 500;
    insert into regulars.consents (customer_id, channel, granted, changed_at, source_id)
    select customer_id, 'email', true, now() - interval '5 years', 1 from regulars.customers where customer_id % 3 > 0;`);
  for (let number = 1; number <= 12; number += 1) {
    await database.script(`
      insert into regulars.campaigns (source_id, external_id, name, key, channel, first_day, last_day, cost)
      values (1, 'c${number}', 'Campaign ${number}', 'campaign ${number}', 'email', date '2024-11-15' + 30 * ${number},
        date '2024-11-15' + 30 * ${number}, 500000);
      insert into regulars.campaign_members (customer_id, campaign_id, arm, since)
      select c.customer_id, k.campaign_id, case when (c.customer_id + ${number}) % 10 = 0 then 'held_out' else 'treated' end,
        k.first_day + interval '12 hours'
      from regulars.customers c, regulars.campaigns k
      where k.external_id = 'c${number}' and c.customer_id % 4 = ${number % 4} and c.customer_id <= ${customers};
      insert into regulars.campaign_touches (customer_id, campaign_id, kind, touched_at)
      select m.customer_id, m.campaign_id, 'open', m.since + interval '3 hours'
      from regulars.campaign_members m join regulars.campaigns k on k.campaign_id = m.campaign_id
      where k.external_id = 'c${number}' and m.arm = 'treated' and m.customer_id % 3 = 0;`);
  }
  await database.script('vacuum (analyze)');
}
