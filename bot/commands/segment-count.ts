import { z } from 'zod';
import { formatDay } from '../../renderers/format.ts';
import { countSegment, type Rule, type SegmentCount } from '../../services/segments/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { nameField } from '../rules/rule-words.ts';
import { writeRule } from '../rules/write-rule.ts';
import { quoteValue } from '../split-line.ts';
import { drawParts } from './segment-charts.ts';
import { segmentDeedTexts } from './segment-deed-texts.ts';
import { makeRuleOption, newNameOption, readRule } from './segment-options.ts';
import { makeParts } from './segment-tables.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, describeSegment, moneyOf } from './segment-words.ts';
import { describeFreshness, describeOrders } from './shop-notes.ts';

/** `/segment count where …`: how many belong, before anything is saved. */
export const segmentCount = defineCommand({
  name: 'segment count',
  aliases: ['segmento contar', 'segmento quantos'],
  description: {
    en: 'How many customers a rule holds, without saving it',
    'pt-BR': 'Quantos clientes uma regra tem, sem salvá-la',
  },
  examples: [
    {
      en: '/segment count where state = SP and orders >= 3',
      'pt-BR': '/segment count onde estado = SP e pedidos >= 3',
    },
  ],
  role: 'analyst',
  visibility: 'private',
  options: {
    name: {
      ...newNameOption,
      schema: z.string().optional(),
      examples: [
        {
          en: '/segment count "Big in São Paulo" where state = SP and revenue >= 1000',
          'pt-BR': '/segment count "Grandes de São Paulo" onde estado = SP e receita >= 1000',
        },
      ],
    },
    where: makeRuleOption('/segment count'),
  },
  run: async (context, { name, where }) => {
    const rule = readRule(where, context);
    return answerCount(context, await countSegment(context, { rule }), rule, name);
  },
});

function answerCount(
  context: CommandContext,
  counted: SegmentCount,
  rule: Rule,
  name: string | undefined,
): Answer {
  const { locale } = context;
  const words = segmentTexts(locale);
  const deeds = segmentDeedTexts(locale);
  const day = formatDay(counted.asOf, locale, 'long');
  const customers = countOf(counted.customers, locale);
  const where = writeRule(rule, { ...context, locale: 'en' });
  const named = name === undefined ? '' : ` ${quoteValue(name)}`;
  return {
    question: `/segment count${named} where ${where}`,
    tone: counted.customers === 0 ? 'empty' : 'answer',
    summary: deeds.countSummary(customers, moneyOf(counted.net, context), day),
    parts: [
      drawParts(context, {
        title: deeds.countTitle(customers),
        day: formatDay(counted.asOf, locale),
        by: 'segment',
        parts: counted.bySegment,
        status: counted.status,
      }),
      { type: 'text', text: words.rule(writeRule(rule, context)) },
      makeParts(context, counted.bySegment, 'segment', false),
      makeParts(context, counted.byState, 'state', true),
    ],
    warnings: listUnknown(context, counted),
    actions:
      name === undefined
        ? []
        : [{ label: words.actions.saveAs(name), ask: `/segment create${named} where ${where}` }],
    freshness: describeFreshness(context, counted.status),
    provenance: describeSegment(context, {
      rule,
      day,
      orders: describeOrders(counted.orders, locale),
      status: counted.status,
    }),
  };
}

/** What of a rule nothing in the shop is called. */
export function listUnknown(
  { locale }: CommandContext,
  { unknown }: Pick<SegmentCount, 'unknown'>,
): string[] {
  return unknown.map(({ field, value }) => segmentDeedTexts(locale).unknown(nameField(field, locale), value));
}
