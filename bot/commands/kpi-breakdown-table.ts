import type { Format, TablePart } from '../../renderers/reply.ts';
import { segmentLabels, segmentName } from '../../renderers/segments.ts';
import type { Breakdown, BreakdownRow } from '../../services/kpis/index.ts';
import type { CommandContext } from '../command.ts';
import { kpiTexts } from './kpi-texts.ts';
import { relativeChange, shortenSpans } from './kpi-words.ts';

/** The rows of a break-down with their share of `total`, in minor units. */
export function makeBreakdownTable(context: CommandContext, breakdown: Breakdown, total: number): TablePart {
  const { locale, currency } = context;
  const { by, rows } = breakdown;
  const words = kpiTexts(locale);
  const money: Format = { kind: 'money', currency };
  const { before } = shortenSpans(breakdown.ranges, locale);
  const changes = rows.map((row) => relativeChange(row.current.net, earlierNet(row, by)));
  const compared = changes.some((change) => change !== null);
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
      ...(compared
        ? [{ key: 'change', label: words.columns.change(before), format: { kind: 'change' } as const }]
        : []),
      { key: 'orders', label: words.facts.orders, format: { kind: 'count' } },
      ...(by === 'product'
        ? [{ key: 'units', label: words.columns.units, format: { kind: 'count' } as const }]
        : []),
    ],
    rows: rows.map((row, index) => ({
      [by]: by === 'segment' ? (row.key ?? '') : nameRow(row, breakdown, context),
      [by === 'product' ? 'sales' : 'net']: row.current.net,
      share: total > 0 ? row.current.net / total : null,
      ...(compared ? { change: changes[index] ?? null } : {}),
      orders: row.current.orders,
      ...(by === 'product' ? { units: row.current.units } : {}),
    })),
  };
}

/**
 * Net of the period before, in minor units; null where there is none, and by segment: that is of the period's end, and
 * its buyers were elsewhere before: there is nothing fair to compare.
 */
export function earlierNet(row: BreakdownRow, by: Breakdown['by']): number | null {
  return by === 'segment' ? null : (row.before?.net ?? null);
}

/** What a row is called in the reader's language. */
export function nameRow(row: BreakdownRow, { by }: Breakdown, { locale }: CommandContext): string {
  const words = kpiTexts(locale);
  if (row.key === null) return words.others[by](row.members);
  if (row.key === '') return words.unnamed[by];
  return by === 'segment' ? segmentName(row.key, locale) : row.key;
}
