import { drawCustomerHistory } from '../../renderers/charts/customer-history.ts';
import { formatDay, formatMonth } from '../../renderers/format.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import { segmentName } from '../../renderers/segments.ts';
import type { Customer } from '../../services/customers/index.ts';
import { monthEnd, monthOf } from '../../services/periods/index.ts';
import type { CommandContext } from '../command.ts';
import { customerTexts } from './customer-texts.ts';
import { describeFooter } from './shop-notes.ts';

/** What a customer brought month by month, and their segment. A picture is passed on: no name is in it. */
export function drawCustomer(context: CommandContext, customer: Customer): ChartPart {
  const { locale, currency } = context;
  const { customerId, now, history, months, status } = customer;
  const words = customerTexts(locale);
  const net = new Map(months.map((each) => [monthOf(each.month), each.net]));
  const states = [...history, now];
  // What lies before the first order says nothing of the customer.
  const shown = states.slice(
    Math.max(
      0,
      states.findIndex(({ orders }) => orders > 0),
    ),
  );
  const month = (day: string) => formatMonth(monthOf(day), locale, 'short');
  const drawing = drawCustomerHistory(
    {
      title: `#${customerId}: ${sayFinding(context, customer)}`,
      subtitle: words.chart.subtitle(
        month(shown[0]?.day ?? now.day),
        month(now.day),
        monthEnd(now.day) === now.day,
      ),
      footer: describeFooter(context, status, now.orders),
      currency,
      months: shown.map(({ day, segment }) => ({
        month: monthOf(day),
        net: net.get(monthOf(day)) ?? 0,
        segment,
      })),
    },
    { locale, empty: words.chart.none },
  );
  return { type: 'chart', key: 'customer', ...drawing };
}

/** The last change of segment, or that there was none. */
function sayFinding({ locale }: CommandContext, { now, history, firstOrder }: Customer): string {
  const { chart } = customerTexts(locale);
  const name = (segment: string | null) => segmentName(segment ?? '', locale);
  const before = history.findLast(({ segment }) => segment !== null && segment !== now.segment);
  if (before) {
    const since = history.find(({ day }) => day > before.day) ?? now;
    return chart.changed(name(before.segment), name(now.segment), formatMonth(monthOf(since.day), locale));
  }
  const same = history.filter(({ segment }) => segment !== null).length;
  if (same > 1 || firstOrder === null) return chart.same(name(now.segment), same);
  return chart.now(name(now.segment), formatDay(firstOrder, locale, 'long'));
}
