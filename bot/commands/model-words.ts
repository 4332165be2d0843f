import { formatCompact, formatDay, formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Freshness, Provenance } from '../../renderers/reply.ts';
import type { Day } from '../../services/context.ts';
import type { Share } from '../../services/models/index.ts';
import { addDays, localDay } from '../../services/periods/index.ts';
import type { CommandContext } from '../command.ts';
import { quoteValue } from '../split-line.ts';
import { modelHeadings } from './model-headings.ts';
import { isViewWord } from './model-options.ts';
import { modelTexts } from './model-texts.ts';
import { countOf } from './segment-words.ts';

/** A share of 0 to 1 in whole percent; in tenths below one percent, so that little is not nothing. */
export function percentOf(share: number, locale: Locale): string {
  const rounded = share < 0.01 ? Math.round(share * 1000) / 1000 : Math.round(share * 100) / 100;
  return formatCompact(rounded, { kind: 'percent' }, locale);
}

export function intervalOf({ lower, upper }: NonNullable<Share['interval']>, locale: Locale): string {
  const and = { en: 'and', 'pt-BR': 'e' }[locale];
  return `${percentOf(lower, locale)} ${and} ${percentOf(upper, locale)}`;
}

export function decimalOf(value: number, locale: Locale, digits = 2): string {
  return formatValue(value, { kind: 'decimal', digits }, locale);
}

/** What is asked of a version: view and period as their options take them. */
export function modelLine(
  model: string,
  version: string,
  more: { view?: string; period?: string } = {},
): string {
  const view = more.view === undefined || more.view === 'calibration' ? '' : ` view:${more.view}`;
  const period = more.period === undefined ? '' : ` period:${more.period}`;
  const name = isViewWord(model)
    ? quoteValue(`${model} ${version}`)
    : `${quoteValue(model)} version:${quoteValue(version)}`;
  return `/model show ${name}${view}${period}`;
}

/** How fresh the events of models are; stale where the last came before yesterday. */
export function describeModelFreshness(context: CommandContext, lastDay: Day): Freshness {
  const words = modelTexts(context.locale);
  const yesterday = addDays(localDay(context.now(), context.timeZone), -1);
  return {
    text: [words.through(formatDay(lastDay, context.locale)), ...(context.demo ? [words.demo] : [])].join(
      ' · ',
    ),
    through: lastDay,
    stale: lastDay < yesterday,
  };
}

/** The line under a picture of models. */
export function describeModelFooter(context: CommandContext, activations: number, lastDay: Day): string {
  const words = modelTexts(context.locale);
  const counted = words.footer(countOf(activations, context.locale), formatDay(lastDay, context.locale));
  return context.demo ? `${words.demoShop} · ${counted}` : counted;
}

/** Where the numbers of models come from. */
export function describeModels(context: CommandContext, filters: string[], activations: number): Provenance {
  const words = modelTexts(context.locale);
  return {
    definitions: modelHeadings(context.locale).definitions,
    filters: [...filters, words.zone(context.timeZone)],
    rows: words.rows(countOf(activations, context.locale)),
    caveats: [],
  };
}
