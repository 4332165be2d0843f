import { formatDay } from '../../renderers/format.ts';
import type { Action, Fact, FactsPart } from '../../renderers/reply.ts';
import { segmentName } from '../../renderers/segments.ts';
import type { Customer, ErasedCustomer } from '../../services/customers/index.ts';
import { countDays, localDay } from '../../services/periods/index.ts';
import type { Answer, CommandContext } from '../command.ts';
import { drawCustomer } from './customer-chart.ts';
import { customerLine } from './customer-options.ts';
import { makeDetails, makeOrders, makeScores } from './customer-tables.ts';
import { customerTexts } from './customer-texts.ts';
import { countOf, moneyOf } from './segment-words.ts';
import { describeFilters, describeFreshness, describeOrders, listOmissions } from './shop-notes.ts';

/** What is shown of one customer. `notes` is what must be said of how they were found. */
export function answerCustomer(context: CommandContext, customer: Customer, notes: string[] = []): Answer {
  const { locale, actor } = context;
  const { customerId, now, status } = customer;
  const words = customerTexts(locale);
  const days = now.lastOrder === null ? 0 : countDays(now.lastOrder, now.day) - 1;
  const missing = customer.history.filter(({ known }) => !known).length;
  return {
    question: customerLine('', customerId),
    summary: words.summary({
      who: words.named(customer.name, customerId),
      segment: now.segment === null ? null : segmentName(now.segment, locale),
      orders: countOf(now.orders, locale),
      net: moneyOf(now.net, context),
      first: customer.firstOrder && formatDay(customer.firstOrder, locale, 'long'),
      last: now.lastOrder && formatDay(now.lastOrder, locale, 'long'),
    }),
    parts: [
      makeFacts(context, customer, days),
      ...(now.segment === null ? [] : [drawCustomer(context, customer)]),
      ...makeScores(context, customer, days),
      ...(customer.placed === 0 ? [] : [makeOrders(context, customer.page, customer.placed)]),
      ...makeDetails(context, customer),
    ],
    warnings: [
      ...notes,
      actor.role === 'admin' ? words.seen : words.masked,
      ...(missing > 0 ? [words.months(missing)] : []),
      ...(customer.segments.unknown > 0 ? [words.unknownSegments(customer.segments.unknown)] : []),
    ],
    actions: listActions(context, customer),
    freshness: describeFreshness(context, status),
    provenance: {
      definitions: Object.values(words.definitions),
      filters: [formatDay(now.day, locale, 'long'), ...describeFilters(context)],
      rows: describeOrders(now.orders, locale),
      caveats: listOmissions(context, status),
    },
  };
}

function makeFacts(
  { locale, currency }: CommandContext,
  { now, firstOrder }: Customer,
  days: number,
): FactsPart {
  const words = customerTexts(locale).facts;
  const money = { kind: 'money', currency } as const;
  const fact = (key: keyof typeof words, value: Fact['value'], format: Fact['format']): Fact => ({
    key,
    label: words[key],
    value,
    format,
    comparisons: [],
    better: 'none',
  });
  const hasOrders = now.orders > 0;
  return {
    type: 'facts',
    key: 'customer',
    facts: [
      fact('orders', now.orders, { kind: 'count' }),
      fact('net', now.net, money),
      fact('average', hasOrders ? Math.round(now.net / now.orders) : null, money),
      fact('last', now.lastOrder, { kind: 'day' }),
      fact('recency', hasOrders ? days : null, { kind: 'count' }),
      fact('since', firstOrder, { kind: 'day' }),
    ],
  };
}

function listActions({ locale, actor }: CommandContext, customer: Customer): Action[] {
  const { actions } = customerTexts(locale);
  const { customerId, page, merges } = customer;
  return [
    ...(page.next === null ? [] : [{ label: actions.next, ask: customerLine('orders', customerId) }]),
    ...(actor.role === 'admin' && merges.length > 0
      ? [{ label: actions.unmerge, ask: customerLine('split', customerId) }]
      : []),
    ...(actor.role === 'admin' ? [{ label: actions.erase, ask: customerLine('erase', customerId) }] : []),
  ];
}

/** What is left of an erased person. */
export function answerErased(
  context: CommandContext,
  { customerId, erasedAt, orders, status }: ErasedCustomer,
): Answer {
  const { locale, timeZone } = context;
  const day = formatDay(localDay(erasedAt, timeZone), locale, 'long');
  return {
    question: customerLine('', customerId),
    tone: 'empty',
    summary: customerTexts(locale).erased(customerId, day, countOf(orders, locale)),
    parts: [],
    warnings: [],
    actions: [],
    freshness: describeFreshness(context, status),
    provenance: null,
  };
}
