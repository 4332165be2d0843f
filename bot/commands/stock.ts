import { formatDay, formatSpan, formatWithin } from '../../renderers/format.ts';
import { getStock, type Stock, type StockItem } from '../../services/stock/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { wholeNumber } from '../number-option.ts';
import { countOf } from './segment-words.ts';
import { describeFilters, describeFreshness, listOmissions } from './shop-notes.ts';
import { drawStock } from './stock-chart.ts';
import { stockDefinitions } from './stock-definitions.ts';
import { makeStockTable } from './stock-table.ts';
import { stockTexts } from './stock-texts.ts';
import { isAtRisk, listStockWarnings, sayStock } from './stock-words.ts';

const days = wholeNumber(1, 365);
/** Days of cover that the buttons ask for. */
const usualDays = [7, 14, 30];

/** `/stock [days]`: the best sellers that run out first. */
export const stock = defineCommand({
  name: 'stock',
  aliases: ['estoque'],
  description: {
    en: 'Best sellers with few days of cover: what runs out first, and what it brings',
    'pt-BR': 'Mais vendidos com poucos dias de cobertura: o que acaba antes, e quanto traz',
  },
  examples: [
    { en: '/stock', 'pt-BR': '/stock' },
    { en: '/stock 30', 'pt-BR': '/stock 30' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    days: {
      schema: days.schema.default(14),
      read: days.read,
      description: {
        en: 'Days of cover that are few: 14 unless told',
        'pt-BR': 'Quantos dias de cobertura são poucos: 14, se não for dito',
      },
      aliases: ['dias'],
      positional: true,
      examples: [
        { en: '7', 'pt-BR': '7' },
        { en: '30', 'pt-BR': '30' },
      ],
    },
  },
  run: async (context, options) =>
    answerStock(context, await getStock(context, { days: options.days }), options.days),
});

function answerStock(context: CommandContext, result: Stock, limit: number): Answer {
  const { locale } = context;
  const { items, sources } = result;
  const words = stockTexts(locale);
  const byProduct = { label: words.actions.products, ask: `/kpi ${result.from}..${result.to} by:product` };
  const shared = {
    question: `/stock ${limit}`,
    freshness: describeStockFreshness(context, result),
    provenance: describeStock(context, result),
  };
  const empty = { ...shared, tone: 'empty' as const, warnings: [], parts: [] };
  const within = formatWithin(result.from, result.to, locale);
  const kpis = items.length > 0 ? [byProduct] : [];
  if (sources.length === 0) {
    const parts = [{ type: 'text' as const, text: words.bring }];
    return { ...empty, summary: words.noLevels, parts, actions: kpis };
  }
  if (items.length === 0) return { ...empty, summary: words.noSales(within), actions: [] };
  const known = items.filter(({ state }) => state !== 'unknown');
  if (known.length === 0) {
    const names = sources.map(({ name }) => name).join(', ');
    return { ...empty, summary: words.noneKnown(countOf(items.length, locale), names), actions: kpis };
  }
  const atRisk = items.filter(isAtRisk);
  return {
    ...shared,
    summary: sayStock(context, result, limit),
    warnings: listStockWarnings(context, result),
    parts: [
      drawStock(context, result, limit),
      ...(atRisk.length > 0 ? [makeStockTable(context, atRisk, false)] : []),
      makeStockTable(context, items, true),
    ],
    actions: [
      ...usualDays
        .filter((usual) => usual !== limit)
        .map((usual) => ({ label: words.actions.days(usual), ask: `/stock ${usual}` })),
      byProduct,
    ],
  };
}

/** How fresh sales and stock are; stale where either is. */
function describeStockFreshness(context: CommandContext, { status, sources, worn }: Stock) {
  const words = stockTexts(context.locale);
  const freshness = describeFreshness(context, status);
  const told = sources.map(({ name, day }) => words.stockFrom(formatDay(day, context.locale), name));
  return {
    ...freshness,
    text: [freshness.text, ...told].join(' · '),
    stale: freshness.stale || worn.length > 0,
  };
}

function describeStock(context: CommandContext, result: Stock) {
  const { locale } = context;
  const { items, status } = result;
  const words = stockTexts(locale);
  const definitions = stockDefinitions(locale);
  const matchedBy = (match: StockItem['match']) =>
    countOf(items.filter((item) => item.match === match).length, locale);
  const matched = words.matched(matchedBy('code'), matchedBy('name'));
  return {
    definitions: [
      definitions.cover,
      definitions.best,
      definitions.runsOut,
      definitions.week,
      definitions.match,
    ],
    filters: [formatSpan(result.from, result.to, locale), ...describeFilters(context)],
    rows: words.rows(
      countOf(items.length, locale),
      countOf(result.products, locale).text,
      countOf(result.units, locale),
    ),
    caveats: [...(matched === '' ? [] : [matched]), ...listOmissions(context, status)],
  };
}
