import { drawBreakdown } from '../../renderers/charts/breakdown.ts';
import { drawTrend } from '../../renderers/charts/trend.ts';
import { cutMiddle, formatDay, formatValue } from '../../renderers/format.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import { segmentName, segmentRank } from '../../renderers/segments.ts';
import { monthOf } from '../../services/periods/index.ts';
import type { SegmentDetail, SegmentList, SegmentPart, SegmentSize } from '../../services/segments/index.ts';
import type { FilledShop } from '../../services/shop/index.ts';
import type { CommandContext } from '../command.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, nameSegment } from './segment-words.ts';
import { describeFooter } from './shop-notes.ts';

/** Columns of a name in a title; the whole stands in the table. */
const longestName = 40;

const counts = { kind: 'count' } as const;

/**
 * A shop's own segments by their customers, the largest first; while it has none, those of the RFM grid from the best on.
 * Against the end of the month before.
 */
export function drawSegmentList(context: CommandContext, { segments, days, status }: SegmentList): ChartPart {
  const { locale } = context;
  const words = segmentTexts(locale);
  const sizeOn = (sizes: SegmentSize[], day: string | null) =>
    sizes.find((size) => size.day === day)?.customers;
  const own = segments.filter(({ builtin }) => !builtin);
  const rows = (own.length > 0 ? own : segments).flatMap((segment) => {
    const value = sizeOn(segment.sizes, days.asOf);
    if (value === undefined) return [];
    return [
      {
        label: nameSegment(segment, locale),
        value,
        previous: sizeOn(segment.sizes, days.before) ?? null,
        ...(segment.builtin ? { segment: segment.name } : {}),
      },
    ];
  });
  const bySize = rows.toSorted((a, b) => b.value - a.value);
  const [largest] = bySize;
  const title = own.length > 0 ? words.ownTitle : words.listTitle;
  const drawing = drawBreakdown(
    {
      title: largest
        ? title(cutMiddle(largest.label, longestName), words.who(countOf(largest.value, locale)))
        : words.actions.list,
      subtitle: words.listSubtitle(
        formatDay(days.asOf, locale),
        days.before && formatDay(days.before, locale),
      ),
      footer: describeFooter(context, status, null),
      rows: own.length > 0 ? bySize : rows,
      format: counts,
    },
    { locale },
  );
  return { type: 'chart', key: 'segments', ...drawing };
}

/** How many customers a segment held over time. */
export function drawSegmentSizes(
  context: CommandContext,
  { segment, days, status }: SegmentDetail,
): ChartPart {
  const { locale } = context;
  const words = segmentTexts(locale);
  const name = cutMiddle(nameSegment(segment, locale), longestName);
  const now = segment.sizes.find(({ day }) => day === days.asOf)?.customers ?? 0;
  const before = segment.sizes.find(({ day }) => day === days.before)?.customers;
  const customers = words.who(countOf(now, locale));
  const known = new Map(segment.sizes.map((size) => [size.day, size.customers]));
  const points = [...days.monthEnds].reverse().concat(days.asOf);
  const first = points.findIndex((day) => known.has(day));
  const drawing = drawTrend(
    {
      title:
        before === undefined || before === 0 || days.before === null
          ? words.titleNow(name, customers)
          : words.titleChange(
              name,
              customers,
              formatValue((now - before) / before, { kind: 'change' }, locale),
              formatDay(days.before, locale),
            ),
      subtitle: words.overTime,
      footer: describeFooter(context, status, null),
      series: [
        {
          name: words.size,
          emphasis: true,
          // A month end and the last day known of the month after are a month apart on the axis.
          values: points
            .slice(Math.max(0, first))
            .map((day) => ({ day: `${monthOf(day)}-01`, value: known.get(day) ?? null })),
        },
      ],
      format: counts,
      granularity: 'month',
    },
    { locale },
  );
  return { type: 'chart', key: 'sizes', ...drawing };
}

/** What customers are made up of: by RFM segment, or by state. */
export function drawParts(
  context: CommandContext,
  input: { title: string; day: string; by: 'segment' | 'state'; parts: SegmentPart[]; status: FilledShop },
): ChartPart {
  const { locale } = context;
  const { title, day, by, parts, status } = input;
  const words = segmentTexts(locale);
  const rows = by === 'segment' ? [...parts].sort((a, b) => segmentRank(a.key) - segmentRank(b.key)) : parts;
  const drawing = drawBreakdown(
    {
      title,
      subtitle: by === 'segment' ? words.bySegment(day) : words.byState(day),
      footer: describeFooter(context, status, null),
      rows: rows.map(({ key, customers }) => ({
        label: namePart(key, by, context),
        value: customers,
        previous: null,
        ...(by === 'segment' && key !== '' ? { segment: key } : {}),
      })),
      format: counts,
    },
    { locale, empty: words.noCustomers },
  );
  return { type: 'chart', key: by === 'segment' ? 'parts' : 'states', ...drawing };
}

/** How a part of a segment is called. */
export function namePart(key: string, by: 'segment' | 'state', { locale }: CommandContext): string {
  const words = segmentTexts(locale);
  if (key === '') return by === 'segment' ? words.noOrders : words.noState;
  return by === 'segment' ? segmentName(key, locale) : key;
}
