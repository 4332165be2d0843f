import type { SourceOrder } from '../ingest-orders.ts';
import { localStamp } from './calendar.ts';
import type { Moment, Sale } from './sale.ts';

/** An order as it stood at the end of the day `through` (days since 1970-01-01), on which it must have been placed. */
export function orderAsOf(sale: Sale, through: number): SourceOrder {
  const { source, id, person, lines } = sale;
  const [placed] = sale.steps;
  let last = placed;
  let updated: Moment = placed;
  for (const step of sale.steps) {
    if (step.day <= through) last = step;
  }
  const refunds = sale.refunds.filter((refund) => refund.day <= through);
  for (const moment of [last, ...refunds]) updated = isLater(moment, updated) ? moment : updated;
  const customerId = source === 'bling-demo' ? 17_000_000 + person.serial : 100 + person.serial;

  return {
    id,
    at: localStamp(placed.day, placed.second),
    status: last.status,
    currency: 'BRL',
    gross: lines.reduce((sum, line) => sum + line.gross, 0),
    discount: lines.reduce((sum, line) => sum + line.discount, 0),
    tax: 0,
    shipping: sale.shipping,
    channel: sale.channel,
    updated_at: localStamp(updated.day, updated.second),
    customer: {
      id: String(customerId),
      email: person.email,
      name: person.name,
      phone: person.phone,
      document: person.document,
      city: person.place.city,
      state: person.place.state,
    },
    lines: lines.map((line) => ({ ...line })),
    refunds: refunds.map((refund, index) => ({
      id: `${id}-R${index + 1}`,
      at: localStamp(refund.day, refund.second),
      amount: refund.amount,
    })),
  };
}

/** Whether anything happens to the order from one day to another, both included (days since 1970-01-01). */
export function changesWithin(sale: Sale, from: number, through: number): boolean {
  return [...sale.steps, ...sale.refunds].some(({ day }) => day >= from && day <= through);
}

function isLater(one: Moment, other: Moment): boolean {
  return one.day === other.day ? one.second > other.second : one.day > other.day;
}
