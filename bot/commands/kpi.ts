import { z } from 'zod';
import { formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Format } from '../../renderers/reply.ts';
import { dimensions, getBreakdown, getKpis, type Kpis } from '../../services/kpis/index.ts';
import { localDay, parsePeriod, previousPeriod } from '../../services/periods/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { readPeriodText, suggestPeriods } from '../period-words.ts';
import { answerBreakdown } from './kpi-breakdown.ts';
import { kpiDefinitions } from './kpi-definitions.ts';
import { makeKpiFacts, makeKpiTables } from './kpi-facts.ts';
import { kpiTexts } from './kpi-texts.ts';
import { makeTrendChart } from './kpi-trend.ts';
import { listKpiWarnings } from './kpi-warnings.ts';
import { capitalize, nameSpans, relativeChange, type Spans, sayChange, sayNoOrders } from './kpi-words.ts';
import {
  askLatestMonth,
  describeFilters,
  describeFreshness,
  describeOrders,
  listOmissions,
} from './shop-notes.ts';

/** `/kpi [period] [by]`: how the shop sold in a period, against the period before and the year before. */
export const kpi = defineCommand({
  name: 'kpi',
  description: {
    en: 'Revenue, orders and customers of a period, against the one before and the year before',
    'pt-BR': 'Receita, pedidos e clientes de um período, contra o anterior e o ano anterior',
  },
  examples: [
    { en: '/kpi last month', 'pt-BR': '/kpi mês passado' },
    { en: '/kpi last 90 days by channel', 'pt-BR': '/kpi últimos 90 dias por canal' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    period: {
      schema: z.string().default('last 30 days'),
      description: {
        en: 'The period: last month, last 90 days, 2026-10, 2026-01-01..2026-03-31',
        'pt-BR': 'O período: mês passado, últimos 90 dias, 2026-10, 2026-01-01..2026-03-31',
      },
      aliases: ['período', 'periodo'],
      positional: true,
      examples: [
        { en: 'last month', 'pt-BR': 'mês passado' },
        { en: '2026-10', 'pt-BR': '2026-10' },
      ],
      read: readPeriodText,
      suggest: suggestPeriods,
    },
    by: {
      schema: z.enum(dimensions).optional(),
      description: {
        en: 'Split by source, channel, segment or product',
        'pt-BR': 'Dividir por fonte, canal, segmento ou produto',
      },
      aliases: ['por'],
      examples: [
        { en: 'by channel', 'pt-BR': 'por canal' },
        { en: 'by segment', 'pt-BR': 'por segmento' },
      ],
      choices: {
        source: { label: { en: 'source', 'pt-BR': 'fonte' }, aliases: ['origem'] },
        channel: { label: { en: 'channel', 'pt-BR': 'canal' } },
        segment: { label: { en: 'segment', 'pt-BR': 'segmento' } },
        product: { label: { en: 'product', 'pt-BR': 'produto' } },
      },
    },
  },
  run: async (context, options) => {
    const today = localDay(context.now(), context.timeZone);
    const period = parsePeriod(options.period, today, { dayFirst: context.locale === 'pt-BR' });
    if (options.by) return answerBreakdown(context, await getBreakdown(context, { period, by: options.by }));
    return answerKpis(context, await getKpis(context, { period }));
  },
});

function answerKpis(context: CommandContext, kpis: Kpis): Answer {
  const { locale, currency } = context;
  const spans = nameSpans(kpis.ranges, locale);
  const question = `/kpi ${kpis.period.text}`;
  const shared = {
    question,
    freshness: describeFreshness(context, kpis.status),
    provenance: {
      definitions: Object.entries(kpiDefinitions(locale))
        .filter(([key]) => key !== 'product' && key !== 'segment')
        .map(([, sentence]) => sentence),
      filters: [spans.current, ...describeFilters(context)],
      rows: describeOrders(kpis.current.orders, locale),
      caveats: listOmissions(context, kpis.status),
    },
  };
  if (kpis.current.orders === 0 && kpis.current.refunds === 0) {
    return {
      ...shared,
      tone: 'empty',
      summary: sayNoOrders(kpis.status, spans.within, locale),
      warnings: [],
      parts: [],
      actions: [askLatestMonth(context, kpis.status)],
    };
  }
  return {
    ...shared,
    actions: listActions(kpis, locale),
    summary: saySummary(kpis, spans, { kind: 'money', currency }, context),
    warnings: listKpiWarnings(kpis, spans, context),
    parts: [
      makeTrendChart(context, kpis, kpiTexts(locale).noOrdersWithin(spans.within)),
      makeKpiFacts(kpis, nameSpans(kpis.ranges, locale, 'short'), currency, locale),
      ...makeKpiTables(kpis, spans, currency, locale),
    ],
  };
}

function saySummary(kpis: Kpis, spans: Spans, money: Format, { locale }: CommandContext): string {
  const words = kpiTexts(locale);
  const { current, ranges } = kpis;
  // Growth against a part of a period is no growth.
  const changes = (['before', 'yearBefore'] as const)
    .filter((key) => kpis.coverage[key] === 'whole')
    .map((key) => sayChange(relativeChange(current.net, kpis[key]?.net), spans[key], locale));
  const span = ranges.unfinished
    ? words.soFar(spans.current, ranges.elapsedDays, ranges.totalDays)
    : spans.current;
  return words.headline({
    span: capitalize(span),
    net: formatValue(current.net, money, locale),
    changes: [...new Set(changes.filter((change) => change !== undefined))],
    orders:
      current.orders === 0
        ? null
        : {
            count: words.orderCount(current.orders, formatValue(current.orders, { kind: 'count' }, locale)),
            aov: formatValue(current.aov, money, locale),
          },
  });
}

function listActions({ period, before }: Kpis, locale: Locale): Answer['actions'] {
  const { actions, by } = kpiTexts(locale);
  const hasBefore = before !== null && (before.orders > 0 || before.refunds > 0);
  return [
    { label: actions.by(by.channel), ask: `/kpi ${period.text} by:channel` },
    { label: actions.by(by.segment), ask: `/kpi ${period.text} by:segment` },
    ...(hasBefore ? [{ label: actions.before, ask: `/kpi ${previousPeriod(period).text}` }] : []),
  ];
}
