import { drawMoves } from '../../renderers/charts/moves.ts';
import { formatDay, formatValue } from '../../renderers/format.ts';
import type { Column, TablePart, Value } from '../../renderers/reply.ts';
import { segmentLabels } from '../../renderers/segments.ts';
import { monthOf } from '../../services/periods/index.ts';
import { endOfMonthBefore, getMoves, type Move, type Moves } from '../../services/rfm/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { listWarnings } from './rfm.ts';
import { readAsOf, rfmDateOption } from './rfm-date.ts';
import { rfmDefinitions } from './rfm-definitions.ts';
import { listRestated, listRestatedSegments } from './rfm-restated.ts';
import { rfmTexts } from './rfm-texts.ts';
import {
  describeFilters,
  describeFooter,
  describeFreshness,
  describeOrders,
  listOmissions,
} from './shop-notes.ts';

/** Moves shown in the small table; the rest stand in the matrix. */
const topMoves = 8;

/** `/rfm moves [month]`: who moved between segments over a month, and the revenue at stake. */
export const rfmMoves = defineCommand({
  name: 'rfm moves',
  aliases: ['rfm movimentos', 'rfm movimento', 'rfm mudanças', 'rfm movimentações'],
  description: {
    en: 'Who moved between segments over a month, and the revenue at stake',
    'pt-BR': 'Quem mudou de segmento em um mês, e a receita em jogo',
  },
  examples: [
    { en: '/rfm moves', 'pt-BR': '/rfm moves' },
    { en: '/rfm moves 2026-10', 'pt-BR': '/rfm moves mês passado' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: { date: rfmDateOption },
  run: async (context, options) => {
    const asOf = readAsOf(options.date, context);
    const moves = await getMoves(context, { asOf: asOf?.day ?? null });
    const answer = answerMoves(context, moves, asOf?.text ?? monthOf(moves.asOf));
    if (options.date === undefined || asOf !== null) return answer;
    return { ...answer, warnings: [rfmTexts(context.locale).monthRunning, ...answer.warnings] };
  },
});

function answerMoves(context: CommandContext, result: Moves, date: string): Answer {
  const { locale, currency } = context;
  const words = rfmTexts(locale);
  const definitions = rfmDefinitions(locale);
  const since = formatDay(result.since, locale, 'long');
  const asOf = formatDay(result.asOf, locale, 'long');
  const both = [result.before, result.after];
  const shared = {
    question: `/rfm moves ${date}`,
    freshness: describeFreshness(context, result.status),
    provenance: {
      definitions: [definitions.who, definitions.segments, definitions.scores, definitions.moves],
      filters: [`${since} → ${asOf}`, ...describeFilters(context)],
      rows: describeOrders(result.after.orders, locale),
      caveats: [
        ...both.flatMap((snapshot) => listRestatedSegments(context, snapshot)),
        ...listOmissions(context, result.status),
      ],
    },
    actions: [
      { label: words.actions.segments, ask: `/rfm ${date}` },
      ...(endOfMonthBefore(result.since) < result.status.firstDay
        ? []
        : [{ label: words.actions.before, ask: `/rfm moves ${monthOf(result.since)}` }]),
    ],
  };
  if (result.before.customers === 0) {
    return { ...shared, tone: 'empty', summary: words.noneBefore(since), warnings: [], parts: [] };
  }
  const count = (value: number) => ({ count: value, text: formatValue(value, { kind: 'count' }, locale) });
  const better = count(result.better.customers);
  const worse = count(result.worse.customers);
  const drawing = drawMoves(
    {
      title: words.movesTitle(worse, better),
      subtitle: words.movesSubtitle(formatDay(result.since, locale), formatDay(result.asOf, locale)),
      footer: describeFooter(context, result.status, result.after.orders),
      rows: result.moves,
      currency,
    },
    { locale, empty: words.noMoves(since, asOf) },
  );
  return {
    ...shared,
    summary: words.movesSummary({
      since,
      asOf,
      better,
      worse,
      net: formatValue(result.worse.net, { kind: 'money', currency }, locale),
    }),
    warnings: [
      ...both.flatMap((snapshot) => listRestated(context, snapshot)),
      ...listWarnings(context, { ...result, snapshot: result.after }),
    ],
    parts: [{ type: 'chart', key: 'moves', ...drawing }, ...makeTables(context, result.moves)],
  };
}

function makeTables(context: CommandContext, moves: Move[]): TablePart[] {
  const { locale, currency } = context;
  const words = rfmTexts(locale);
  const labels = segmentLabels(locale);
  const columns: Column[] = [
    {
      key: 'from',
      label: words.columns.from,
      format: { kind: 'text' },
      labels: { ...labels, 'First order': words.firstOrder },
    },
    { key: 'to', label: words.columns.to, format: { kind: 'text' }, labels },
    { key: 'customers', label: words.columns.customers, format: { kind: 'count' } },
    { key: 'net', label: words.stake, format: { kind: 'money', currency } },
  ];
  const direction: Column = {
    key: 'direction',
    label: words.direction,
    format: { kind: 'text' },
    labels: { ...words.directions, same: '=' },
  };
  const moved = moves.filter((move) => move.direction !== 0).sort((a, b) => b.net - a.net);
  return [
    {
      type: 'table',
      key: 'moves',
      columns: [...columns, direction],
      rows: moved.slice(0, topMoves).map(makeRow),
    },
    {
      type: 'table',
      key: 'matrix',
      title: words.matrix,
      detail: true,
      columns: [...columns, direction],
      rows: moves.map(makeRow),
    },
  ];
}

function makeRow(move: Move): Record<string, Value> {
  const { to, customers, net } = move;
  return { from: move.from ?? 'First order', to, customers, net, direction: nameDirection(move) };
}

function nameDirection({ from, direction }: Move): string {
  if (from === null) return 'new';
  if (direction === 0) return 'same';
  return direction > 0 ? 'better' : 'worse';
}
