import type { Locale } from '../../renderers/locale.ts';
import type { Comparison, Fact, FactsPart, Format, TablePart } from '../../renderers/reply.ts';
import type { KpiFigures, Kpis } from '../../services/kpis/index.ts';
import { kpiTexts } from './kpi-texts.ts';
import { relativeChange, type Spans } from './kpi-words.ts';

type FactKey = keyof Pick<
  KpiFigures,
  'net' | 'gross' | 'orders' | 'aov' | 'newCustomers' | 'returningCustomers' | 'repeatRate' | 'refunds'
>;

const better: Record<FactKey, Fact['better']> = {
  net: 'up',
  orders: 'up',
  aov: 'up',
  gross: 'up',
  newCustomers: 'up',
  returningCustomers: 'up',
  repeatRate: 'up',
  refunds: 'down',
};

const keys = Object.keys(better) as FactKey[];

/** The key under which a fact's raw value stands, in facts and tables alike. */
const rawKeys: Record<FactKey, string> = {
  net: 'net',
  orders: 'orders',
  aov: 'aov',
  gross: 'gross',
  newCustomers: 'new_customers',
  returningCustomers: 'returning_customers',
  repeatRate: 'repeat_rate',
  refunds: 'refunds',
};

function formatOf(key: FactKey, currency: string): Format {
  if (key === 'orders' || key === 'newCustomers' || key === 'returningCustomers') return { kind: 'count' };
  return key === 'repeatRate' ? { kind: 'percent' } : { kind: 'money', currency };
}

/** The earlier periods that anything is known of; a whole year's period before is its year before, and stands once. */
function listEarlier(kpis: Kpis, spans: Spans): [span: string, figures: KpiFigures][] {
  const earlier = new Map([
    [spans.before, kpis.before],
    [spans.yearBefore, kpis.yearBefore],
  ]);
  return [...earlier].filter((entry): entry is [string, KpiFigures] => entry[1] !== null);
}

/** The figures as facts, each against the period before and the year before. */
export function makeKpiFacts(kpis: Kpis, spans: Spans, currency: string, locale: Locale): FactsPart {
  const words = kpiTexts(locale);
  const earlier = listEarlier(kpis, spans);
  const facts = keys.map((key): Fact => {
    return {
      key: rawKeys[key],
      label: words.facts[key],
      value: kpis.current[key],
      format: formatOf(key, currency),
      comparisons: earlier.map(
        ([span, then]): Comparison => ({
          label: words.versus(span),
          previous: then[key],
          ...changeOf(key, kpis.current[key], then[key]),
        }),
      ),
      better: better[key],
    };
  });
  return { type: 'facts', key: 'kpis', facts };
}

/** The same figures as a table, a row a period, and the series behind the chart. */
export function makeKpiTables(kpis: Kpis, spans: Spans, currency: string, locale: Locale): TablePart[] {
  const words = kpiTexts(locale);
  const money: Format = { kind: 'money', currency };
  const periods: [string, KpiFigures][] = [[spans.current, kpis.current], ...listEarlier(kpis, spans)];
  return [
    {
      type: 'table',
      key: 'periods',
      title: words.comparison,
      detail: true,
      columns: [
        { key: 'period', label: words.columns.period, format: { kind: 'text' } },
        ...keys.map((key) => ({
          key: rawKeys[key],
          label: words.facts[key],
          format: formatOf(key, currency),
        })),
      ],
      rows: periods.map(([period, figures]) => ({
        period,
        ...Object.fromEntries(keys.map((key) => [rawKeys[key], figures[key]])),
      })),
    },
    {
      type: 'table',
      key: 'series',
      title: words.series[kpis.grain],
      detail: true,
      columns: [
        { key: 'start', label: words.columns.start, format: { kind: 'day' } },
        { key: 'net', label: words.facts.net, format: money },
        { key: 'gross', label: words.facts.gross, format: money },
        { key: 'orders', label: words.facts.orders, format: { kind: 'count' } },
      ],
      rows: kpis.current.series.map(({ start, net, gross, orders }) => ({ start, net, gross, orders })),
    },
  ];
}

function changeOf(
  key: FactKey,
  now: number | null,
  then: number | null,
): Pick<Comparison, 'change' | 'format'> {
  if (key !== 'repeatRate') return { change: relativeChange(now, then), format: { kind: 'change' } };
  return { change: now === null || then === null ? null : now - then, format: { kind: 'points' } };
}
