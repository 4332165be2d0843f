import type {
  PackedOrders,
  SourceCustomer,
  SourceLine,
  SourceOrder,
  SourceRefund,
} from '../ingest-orders.ts';

/** The orders that `packOrders` was given. */
export function unpackOrders(packed: PackedOrders): SourceOrder[] {
  const customers = rowsOf(packed.p_customers);
  const products = rowsOf(packed.p_products);
  const orders = rowsOf(packed.p_orders).map(({ customer, content: _, ...order }) => ({
    ...(order as unknown as SourceOrder),
    customer: { ...customers[Number(customer) - 1] } as unknown as SourceCustomer,
    lines: [] as SourceLine[],
    refunds: [] as SourceRefund[],
  }));
  for (const { order, line: _, product, ...amounts } of rowsOf(packed.p_lines)) {
    const { id, name, category } = products[Number(product) - 1] ?? {};
    const line = { product: id, name, category, ...amounts } as unknown as SourceLine;
    orders[Number(order) - 1]?.lines.push(line);
  }
  for (const { order, ...refund } of rowsOf(packed.p_refunds)) {
    orders[Number(order) - 1]?.refunds.push(refund as unknown as SourceRefund);
  }
  return orders;
}

type Columns = PackedOrders['p_orders'];

function rowsOf(columns: Columns): Record<string, Columns[string][number]>[] {
  const [first = []] = Object.values(columns);
  return first.map((_, place) =>
    Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[place] ?? null])),
  );
}
