/** The summary that all contenders must agree on. */
export interface RfmSummary {
  /** `r`, `f`, customers, orders and net in cents of each cell, in order. */
  cells: number[][];
  /** Customers by monetary score, 1 to 5. */
  monetary: number[];
}

/** What the peers answer: one row for each r, f and m that occurs. */
export type ScoredRow = Record<'r' | 'f' | 'm' | 'customers' | 'orders' | 'net', unknown>;

/**
 * The query of the peers: RFM as of a day from raw orders, by the definition in docs/metrics.md, in SQL that Postgres
 * and DuckDB both understand but for the quantiles.
 */
export function writeRfmQuery(
  day: string,
  tables: { orders: string; refunds: string },
  quintiles: (column: string) => string,
): string {
  const cuts = (column: string) => `${quintiles(column)} as ${column}_cuts`;
  const score = (column: string) =>
    [1, 2, 3, 4].map((at) => `case when ${column} > ${column}_cuts[${at}] then 1 else 0 end`).join(' + ');
  return `
    with sales as (
      select customer_id, day, 1 as orders, gross - discount as net
      from ${tables.orders} where counted and day <= date '${day}'
      union all
      select r.customer_id, null, 0, -r.amount
      from ${tables.refunds} r
      join ${tables.orders} o on o.customer_id = r.customer_id and o.order_id = r.order_id
      where o.counted and r.day <= date '${day}'
    ), customers as (
      select customer_id, date '${day}' - max(day) as recency, sum(orders) as frequency, sum(net) as monetary
      from sales group by customer_id having sum(orders) > 0
    ), cuts as (
      select ${cuts('recency')}, ${cuts('frequency')}, ${cuts('monetary')} from customers
    ), scored as (
      select 5 - (${score('recency')}) as r, 1 + ${score('frequency')} as f, 1 + ${score('monetary')} as m,
        frequency, monetary
      from customers cross join cuts
    )
    select r, f, m, count(*) as customers, sum(frequency) as orders, sum(monetary) as net
    from scored group by r, f, m`;
}

/** The query as a plain view over the product's raw tables would run it. */
export function writePlainQuery(day: string): string {
  const quintiles = (column: string) =>
    `percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by ${column})`;
  return writeRfmQuery(day, { orders: 'regulars.orders', refunds: 'regulars.refunds' }, quintiles);
}

/** Sums rows by r, f and m to the summary. */
export function summariseRows(rows: ScoredRow[]): RfmSummary {
  const cells = new Map<string, number[]>();
  const monetary = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const [r, f, m] = [Number(row.r), Number(row.f), Number(row.m)];
    const values = [Number(row.customers), Number(row.orders), Number(row.net)];
    const cell = cells.get(`${r} ${f}`) ?? [r, f, 0, 0, 0];
    cells.set(`${r} ${f}`, [r, f, ...values.map((value, at) => value + (cell[at + 2] ?? 0))]);
    monetary[m - 1] = (monetary[m - 1] ?? 0) + Number(row.customers);
  }
  return { cells: [...cells.values()].sort((one, other) => Number(compare(one, other))), monetary };
}

function compare([r = 0, f = 0]: number[], [otherR = 0, otherF = 0]: number[]): number {
  return r - otherR || f - otherF;
}
