import { z } from 'zod';
import { formatDay, formatValue } from '../../renderers/format.ts';
import type { Action, ChartPart } from '../../renderers/reply.ts';
import { localDay } from '../../services/periods/index.ts';
import { getSegment, type SegmentDetail } from '../../services/segments/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { mayAsk } from '../example-lines.ts';
import { writeRule } from '../rules/write-rule.ts';
import { drawParts, drawSegmentSizes } from './segment-charts.ts';
import { segmentEdit } from './segment-edit.ts';
import { segmentMembers } from './segment-members.ts';
import { segmentOption } from './segment-options.ts';
import { makeHistory, makeParts, makeSizes } from './segment-tables.ts';
import { segmentTexts } from './segment-texts.ts';
import { averageOf, countOf, describeSegment, moneyOf, nameSegment, segmentLine } from './segment-words.ts';
import { describeFreshness, describeOrders } from './shop-notes.ts';

const views = ['size', 'segments', 'states'] as const;
type View = (typeof views)[number];

/** `/segment show <name>`: who is in a segment, what they brought, and how it changed. */
export const segmentShow = defineCommand({
  name: 'segment show',
  aliases: ['segmento mostrar', 'segmento ver'],
  description: {
    en: 'One segment: size over time, what it brought, and whom it is made up of',
    'pt-BR': 'Um segmento: tamanho ao longo do tempo, quanto trouxe e de quem é feito',
  },
  examples: [
    { en: '/segment show "At Risk"', 'pt-BR': '/segment show "Em risco"' },
    { en: '/segment show Champions view:states', 'pt-BR': '/segment show Campeões visão:estados' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    name: segmentOption,
    view: {
      schema: z.enum(views).default('size'),
      description: {
        en: 'The picture: size over time, RFM segments or states',
        'pt-BR': 'A figura: tamanho ao longo do tempo, segmentos RFM ou estados',
      },
      aliases: ['visão', 'visao', 'como', 'as'],
      examples: [
        { en: '/segment show "At Risk" view:states', 'pt-BR': '/segment show "Em risco" visão:estados' },
      ],
      choices: {
        size: { label: { en: 'size', 'pt-BR': 'tamanho' } },
        segments: { label: { en: 'segments', 'pt-BR': 'segmentos' } },
        states: { label: { en: 'states', 'pt-BR': 'estados' } },
      },
    },
  },
  run: async (context, { name, view }) => answerSegment(context, await getSegment(context, { name }), view),
});

function answerSegment(context: CommandContext, detail: SegmentDetail, view: View): Answer {
  const { locale } = context;
  const { segment, days, status } = detail;
  const words = segmentTexts(locale);
  const name = nameSegment(segment, locale);
  const now = segment.sizes.find(({ day }) => day === days.asOf) ?? { customers: 0, orders: 0, net: 0 };
  const day = formatDay(days.asOf, locale, 'long');
  const uncounted = days.monthEnds.length + 1 - segment.sizes.filter(({ stale }) => !stale).length;
  return {
    question: segmentLine('show', segment.name, view === 'size' ? '' : ` view:${view}`),
    summary: words.summary({
      name,
      day,
      customers: countOf(now.customers, locale),
      change: sayChange(context, detail, now.customers),
      net: moneyOf(now.net, context),
      average: now.customers === 0 ? null : moneyOf(averageOf(now), context),
    }),
    parts: [
      drawView(context, detail, view, now.customers),
      { type: 'text', text: words.rule(writeRule(segment.rule, context)) },
      makeSizes(context, detail, view !== 'size'),
      makeParts(context, detail.bySegment, 'segment', view !== 'segments'),
      makeParts(context, detail.byState, 'state', view !== 'states'),
      ...(detail.history.length > 0 ? [makeHistory(context, detail)] : []),
    ],
    warnings: [
      ...(segment.archivedAt === null
        ? []
        : [words.archived(formatDay(localDay(segment.archivedAt, context.timeZone), locale))]),
      ...(uncounted > 0 ? [words.notCounted(uncounted)] : []),
    ],
    actions: listActions(context, detail, view),
    freshness: describeFreshness(context, status),
    provenance: describeSegment(context, {
      rule: segment.rule,
      day,
      orders: describeOrders(now.orders, locale),
      status,
    }),
  };
}

function sayChange(context: CommandContext, { segment, days }: SegmentDetail, now: number): string | null {
  const before = segment.sizes.find(({ day }) => day === days.before);
  if (!before || days.before === null) return null;
  const { locale } = context;
  const words = segmentTexts(locale);
  const since = formatDay(days.before, locale);
  const difference = now - before.customers;
  if (difference === 0) return words.same(since);
  const change = formatValue(difference, { kind: 'difference' }, locale);
  if (before.customers === 0) return words.change(change, since);
  const relative = formatValue(difference / before.customers, { kind: 'change' }, locale);
  return words.change(`${change} (${relative})`, since);
}

function drawView(context: CommandContext, detail: SegmentDetail, view: View, customers: number): ChartPart {
  if (view === 'size') return drawSegmentSizes(context, detail);
  const { locale } = context;
  const words = segmentTexts(locale);
  const by = view === 'segments' ? 'segment' : 'state';
  return drawParts(context, {
    title: words.titleNow(nameSegment(detail.segment, locale), words.who(countOf(customers, locale))),
    day: formatDay(detail.days.asOf, locale),
    by,
    parts: by === 'segment' ? detail.bySegment : detail.byState,
    status: detail.status,
  });
}

function listActions({ locale, actor }: CommandContext, { segment }: SegmentDetail, view: View): Action[] {
  const { actions } = segmentTexts(locale);
  const views: [View, string][] = [
    ['size', actions.overTime],
    ['segments', actions.bySegment],
    ['states', actions.byState],
  ];
  const may = (command: { role: CommandContext['actor']['role'] }) => mayAsk(actor.role, command);
  return [
    ...views
      // All of one of the grid are of one segment.
      .filter(([key]) => key !== view && !(segment.builtin && key === 'segments'))
      .map(([key, label]) => ({
        label,
        ask: segmentLine('show', segment.name, key === 'size' ? '' : ` view:${key}`),
      })),
    ...(may(segmentMembers) ? [{ label: actions.members, ask: segmentLine('members', segment.name) }] : []),
    ...(may(segmentEdit) && segment.archivedAt !== null
      ? [{ label: actions.undo, ask: segmentLine('edit', segment.name, ' archived:no') }]
      : []),
  ];
}
