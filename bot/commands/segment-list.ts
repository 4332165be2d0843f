import { formatDay, formatValue } from '../../renderers/format.ts';
import type { TablePart } from '../../renderers/reply.ts';
import { segmentLabels, segmentRank } from '../../renderers/segments.ts';
import { listSegments, type Segment, type SegmentList } from '../../services/segments/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { writeRule } from '../rules/write-rule.ts';
import { drawSegmentList } from './segment-charts.ts';
import { segmentTexts } from './segment-texts.ts';
import { averageOf, countOf, describeSegment, nameSegment, segmentLine } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** `/segment list`: every segment with its size and how it changed since the month before. */
export const segmentList = defineCommand({
  name: 'segment list',
  aliases: ['segment', 'segmento', 'segments', 'segmentos', 'segmento lista', 'segmento listar'],
  description: {
    en: 'All segments, with their size and the change since the month before',
    'pt-BR': 'Todos os segmentos, com tamanho e variação desde o mês anterior',
  },
  examples: [{ en: '/segment list', 'pt-BR': '/segment list' }],
  role: 'viewer',
  visibility: 'public',
  options: {},
  run: async (context) => answerList(context, await listSegments(context)),
});

/** A segment with its sizes on the day and a month before; null where they are not counted yet. */
interface Row {
  segment: Segment;
  customers: number | null;
  net: number | null;
  change: number | null;
}

function answerList(context: CommandContext, list: SegmentList): Answer {
  const { locale } = context;
  const { segments, days, status } = list;
  const words = segmentTexts(locale);
  const rows = sortSegments(segments).map((segment): Row => {
    const now = segment.sizes.find(({ day }) => day === days.asOf);
    const before = segment.sizes.find(({ day }) => day === days.before);
    return {
      segment,
      customers: now?.customers ?? null,
      net: now?.net ?? null,
      change: now && before ? now.customers - before.customers : null,
    };
  });
  const day = formatDay(days.asOf, locale, 'long');
  const isKnown = ({ segment }: Row) => segment.sizes.some((size) => size.day === days.asOf && !size.stale);
  const uncounted = rows.filter((row) => !isKnown(row)).length;
  const own = rows.filter(({ segment }) => !segment.builtin);
  const first = own[0] ?? rows[0];
  return {
    question: '/segment list',
    summary: words.listSummary({
      own: countOf(own.length, locale),
      day,
      grew: sayMove(rows, 1, locale),
      shrank: sayMove(rows, -1, locale),
    }),
    parts: [
      drawSegmentList(context, { ...list, segments: sortSegments(segments) }),
      makeTable(context, rows, days.before),
      makeRules(context, rows),
    ],
    warnings: uncounted > 0 ? [words.someNotCounted(uncounted)] : [],
    actions: first ? [{ label: words.actions.show, ask: segmentLine('show', first.segment.name) }] : [],
    freshness: describeFreshness(context, status),
    provenance: describeSegment(context, { rule: null, day, orders: null, status }),
  };
}

/** A shop's own first, by name, then those of the RFM grid from the best on. */
function sortSegments(segments: readonly Segment[]): Segment[] {
  return [...segments].sort((a, b) => {
    if (a.builtin !== b.builtin) return Number(a.builtin) - Number(b.builtin);
    return a.builtin ? segmentRank(a.name) - segmentRank(b.name) : a.name.localeCompare(b.name);
  });
}

/** The segment that grew (1) or shrank (-1) most, and by how much; null where none did. */
function sayMove(rows: Row[], direction: 1 | -1, locale: CommandContext['locale']): string | null {
  const [most] = rows
    .filter(({ change }) => Math.sign(change ?? 0) === direction)
    .sort((a, b) => direction * ((b.change ?? 0) - (a.change ?? 0)));
  if (!most) return null;
  const change = formatValue(most.change, { kind: 'difference' }, locale);
  return segmentTexts(locale).moved(nameSegment(most.segment, locale), change);
}

function makeTable(context: CommandContext, rows: Row[], before: string | null): TablePart {
  const { locale, currency } = context;
  const { columns } = segmentTexts(locale);
  const money = { kind: 'money', currency } as const;
  return {
    type: 'table',
    key: 'segments',
    columns: [
      { key: 'segment', label: columns.segment, format: { kind: 'text' }, labels: segmentLabels(locale) },
      { key: 'customers', label: columns.customers, format: { kind: 'count' } },
      ...(before === null
        ? []
        : [
            {
              key: 'change',
              label: columns.change(formatDay(before, locale)),
              format: { kind: 'difference' } as const,
            },
          ]),
      { key: 'net', label: columns.net, format: money },
      { key: 'average', label: columns.average, format: money },
    ],
    rows: rows.map(({ segment, customers, net, change }) => ({
      segment: segment.name,
      customers,
      change,
      net,
      average: customers === null || net === null ? null : averageOf({ customers, net }),
    })),
  };
}

function makeRules(context: CommandContext, rows: Row[]): TablePart {
  const { locale } = context;
  const { columns } = segmentTexts(locale);
  const text = { kind: 'text' } as const;
  return {
    type: 'table',
    key: 'rules',
    title: columns.rule,
    detail: true,
    columns: [
      { key: 'segment', label: columns.segment, format: text, labels: segmentLabels(locale) },
      { key: 'rule', label: columns.rule, format: text },
    ],
    rows: rows.map(({ segment }) => ({ segment: segment.name, rule: writeRule(segment.rule, context) })),
  };
}
