import { drawBreakdown } from '../../renderers/charts/breakdown.ts';
import { currencySymbol, formatValue } from '../../renderers/format.ts';
import type { Format, TablePart } from '../../renderers/reply.ts';
import { segmentLabels, segmentName } from '../../renderers/segments.ts';
import type { Breakdown, BreakdownRow } from '../../services/kpis/index.ts';
import type { Answer, CommandContext } from '../command.ts';
import { kpiDefinitions, kpiTexts } from './kpi-texts.ts';
import { capitalize, nameSpans, relativeChange } from './kpi-words.ts';
import {
  describeFilters,
  describeFooter,
  describeFreshness,
  describeOrders,
  listOmissions,
} from './shop-notes.ts';

/** The answer to `/kpi … by:…`: who or what brought the period's net revenue. */
export function answerBreakdown(context: CommandContext, breakdown: Breakdown): Answer {
  const { locale, currency } = context;
  const { by, ranges, status, period } = breakdown;
  // A segment without sales in the period has nothing to compare either.
  const rows = breakdown.rows.filter(
    (row) => by !== 'segment' || row.current.orders !== 0 || row.current.net !== 0,
  );
  const words = kpiTexts(locale);
  const definitions = kpiDefinitions(locale);
  const spans = nameSpans(ranges, locale);
  const money: Format = { kind: 'money', currency };
  const total = rows.reduce((sum, row) => sum + row.current.net, 0);
  const orders = rows.reduce((sum, row) => sum + row.current.orders, 0);
  const [first] = rows;
  const shared = {
    question: `/kpi ${period.text} by:${by}`,
    warnings: [],
    actions: [{ label: words.actions.overall, ask: `/kpi ${period.text}` }],
    freshness: describeFreshness(context, status),
    provenance: {
      definitions: [
        definitions.sales,
        by === 'product' ? definitions.product : definitions.net,
        ...(by === 'segment' ? [definitions.segment] : []),
      ],
      filters: [spans.current, ...describeFilters(context)],
      rows: by === 'product' ? null : describeOrders(orders, locale),
      caveats: listOmissions(context, status),
    },
  };
  if (!first || (total === 0 && orders === 0)) {
    return { ...shared, tone: 'empty', summary: words.noOrdersWithin(spans.current), parts: [] };
  }
  const measure = by === 'product' ? words.beforeRefunds : words.facts.net;
  const share = formatValue(total > 0 ? first.current.net / total : null, { kind: 'percent' }, locale);
  const name = nameRow(first, breakdown, context);
  const drawing = drawBreakdown(
    {
      title: words.byTitle(name, share, by === 'product'),
      subtitle: words.bySubtitle(measure, words.by[by], currencySymbol(currency, locale), spans.current),
      footer: describeFooter(context, status, by === 'product' ? null : orders),
      // The rest together would dwarf the others: it stands in the table.
      rows: rows
        .filter((row) => row.key !== null)
        .map((row) => ({
          label: nameRow(row, breakdown, context),
          value: row.current.net,
          previous: earlierNet(row, by),
          ...(by === 'segment' && row.key ? { segment: row.key } : {}),
        })),
      format: money,
    },
    { locale },
  );
  return {
    ...shared,
    summary: words.bySummary(
      capitalize(spans.current),
      name,
      formatValue(first.current.net, money, locale),
      share,
      formatValue(total, money, locale),
      by === 'product',
    ),
    parts: [
      { type: 'chart', key: 'breakdown', ...drawing },
      makeTable(context, { ...breakdown, rows }, total),
    ],
  };
}

function makeTable(context: CommandContext, breakdown: Breakdown, total: number): TablePart {
  const { locale, currency } = context;
  const { by, rows } = breakdown;
  const words = kpiTexts(locale);
  const money: Format = { kind: 'money', currency };
  return {
    type: 'table',
    key: `by_${by}`,
    columns: [
      {
        key: by,
        label: words.by[by],
        format: { kind: 'text' },
        ...(by === 'segment' ? { labels: { ...segmentLabels(locale), '': words.unnamed.segment } } : {}),
      },
      {
        key: by === 'product' ? 'sales' : 'net',
        label: by === 'product' ? words.beforeRefunds : words.facts.net,
        format: money,
      },
      { key: 'share', label: words.columns.share, format: { kind: 'percent' } },
      ...(by === 'segment'
        ? []
        : [{ key: 'change', label: words.columns.change, format: { kind: 'change' } as const }]),
      { key: 'orders', label: words.facts.orders, format: { kind: 'count' } },
      ...(by === 'product'
        ? [{ key: 'units', label: words.columns.units, format: { kind: 'count' } as const }]
        : []),
    ],
    rows: rows.map((row) => ({
      [by]: by === 'segment' ? (row.key ?? '') : nameRow(row, breakdown, context),
      [by === 'product' ? 'sales' : 'net']: row.current.net,
      share: total > 0 ? row.current.net / total : null,
      ...(by === 'segment' ? {} : { change: relativeChange(row.current.net, earlierNet(row, by)) }),
      orders: row.current.orders,
      ...(by === 'product' ? { units: row.current.units } : {}),
    })),
  };
}

/** A segment is that of the period's end, and its buyers were elsewhere before: there is nothing fair to compare. */
function earlierNet(row: BreakdownRow, by: Breakdown['by']): number | null {
  return by === 'segment' ? null : (row.before?.net ?? null);
}

function nameRow(row: BreakdownRow, { by }: Breakdown, { locale }: CommandContext): string {
  const words = kpiTexts(locale);
  if (row.key === null) return words.others(row.members);
  if (row.key === '') return words.unnamed[by];
  return by === 'segment' ? segmentName(row.key, locale) : row.key;
}
