import type { Condition, Rule } from '../../services/segments/index.ts';
import type { HistoryOrder } from './history.ts';
import { isCounted, localDay, plainRfm } from './plain-metrics.ts';

/** What is known of a customer beside their orders. */
export interface PlainPerson {
  customer: number;
  state: string | null;
  city: string | null;
  /** Channels that they consent to, and since which local day. */
  consents: { channel: string; granted: boolean; day: string }[];
  campaigns: { name: string; arm: 'treated' | 'held_out'; day: string }[];
  /** The last local day of a sign of life that is no order. */
  lastSign: string | null;
}

/** What the shop sells, by product. */
export type PlainProducts = Record<string, { name: string; category: string | null }>;

interface Row {
  person: PlainPerson;
  orders: HistoryOrder[];
  recency: number | null;
  frequency: number;
  monetary: number;
  r: number | null;
  f: number | null;
  m: number | null;
  segment: string | null;
  first_order: string | null;
  last_order: string | null;
  inactive: number;
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The customers whom a rule selects as of a local day, one after the other, as anyone would read it. */
export function selectPlainly(
  rule: Rule,
  {
    orders,
    people,
    products,
    segmentOf,
    asOf,
  }: {
    orders: HistoryOrder[];
    people: PlainPerson[];
    products: PlainProducts;
    segmentOf: ReadonlyMap<string, string>;
    asOf: string;
  },
): number[] {
  const counted = orders.filter(isCounted);
  const states = new Map(plainRfm(orders, asOf, 0).map((state) => [state.customer, state]));
  return people
    .flatMap((person): Row[] => {
      const own = counted.filter(({ customer }) => customer === person.customer);
      const first = own.map(({ at }) => localDay(at)).sort()[0] ?? null;
      if (first !== null && first > asOf) return [];
      const state = states.get(person.customer);
      const sign = person.lastSign !== null && person.lastSign <= asOf ? person.lastSign : null;
      const last = [state?.lastDay, sign]
        .filter((day) => typeof day === 'string')
        .sort()
        .at(-1);
      return [
        {
          person,
          orders: own,
          recency: state ? daysBetween(state.lastDay, asOf) : null,
          frequency: state?.orders ?? 0,
          monetary: state?.net ?? 0,
          r: state?.r ?? null,
          f: state?.f ?? null,
          m: state?.m ?? null,
          segment: (state && segmentOf.get(`${state.r} ${state.f}`)) ?? null,
          first_order: first,
          last_order: state?.lastDay ?? null,
          inactive: last === undefined ? Number.POSITIVE_INFINITY : daysBetween(last, asOf),
        },
      ];
    })
    .filter((row) => holds(rule, row, products, asOf))
    .map(({ person }) => person.customer)
    .sort((a, b) => a - b);
}

function holds(rule: Rule, row: Row, products: PlainProducts, asOf: string): boolean {
  if ('all' in rule) return rule.all.every((part) => holds(part, row, products, asOf));
  if ('any' in rule) return rule.any.some((part) => holds(part, row, products, asOf));
  if ('not' in rule) return !holds(rule.not, row, products, asOf);
  if (rule.op === '!=') return !holds({ ...rule, op: '=' } as Rule, row, products, asOf);
  if (rule.op === 'not in') return !holds({ ...rule, op: 'in' } as Rule, row, products, asOf);
  if (Array.isArray(rule.value)) {
    const own = listNames(rule, row, products, asOf);
    return rule.value.some((name) => own.includes(name));
  }
  const value: string | number | null = row[rule.field as 'recency' | 'first_order'];
  if (value === null) return false;
  if (rule.op === 'within') return daysBetween(String(value), asOf) < Number(rule.value);
  const order =
    typeof value === 'string'
      ? value.localeCompare(String(rule.value))
      : Math.sign(value - Number(rule.value));
  if (rule.op === '=') return order === 0;
  if (rule.op === '<') return order < 0;
  if (rule.op === '<=') return order <= 0;
  return rule.op === '>' ? order > 0 : order >= 0;
}

function listNames({ field }: Condition, row: Row, products: PlainProducts, asOf: string): (string | null)[] {
  const { person } = row;
  const bought = row.orders
    .filter(({ at }) => localDay(at) <= asOf)
    .flatMap(({ lines }) => lines.map(({ product }) => products[product]));
  switch (field) {
    case 'segment':
      return [row.segment];
    case 'state':
    case 'city':
      return [person[field]];
    case 'source':
      return row.orders.map(({ source }) => source);
    case 'product':
      return bought.map((product) => product?.name ?? null);
    case 'category':
      return bought.map((product) => product?.category ?? null);
    case 'campaign':
      return person.campaigns
        .filter(({ arm, day }) => arm === 'treated' && day <= asOf)
        .map(({ name }) => name);
    default:
      return person.consents
        .filter(({ granted, day }) => granted && day <= asOf)
        .map(({ channel }) => channel);
  }
}
