import { defineTexts } from '../renderers/locale.ts';
import type { Day } from '../services/context.ts';
import {
  addMonths,
  localDay,
  monthOf,
  type ParsePeriodOptions,
  parseAsOf,
  parsePeriod,
} from '../services/periods/index.ts';
import type { CommandContext, Suggestion } from './command.ts';
import { foldText } from './fold-text.ts';

const words = defineTexts({
  en: {
    periods:
      'this month|last month|this week|last week|today|yesterday|last 7 days|last 30 days|last 90 days' +
      '|this quarter|last quarter|this year|last year|last 12 months',
    days: 'last month|today|yesterday|last quarter|last year',
  },
  'pt-BR': {
    periods:
      'este mês|mês passado|esta semana|semana passada|hoje|ontem|últimos 7 dias|últimos 30 dias|últimos 90 dias' +
      '|este trimestre|trimestre passado|este ano|ano passado|últimos 12 meses',
    days: 'mês passado|hoje|ontem|trimestre passado|ano passado',
  },
});

/** The canonical text of a period in words (`read` of an option): `2026-10`. Throws ServiceError as `parsePeriod`. */
export function readPeriodText(typed: string, context: CommandContext): string {
  return parsePeriod(typed, today(context), dateOrder(context)).text;
}

/** The canonical text of a day or month to look back from (`read` of an option). Throws ServiceError as `parseAsOf`. */
export function readAsOfText(typed: string, context: CommandContext): string {
  return parseAsOf(typed, today(context), dateOrder(context)).text;
}

/** Periods that go on with what was typed, in the reader's words, and the last twelve months. */
export function suggestPeriods(typed: string, context: CommandContext): Suggestion[] {
  return suggest(typed, words(context.locale).periods, context);
}

/** Days and months to look back from that go on with what was typed. */
export function suggestDays(typed: string, context: CommandContext): Suggestion[] {
  return suggest(typed, words(context.locale).days, context);
}

function suggest(typed: string, known: string, context: CommandContext): Suggestion[] {
  const months = Array.from({ length: 12 }, (_, index) => monthOf(addMonths(today(context), -index - 1)));
  const wanted = foldText(typed);
  return [...known.split('|'), ...months]
    .filter((word) => foldText(word).includes(wanted))
    .sort((a, b) => Number(foldText(b).startsWith(wanted)) - Number(foldText(a).startsWith(wanted)))
    .map((word) => ({ value: word, label: word }));
}

function today(context: CommandContext): Day {
  return localDay(context.now(), context.timeZone);
}

/** Whether the reader writes dates with the day first. */
function dateOrder(context: CommandContext): ParsePeriodOptions {
  return { dayFirst: context.locale === 'pt-BR' };
}
