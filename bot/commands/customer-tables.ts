import { formatValue } from '../../renderers/format.ts';
import type { Column, TablePart } from '../../renderers/reply.ts';
import { segmentLabels } from '../../renderers/segments.ts';
import type { Customer, CustomerState, Match, OrderPage } from '../../services/customers/index.ts';
import { localDay } from '../../services/periods/index.ts';
import type { CommandContext } from '../command.ts';
import { campaignChannelLabels } from './campaign-words.ts';
import { customerTableTexts } from './customer-table-texts.ts';
import { countOf, moneyOf } from './segment-words.ts';

type Rows = TablePart['rows'];

const text = (key: string, label: string, labels?: Record<string, string>): Column => ({
  key,
  label,
  format: { kind: 'text' },
  ...(labels ? { labels } : {}),
});
const day = (key: string, label: string): Column => ({ key, label, format: { kind: 'day' } });
const count = (key: string, label: string): Column => ({ key, label, format: { kind: 'count' } });

/** A table of detail, or none where it would be empty. */
function detail(key: string, title: string, columns: Column[], rows: Rows): TablePart[] {
  return rows.length === 0 ? [] : [{ type: 'table', key, title, detail: true, columns, rows }];
}

/** The customers who may be meant. */
export function makeMatches({ locale, currency, actor }: CommandContext, matches: Match[]): TablePart {
  const { columns } = customerTableTexts(locale);
  return {
    type: 'table',
    key: 'matches',
    columns: [
      text('number', columns.customer),
      text('name', columns.name),
      ...(actor.role === 'admin' ? [text('email', columns.email)] : []),
      count('orders', columns.orders),
      { key: 'net', label: columns.net, format: { kind: 'money', currency } },
      day('lastOrder', columns.lastOrder),
      text('city', columns.city),
      text('state', columns.state),
    ],
    rows: matches.map(({ customerId, name, email, orders, net, lastOrder, city, state }) => ({
      number: `#${customerId}`,
      name,
      email,
      orders,
      net,
      lastOrder,
      city,
      state,
    })),
  };
}

/** A page of orders. An amount is written in its order's own currency. */
export function makeOrders(context: CommandContext, page: OrderPage, placed: number): TablePart {
  const { locale, actor } = context;
  const { columns, tables, statuses } = customerTableTexts(locale);
  const money = (value: number, currency: string) => formatValue(value, { kind: 'money', currency }, locale);
  return {
    type: 'table',
    key: 'orders',
    title: tables.orders(countOf(page.orders.length, locale), countOf(placed, locale)),
    columns: [
      day('day', columns.day),
      text('total', columns.total),
      text('status', columns.status, statuses),
      text('source', columns.source),
      count('products', columns.products),
      text('refunded', columns.refunded),
      ...(actor.role === 'admin' ? [text('number', columns.number)] : []),
    ],
    rows: page.orders.map((order) => ({
      day: order.day,
      total: money(order.total, order.currency),
      status: order.status,
      source: order.source,
      products: order.products,
      refunded: order.refunded === 0 ? null : money(order.refunded, order.currency),
      number: order.number,
    })),
  };
}

/** The three scores, in words. */
export function makeScores(context: CommandContext, { now }: Customer, days: number): TablePart[] {
  const { locale } = context;
  const { rfm } = customerTableTexts(locale);
  const row = (what: string, value: string, score: number | null, meanings: readonly string[]) => ({
    what,
    value,
    score,
    meaning: score === null ? null : (meanings[score - 1] ?? null),
  });
  if (now.segment === null) return [];
  return [
    {
      type: 'table',
      key: 'rfm',
      title: rfm.title(segmentLabels(locale)[now.segment] ?? now.segment),
      columns: [
        text('what', rfm.what),
        text('value', rfm.value),
        { key: 'score', label: rfm.score, format: { kind: 'count' } },
        text('meaning', rfm.meaning),
      ],
      rows: [
        row(rfm.recency, rfm.days(countOf(days, locale)), now.r, rfm.scores.r),
        row(rfm.frequency, rfm.orders(countOf(now.orders, locale)), now.f, rfm.scores.f),
        row(rfm.monetary, moneyOf(now.net, context), now.m, rfm.scores.m),
      ],
    },
  ];
}

/** Everything else that is known, for whoever wants it. */
export function makeDetails(context: CommandContext, customer: Customer): TablePart[] {
  const { locale, timeZone } = context;
  const words = customerTableTexts(locale);
  const { columns, tables } = words;
  const channels = campaignChannelLabels(locale);
  const local = (stamp: string | null) => (stamp === null ? null : localDay(new Date(stamp), timeZone));
  const known = (['email', 'phone', 'document', 'city', 'state'] as const).flatMap((key) =>
    customer[key] === null ? [] : [{ what: key, value: customer[key] }],
  );
  return [
    ...detail(
      'details',
      tables.details,
      [text('what', columns.what, words.details), text('value', columns.value)],
      known,
    ),
    makeHistory(context, [...customer.history, customer.now]),
    ...detail(
      'segments',
      tables.segments,
      [text('segment', columns.segment), text('kind', words.kindOfSegment)],
      [
        ...(customer.now.segment === null
          ? []
          : [{ segment: segmentLabels(locale)[customer.now.segment] ?? null, kind: words.builtin }]),
        ...customer.segments.held.map((segment) => ({ segment, kind: words.own })),
      ],
    ),
    ...detail(
      'consents',
      tables.consents,
      [
        text('channel', columns.channel, channels),
        text('granted', columns.granted, words.yesNo),
        day('day', columns.day),
        text('source', columns.source),
      ],
      customer.consents.map(({ channel, granted, changed_at, source }) => ({
        channel,
        granted: granted ? 'yes' : 'no',
        day: local(changed_at),
        source,
      })),
    ),
    ...detail(
      'interactions',
      tables.interactions,
      [
        day('day', columns.day),
        text('kind', columns.kind, words.kinds),
        text('by', columns.by, words.by),
        text('source', columns.source),
        ...(context.actor.role === 'admin' ? [text('summary', columns.summary)] : []),
      ],
      customer.interactions.map((each) => ({
        day: each.day,
        kind: each.kind,
        by: nameBeginner(each.by_customer),
        source: each.source,
        summary: each.summary,
      })),
    ),
    ...detail(
      'campaigns',
      tables.campaigns,
      [
        text('campaign', columns.campaign),
        text('channel', columns.channel, channels),
        text('arm', columns.arm, words.arms),
        day('day', columns.day),
        day('opened', columns.opened),
        day('clicked', columns.clicked),
      ],
      customer.campaigns.map(({ name, channel, arm, since, opened_at, clicked_at }) => ({
        campaign: name,
        channel,
        arm,
        day: local(since),
        opened: local(opened_at),
        clicked: local(clicked_at),
      })),
    ),
    ...detail(
      'identities',
      tables.identities,
      [
        count('nr', '#'),
        text('kind', columns.kind, words.identityKinds),
        text('value', columns.value),
        text('source', columns.source),
      ],
      customer.identities.map(({ nr, kind, value, source }) => ({
        nr,
        kind,
        value,
        source: source ?? words.everywhere,
      })),
    ),
  ];
}

function nameBeginner(byCustomer: boolean | null): string {
  if (byCustomer === null) return 'unknown';
  return byCustomer ? 'customer' : 'shop';
}

function makeHistory({ locale, currency }: CommandContext, states: CustomerState[]): TablePart {
  const { columns, tables } = customerTableTexts(locale);
  return {
    type: 'table',
    key: 'history',
    title: tables.history,
    detail: true,
    columns: [
      day('day', columns.day),
      text('segment', columns.segment, segmentLabels(locale)),
      text('score', columns.score),
      count('orders', columns.orders),
      { key: 'net', label: columns.net, format: { kind: 'money', currency } },
    ],
    rows: states.toReversed().map((state) => ({
      day: state.day,
      segment: state.segment,
      score: state.r === null ? null : `${state.r} ${state.f} ${state.m}`,
      orders: state.orders,
      net: state.net,
    })),
  };
}
