import type { SourceLine, SourceOrder, SourceRefund } from '../../supabase/ingest-orders.ts';
import { type Draft, draftInstant, isReturn, type Row } from './draft.ts';
import type { OrderAmount } from './fields.ts';
import { Rejected } from './rejected.ts';
import type { PerLine } from './repetition.ts';
import { spreadAmount } from './spread-amount.ts';

/** How the amounts of a file hang together. */
export interface AmountLayout {
  /** The file has a price or an amount for each line. */
  priced: boolean;
  perLine: PerLine;
}

const counted: ReadonlySet<string> = new Set(['paid', 'processing', 'completed', 'refunded']);

/** The order counts as a sale, or as a refund of one. */
export function isCounted(order: SourceOrder): boolean {
  return order.status === 'return' || counted.has(order.status);
}

function takeAmount(rows: Row[], amount: OrderAmount, perLine: PerLine): number | undefined {
  if (!perLine[amount]) return rows.find((row) => row[amount] !== undefined)?.[amount];
  return rows.reduce((sum, row) => sum + (row[amount] ?? 0), 0);
}

/** Gross of one line, where the file tells it. */
function lineGross(row: Row, layout: AmountLayout): number | undefined {
  const { perLine } = layout;
  if (layout.priced) return row.sale ?? 0;
  if (perLine.gross && row.gross !== undefined) return row.gross;
  if (!perLine.total || row.total === undefined) return undefined;
  const own = (amount: OrderAmount) => (perLine[amount] ? (row[amount] ?? 0) : 0);
  return row.total + own('discount') - own('tax') - own('shipping');
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The lines that have a product; a discount of the order as a whole is spread over what they cost. */
function buildLines(
  sales: Row[],
  layout: AmountLayout,
  whole: { gross: number; discount: number },
): SourceLine[] {
  // Of an order with one product its amounts are the product's; of several, nothing tells which is whose.
  const alone = sales.length === 1;
  const gross = sales.map((row) => lineGross(row, layout) ?? (alone ? whole.gross : 0));
  const own = sales.map((row) => (layout.perLine.discount ? row.discount : row.cut) ?? 0);
  const shares = spreadAmount(
    whole.discount - sum(own),
    gross.map((amount, index) => Math.max(0, amount - (own[index] ?? 0))),
  );
  return sales.flatMap((row, index) => {
    if (row.product === undefined) return [];
    return {
      product: row.product,
      name: row.name ?? row.product,
      category: row.category ?? null,
      quantity: row.quantity,
      gross: gross[index] ?? 0,
      discount: (own[index] ?? 0) + (shares[index] ?? 0),
    };
  });
}

/** What came back in rows of its own, as refunds on the days of those rows. */
function buildReturns(rows: Row[]): SourceRefund[] {
  return rows
    .map((row) => ({
      at: row.at,
      amount:
        row.sale === undefined ? Math.abs(row.total ?? row.gross ?? 0) : Math.abs(row.sale) - (row.cut ?? 0),
    }))
    .filter((refund) => refund.amount > 0)
    .sort((a, b) => a.at - b.at || a.amount - b.amount)
    .map(({ at, amount }, index) => ({ id: `line-${index + 1}`, at: stamp(at), amount }));
}

function stamp(at: number): string {
  return new Date(at).toISOString();
}

/**
 * What the order's own columns say was paid back, beyond the returned lines: the refunded amount, or with the status
 * `refunded` and nothing else said, all that was paid for the goods. A refund that reaches into tax and shipping
 * counts as far as the goods go.
 */
function paidBack(draft: Draft, named: number, returned: number, goods: number, extra: number): number {
  const amount = named > goods && named <= goods + extra ? goods : named;
  if (amount === 0 && returned === 0 && draft.status === 'refunded') return goods;
  return amount - returned;
}

/**
 * Makes the order of all its lines. `id` is what it is to be known by. Throws Rejected when its lines name several
 * currencies, or when tax and shipping are more than its total.
 */
export function buildOrder(draft: Draft, id: string, layout: AmountLayout): SourceOrder {
  if (draft.mixed) throw new Rejected('mixed_currencies', { order: draft.key });
  const returned = draft.rows.filter(isReturn);
  const sales = returned.length === 0 ? draft.rows : draft.rows.filter((row) => !isReturn(row));
  const { perLine } = layout;
  const amount = (field: OrderAmount) => takeAmount(sales, field, perLine) ?? 0;

  const cuts = sum(sales.map((row) => row.cut ?? 0));
  const discount = amount('discount') || cuts;
  const tax = amount('tax');
  const shipping = amount('shipping');
  const byLine = layout.priced || perLine.total || perLine.gross;
  const gross = byLine
    ? sum(sales.map((row) => lineGross(row, layout) ?? 0))
    : (takeAmount(sales, 'gross', perLine) ?? amount('total') - tax - shipping + discount);
  if (gross < 0) throw new Rejected('amounts_disagree', { order: draft.key });

  const status =
    sales.length === 0 && counted.has(draft.status ?? 'completed') ? 'return' : (draft.status ?? 'completed');
  const order: SourceOrder = {
    id,
    at: stamp(draftInstant(draft)),
    status,
    currency: draft.currency,
    gross,
    discount,
    tax,
    shipping,
    channel: draft.channel ?? null,
    updated_at: draft.updatedAt === undefined ? null : stamp(draft.updatedAt),
    customer: draft.customer,
    lines: buildLines(sales, layout, { gross, discount }),
    refunds: [],
  };
  if (!isCounted(order)) return order;
  order.refunds = buildReturns(returned);
  const back = sum(order.refunds.map((refund) => refund.amount));
  const more = paidBack(draft, amount('refunded'), back, gross - discount, tax + shipping);
  if (more > 0) {
    order.refunds.push({ id: 'refund', at: stamp(draft.refundedAt ?? draftInstant(draft)), amount: more });
  }
  return order;
}
