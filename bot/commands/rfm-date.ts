import { z } from 'zod';
import { type AsOf, localDay, parseAsOf } from '../../services/periods/index.ts';
import type { CommandContext, Option } from '../command.ts';
import { readAsOfText, suggestDays } from '../period-words.ts';

/** The day or month that `/rfm` and `/rfm moves` look at. */
export const rfmDateOption = {
  schema: z.string().optional(),
  description: {
    en: 'A month (its end) or a day: 2026-10, last month, 2026-12-31',
    'pt-BR': 'Um mês (o fim dele) ou um dia: 2026-10, mês passado, 2026-12-31',
  },
  aliases: ['data', 'mês', 'mes', 'dia', 'month', 'day'],
  positional: true,
  read: readAsOfText,
  suggest: suggestDays,
  examples: [
    { en: '2026-10', 'pt-BR': '2026-10' },
    { en: 'last month', 'pt-BR': 'mês passado' },
  ],
} satisfies Option;

/**
 * Reads the day asked for; null for none, and for the running month, which both mean the last day known.
 * Throws ServiceError `invalid_input` where it cannot be read.
 */
export function readAsOf(text: string | undefined, context: CommandContext): AsOf | null {
  if (text === undefined) return null;
  const today = localDay(context.now(), context.timeZone);
  const asOf = parseAsOf(text, today, { dayFirst: context.locale === 'pt-BR' });
  return asOf.isMonth && asOf.day === today ? null : asOf;
}
