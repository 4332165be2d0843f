import { formatDay, formatSpan, formatValue, formatWithin, manyfold } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Format } from '../../renderers/reply.ts';
import type { EarlierCoverage } from '../../services/kpis/index.ts';
import type { ComparisonRanges, Range } from '../../services/periods/index.ts';
import type { FilledShop } from '../../services/shop/index.ts';
import { kpiTexts } from './kpi-texts.ts';

/** The periods compared, in words that begin a sentence or stand within one. */
export interface Spans {
  current: string;
  /** The current one as when something happened: "on 23 November 2026". */
  within: string;
  before: string;
  yearBefore: string;
}

/** Says the ranges in words; what is elapsed of a running one. */
export function nameSpans(ranges: ComparisonRanges, locale: Locale, style?: 'short'): Spans {
  const name = (range: Range) => formatSpan(range.from, range.to, locale, style);
  return {
    current: name(ranges.current),
    within: formatWithin(ranges.current.from, ranges.current.to, locale),
    before: name(ranges.before),
    yearBefore: name(ranges.yearBefore),
  };
}

/** The two spans that a chart shows, as short as it has room for. */
export interface ChartSpans {
  /** With its year. */
  whole: string;
  /** Both without the year where it is the same one. */
  current: string;
  before: string;
}

/** Says the spans in short, as a chart has room for them. */
export function shortenSpans({ current, before }: ComparisonRanges, locale: Locale): ChartSpans {
  const [whole, earlier] = [current, before].map(({ from, to }) => formatSpan(from, to, locale, 'short')) as [
    string,
    string,
  ];
  const year = current.to.slice(0, 4);
  if (current.from.slice(0, 4) !== year || before.from.slice(0, 4) !== year) {
    return { whole, current: whole, before: earlier };
  }
  const shorten = (span: string) => span.replace(new RegExp(`( de |/| )${year}$`), '');
  return { whole, current: shorten(whole), before: shorten(earlier) };
}

/** That there is nothing in a span, and where there is. */
export function sayNoOrders(status: FilledShop, within: string, locale: Locale): string {
  const [first, last] = [formatDay(status.firstDay, locale), formatDay(status.lastDay, locale)];
  return kpiTexts(locale).noOrders(within, first, last);
}

/** What keeps the earlier periods from being compared with: the data begins inside of them, or after. */
export function sayCoverage(
  coverage: EarlierCoverage,
  spans: Pick<Spans, 'before' | 'yearBefore'>,
  firstDay: string,
  locale: Locale,
): string[] {
  const words = kpiTexts(locale);
  const first = formatDay(firstDay, locale);
  if (coverage.before === 'none' && coverage.yearBefore === 'none') return [words.nothingEarlier(first)];
  const partly = (['before', 'yearBefore'] as const).filter((key) => coverage[key] === 'partly');
  return [...new Set(partly.map((key) => words.partlyKnown(spans[key], first)))];
}

/** The relative change between two amounts; null where there was nothing, or less, to change from. */
export function relativeChange(now: number | null, then: number | null | undefined): number | null {
  if (now === null || then === null || then === undefined || then <= 0) return null;
  return (now - then) / then;
}

/** "up 12 % on September 2026", or undefined where nothing can be said. */
export function sayChange(change: number | null, than: string, locale: Locale): string | undefined {
  if (change === null) return undefined;
  const words = kpiTexts(locale);
  const size = sizeOf(change, locale);
  if (isLevel(change)) return words.level(than);
  if (change >= manyfold) return words.times(timesOf(change, locale), than);
  return change > 0 ? words.up(size, than) : words.down(size, than);
}

/** The finding of the trend, as a chart's title. */
export function sayFinding(change: number | null, than: string, plain: string, locale: Locale): string {
  if (change === null) return plain;
  const words = kpiTexts(locale);
  if (isLevel(change)) return words.titleLevel(than);
  if (change >= manyfold) return words.titleTimes(timesOf(change, locale), than);
  return change > 0
    ? words.titleUp(sizeOf(change, locale), than)
    : words.titleDown(sizeOf(change, locale), than);
}

/** A sentence begins with a capital: "outubro de 2026" does not by itself. */
export function capitalize(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** "12" where something is twelve times what it was. */
function timesOf(change: number, locale: Locale): string {
  return formatValue(change + 1, { kind: 'count' }, locale);
}

function isLevel(change: number): boolean {
  return Math.abs(change) < 0.0005;
}

function sizeOf(change: number, locale: Locale): string {
  const format: Format = { kind: 'change' };
  return formatValue(Math.abs(change), format, locale).replace('+', '');
}
