import { drawBreakdown } from '../../renderers/charts/breakdown.ts';
import { nameInPicture } from '../../renderers/charts/drawable.ts';
import { currencySymbol, cutMiddle, formatValue } from '../../renderers/format.ts';
import type { Format } from '../../renderers/reply.ts';
import type { Breakdown } from '../../services/kpis/index.ts';
import type { Answer, CommandContext } from '../command.ts';
import { earlierNet, makeBreakdownTable, nameRow } from './kpi-breakdown-table.ts';
import { kpiDefinitions } from './kpi-definitions.ts';
import { kpiTexts } from './kpi-texts.ts';
import { listKpiWarnings } from './kpi-warnings.ts';
import { capitalize, nameSpans, sayNoOrders, shortenSpans } from './kpi-words.ts';
import {
  askLatestMonth,
  describeFilters,
  describeFooter,
  describeFreshness,
  describeOrders,
  listOmissions,
} from './shop-notes.ts';

/** Columns of a name in a title; the whole stands in the table. */
const longestName = 40;

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
  const units = rows.reduce((sum, row) => sum + (row.current.units ?? 0), 0);
  const [first] = rows;
  const overall = { label: words.actions.overall, ask: `/kpi ${period.text}` };
  const isWithinData = period.from <= status.lastDay && period.to >= status.firstDay;
  // Then there is something in the period, though nothing of this kind.
  const holdsLastDay = period.from <= status.lastDay && status.lastDay <= period.to;
  const shared = {
    question: `/kpi ${period.text} by:${by}`,
    freshness: describeFreshness(context, status),
    provenance: {
      definitions: [
        definitions.sales,
        by === 'product' ? definitions.product : definitions.net,
        ...(by === 'segment' ? [definitions.segment] : []),
      ],
      filters: [spans.current, ...describeFilters(context)],
      rows:
        by === 'product'
          ? words.unitCount(units, formatValue(units, { kind: 'count' }, locale))
          : describeOrders(orders, locale),
      caveats: listOmissions(context, status),
    },
  };
  if (!first || (total === 0 && orders === 0)) {
    return {
      ...shared,
      tone: 'empty',
      summary:
        by === 'product' && isWithinData
          ? words.noProductsWithin(spans.within)
          : sayNoOrders(status, spans.within, locale),
      warnings: [],
      parts: [],
      actions: [holdsLastDay ? overall : askLatestMonth(context, status)],
    };
  }
  const measure = by === 'product' ? words.beforeRefunds : words.facts.net;
  const share = total > 0 ? formatValue(first.current.net / total, { kind: 'percent' }, locale) : null;
  const name = nameRow(first, breakdown, context);
  const net = formatValue(first.current.net, money, locale);
  const whole = formatValue(total, money, locale);
  const drawing = drawBreakdown(
    {
      title:
        share === null
          ? words.byTitleNoShare(whole)
          : words.byTitle(cutMiddle(nameInPicture(name, 1), longestName), share, by === 'product'),
      subtitle: words.bySubtitle(
        measure,
        words.by[by],
        currencySymbol(currency, locale),
        shortenSpans(ranges, locale).whole,
      ),
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
    summary:
      share === null
        ? words.bySummaryNoShare(capitalize(spans.current), name, net, whole, words.by[by])
        : words.bySummary({
            span: capitalize(spans.current),
            name,
            net,
            share,
            total: whole,
            // Orders without a customer stand in no segment.
            by: by === 'segment' && first.key === '' ? null : by,
          }),
    // A segment is not compared, and nothing here with the year before.
    warnings: listKpiWarnings(
      { ...breakdown, coverage: { ...breakdown.coverage, yearBefore: 'whole' } },
      spans,
      context,
      by !== 'segment',
    ),
    actions: [overall],
    parts: [
      { type: 'chart', key: 'breakdown', ...drawing },
      makeBreakdownTable(context, { ...breakdown, rows }, total),
    ],
  };
}
