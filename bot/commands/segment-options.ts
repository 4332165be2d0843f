import { z } from 'zod';
import { segmentName, segments } from '../../renderers/segments.ts';
import { localDay } from '../../services/periods/index.ts';
import { listSegmentNames, type Rule, ruleSchema } from '../../services/segments/index.ts';
import type { CommandContext, Option } from '../command.ts';
import { foldText } from '../fold-text.ts';
import { parseRule } from '../rules/parse-rule.ts';
import { suggestRule } from '../rules/suggest-rule.ts';
import { writeRule } from '../rules/write-rule.ts';

/** The name of a segment that there is. */
export const segmentOption = {
  schema: z.string().transform(readSegmentName),
  description: { en: 'The segment: At Risk, or one of your own', 'pt-BR': 'O segmento: Em risco, ou um seu' },
  aliases: ['segmento', 'segment', 'nome'],
  positional: true,
  suggest: async (typed, context) => {
    const wanted = foldText(typed);
    const names = await listSegmentNames(context);
    return names
      .map(({ name, builtin }) => ({
        value: name,
        label: builtin ? segmentName(name, context.locale) : name,
      }))
      .filter(({ label }) => foldText(label).includes(wanted));
  },
  examples: [
    { en: '"At Risk"', 'pt-BR': '"Em risco"' },
    { en: 'Champions', 'pt-BR': 'Campeões' },
  ],
} satisfies Option;

/** A name as it is stored: a segment of the RFM grid may be called so in either language. */
function readSegmentName(typed: string): string {
  const wanted = foldText(typed);
  return segments.find((name) => foldText(segmentName(name, 'pt-BR')) === wanted) ?? typed.trim();
}

/** The rule of a segment, to the end of the line, with examples of it after the beginning of a command's line. */
export function makeRuleOption(line: string) {
  return {
    schema: z.string(),
    description: {
      en: 'Who belongs: segment = "At Risk" and state in (SP, RJ) and revenue >= 500',
      'pt-BR': 'Quem faz parte: segmento = "Em risco" e estado em (SP, RJ) e receita >= 500',
    },
    aliases: ['onde', 'regra', 'rule'],
    rest: true,
    read: (typed, context) => writeRule(parseRule(typed, sceneOf(context)), { ...context, locale: 'en' }),
    suggest: suggestRule,
    examples: [
      {
        en: `${line} where segment = "At Risk" and state in (SP, RJ)`,
        'pt-BR': `${line} onde segmento = "Em risco" e estado em (SP, RJ)`,
      },
      {
        en: `${line} where orders >= 3 and last order within 90 days`,
        'pt-BR': `${line} onde pedidos >= 3 e último pedido nos últimos 90 dias`,
      },
    ],
  } satisfies Option;
}

/** The name that a segment is to have. */
export const newNameOption = {
  schema: z.string(),
  description: { en: 'Its name', 'pt-BR': 'O nome dele' },
  aliases: ['nome', 'named', 'chamado'],
  positional: true,
  examples: [
    {
      en: '/segment create "Big in São Paulo" where state = SP and revenue >= 1000',
      'pt-BR': '/segment create "Grandes de São Paulo" onde estado = SP e receita >= 1000',
    },
  ],
} satisfies Option;

/** The rule that such an option gives: its canonical text is English and reads the same for everybody. */
export function readRule(text: string, context: CommandContext): Rule {
  return ruleSchema.parse(parseRule(text, { ...sceneOf(context), locale: 'en' }));
}

function sceneOf({ locale, currency, timeZone, now }: CommandContext) {
  return { locale, currency, today: localDay(now(), timeZone) };
}
