import { z } from 'zod';
import { drawGrid } from '../../renderers/charts/grid.ts';
import { drawSegments } from '../../renderers/charts/segments.ts';
import { formatDay, formatValue } from '../../renderers/format.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import { segmentName } from '../../renderers/segments.ts';
import { addDays, localDay, monthOf } from '../../services/periods/index.ts';
import { endOfMonthBefore, getRfm, lastMonthEnd, type Rfm, type Segment } from '../../services/rfm/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { wholeNumber } from '../number-option.ts';
import { readAsOf, rfmDateOption } from './rfm-date.ts';
import { rfmDefinitions } from './rfm-definitions.ts';
import { listRestated, listRestatedSegments } from './rfm-restated.ts';
import { makeRfmTables } from './rfm-tables.ts';
import { rfmTexts } from './rfm-texts.ts';
import {
  describeFilters,
  describeFooter,
  describeFreshness,
  describeOrders,
  listOmissions,
} from './shop-notes.ts';

/** Days that `window` may look back: ten years of 365. */
const windowDays = wholeNumber(1, 3650);

/** `/rfm [day or month]`: the customers by segment. */
export const rfm = defineCommand({
  name: 'rfm',
  description: {
    en: 'Customers by RFM segment, with revenue and the change since the month before',
    'pt-BR': 'Clientes por segmento RFM, com receita e variação desde o mês anterior',
  },
  examples: [
    { en: '/rfm', 'pt-BR': '/rfm' },
    { en: '/rfm 2026-10', 'pt-BR': '/rfm mês passado' },
    { en: '/rfm grid', 'pt-BR': '/rfm grade' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    date: rfmDateOption,
    view: {
      schema: z.enum(['bars', 'grid']).default('bars'),
      description: { en: 'The picture: bars or grid', 'pt-BR': 'A figura: barras ou grade' },
      aliases: ['visão', 'visao', 'como', 'as'],
      examples: [
        { en: 'view:grid', 'pt-BR': 'visão:grade' },
        { en: 'view:bars', 'pt-BR': 'visão:barras' },
      ],
      choices: {
        bars: { label: { en: 'bars', 'pt-BR': 'barras' } },
        grid: { label: { en: 'grid', 'pt-BR': 'grade' } },
      },
    },
    window: {
      schema: windowDays.schema.optional(),
      read: windowDays.read,
      description: {
        en: 'Only orders of the last so many days',
        'pt-BR': 'Somente pedidos dos últimos tantos dias',
      },
      aliases: ['janela'],
      examples: [
        { en: 'window:365', 'pt-BR': 'janela:365' },
        { en: 'window:180', 'pt-BR': 'janela:180' },
      ],
    },
  },
  run: async (context, options) => {
    const asOf = readAsOf(options.date, context);
    const result = await getRfm(context, {
      asOf: asOf?.day ?? null,
      ...(options.window === undefined ? {} : { windowDays: options.window }),
    });
    return answerRfm(context, result, options.view, asOf?.text ?? result.snapshot.asOf);
  },
});

function answerRfm(context: CommandContext, result: Rfm, view: 'bars' | 'grid', date: string): Answer {
  const { locale } = context;
  const { snapshot, status, windowDays } = result;
  const words = rfmTexts(locale);
  const definitions = rfmDefinitions(locale);
  const day = formatDay(snapshot.asOf, locale, 'long');
  const window = windowDays > 0 ? ` window:${windowDays}` : '';
  const shared = {
    question: `/rfm ${date}${view === 'grid' ? ' view:grid' : ''}${window}`,
    freshness: describeFreshness(context, status),
    provenance: {
      definitions: [definitions.who, definitions.rfm, definitions.scores, definitions.segments],
      filters: [day, ...describeFilters(context), ...(windowDays > 0 ? [words.lastDays(windowDays)] : [])],
      rows: describeOrders(snapshot.orders, locale),
      caveats: [
        ...listRestatedSegments(context, snapshot),
        // What the changes are counted from; the answer itself is not of that day.
        ...(result.compare ? listRestated(context, result.compare) : []),
        ...listOmissions(context, status),
      ],
    },
  };
  if (snapshot.customers === 0) {
    const summary = words.noCustomersInWindow(day, windowDays);
    const actions = [{ label: words.actions.allOrders, ask: `/rfm ${date}` }];
    return { ...shared, tone: 'empty', summary, warnings: [], parts: [], actions };
  }
  const { compareDay } = result;
  // Moves go from one month end to the next, and there are none before the shop's second.
  const hasMoves = endOfMonthBefore(lastMonthEnd(snapshot.asOf)) >= status.firstDay;
  return {
    ...shared,
    actions: [
      view === 'grid'
        ? { label: words.actions.bars, ask: `/rfm ${date}${window}` }
        : { label: words.actions.grid, ask: `/rfm ${date} view:grid${window}` },
      ...(hasMoves
        ? [{ label: words.actions.moves, ask: `/rfm moves ${monthOf(lastMonthEnd(snapshot.asOf))}` }]
        : []),
      ...(compareDay === null
        ? []
        : [{ label: words.actions.before, ask: `/rfm ${monthOf(compareDay)}${window}` }]),
    ],
    summary: saySummary(context, result, day),
    warnings: [...listRestated(context, snapshot), ...listWarnings(context, result)],
    parts: [drawRfm(context, result, view), ...makeRfmTables(context, result)],
  };
}

function saySummary({ locale, currency }: CommandContext, result: Rfm, day: string): string {
  const champions = rowOf(result, 'Champions');
  const slipping = [rowOf(result, 'At Risk'), rowOf(result, "Can't Lose")];
  const count = (value: number) => ({ count: value, text: formatValue(value, { kind: 'count' }, locale) });
  const ratio = netShare(result, champions);
  return rfmTexts(locale).summary({
    day,
    customers: count(result.snapshot.customers),
    champions: count(champions.customers),
    championsShare: formatValue(champions.share, { kind: 'percent' }, locale),
    netShare: ratio === null ? null : formatValue(ratio, { kind: 'percent' }, locale),
    slipping: count(slipping.reduce((sum, row) => sum + row.customers, 0)),
    slippingNet: formatValue(
      slipping.reduce((sum, row) => sum + row.net, 0),
      { kind: 'money', currency },
      locale,
    ),
  });
}

function drawRfm(context: CommandContext, result: Rfm, view: 'bars' | 'grid'): ChartPart {
  const { locale, currency } = context;
  const { snapshot, status, compareDay } = result;
  const day = formatDay(snapshot.asOf, locale);
  const words = rfmTexts(locale);
  const percent = (value: number | null) => formatValue(value, { kind: 'percent' }, locale);
  // Where nobody is a Champion, the largest segment is the finding.
  const champions = rowOf(result, 'Champions');
  const lead = champions.customers > 0 ? champions : largestOf(result);
  const name = segmentName(lead.segment, locale);
  const share = percent(lead.share);
  const ratio = netShare(result, lead);
  const head = {
    title: ratio === null ? words.titleNoNet(name, share) : words.title(name, share, percent(ratio)),
    subtitle:
      view === 'grid'
        ? words.gridSubtitle(day)
        : words.subtitle(day, compareDay && formatDay(compareDay, locale)),
    footer: describeFooter(context, status, snapshot.orders),
  };
  const drawing =
    view === 'grid'
      ? drawGrid({ ...head, cells: snapshot.cells, currency }, { locale })
      : drawSegments({ ...head, rows: result.rows, currency }, { locale });
  return { type: 'chart', key: view === 'grid' ? 'grid' : 'segments', ...drawing };
}

/** What makes the scores weak, and whether the data ends before the day asked for. */
export function listWarnings(
  context: CommandContext,
  result: Pick<Rfm, 'warnings' | 'status' | 'snapshot'>,
): string[] {
  const words = rfmTexts(context.locale);
  const warnings = result.warnings.map((warning) => words.warnings[warning]);
  const today = localDay(context.now(), context.timeZone);
  const { lastDay } = result.status;
  const asked = result.snapshot.asOf;
  if (lastDay !== null && asked > addDays(lastDay, 1) && asked <= today) {
    warnings.push(words.ends(formatDay(asked, context.locale), formatDay(lastDay, context.locale)));
  }
  return warnings;
}

function rowOf(result: Rfm, segment: Segment): Rfm['rows'][number] {
  const row = result.rows.find((candidate) => candidate.segment === segment);
  if (!row) throw new Error(`no row for ${segment}`);
  return row;
}

function largestOf({ rows }: Rfm): Rfm['rows'][number] {
  return rows.reduce((most, row) => (row.customers > most.customers ? row : most));
}

/** A segment's share of the net revenue; null where the whole is not positive. */
function netShare({ snapshot }: Rfm, row: Rfm['rows'][number]): number | null {
  return snapshot.net > 0 ? row.net / snapshot.net : null;
}
