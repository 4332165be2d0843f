import { cutMiddle, formatDay, formatValue } from '../../renderers/format.ts';
import { localDay } from '../../services/periods/index.ts';
import type { Stock, StockItem } from '../../services/stock/index.ts';
import type { CommandContext } from '../command.ts';
import { countOf } from './segment-words.ts';
import { stockTexts } from './stock-texts.ts';

/** Names that a warning lists; the whole stand in the table. */
const mostNames = 3;
/** Columns of a name in a sentence. */
const longestName = 60;
/** Whole days over which units are averaged where the shop is old enough. */
const fullWindow = 28;

/** Out of stock, or short of it. */
export function isAtRisk({ state }: StockItem): boolean {
  return state === 'out' || state === 'short';
}

/** The sentence that answers. */
export function sayStock(context: CommandContext, { items, sources }: Stock, days: number): string {
  const { locale, currency } = context;
  const count = (state: StockItem['state']) => items.filter((item) => item.state === state).length;
  const outs = items.filter(({ state }) => state === 'out');
  const today = localDay(context.now(), context.timeZone);
  // What is past its day by now is no news of what comes next.
  const next = items.find(({ runsOutOn }) => runsOutOn !== null && runsOutOn >= today);
  const weekly = items.filter(isAtRisk).reduce((sum, { weeklyNet }) => sum + weeklyNet, 0);
  return stockTexts(locale).summary({
    day: formatDay(sources[0]?.day ?? today, locale, 'long'),
    days,
    known: countOf(items.length - count('unknown'), locale),
    isPartly: count('unknown') > 0,
    out: countOf(outs.length, locale),
    short: countOf(count('short'), locale),
    weekly: formatValue(weekly, { kind: 'money', currency }, locale),
    outName: outs.length === 1 ? cutMiddle(outs[0]?.name ?? '', longestName) : null,
    next: next?.runsOutOn
      ? { name: cutMiddle(next.name, longestName), day: formatDay(next.runsOutOn, locale, 'long') }
      : null,
  });
}

/** What is not known of the best sellers, and what is too old or too young to count on. */
export function listStockWarnings({ locale }: CommandContext, result: Stock): string[] {
  const { items, worn } = result;
  const words = stockTexts(locale);
  const unknown = items.filter(({ state }) => state === 'unknown');
  const names = unknown
    .slice(0, mostNames)
    .map(({ name }) => cutMiddle(name, longestName))
    .join(', ');
  const oldest = worn.flatMap(({ toldOn }) => (toldOn === null ? [] : [toldOn])).toSorted()[0];
  return [
    ...(unknown.length > 0
      ? [
          words.unknown(
            countOf(unknown.length, locale),
            countOf(items.length, locale).text,
            unknown.length > mostNames ? words.more(names, unknown.length - mostNames) : names,
          ),
        ]
      : []),
    ...(oldest === undefined ? [] : [words.worn(countOf(worn.length, locale), formatDay(oldest, locale))]),
    ...(result.averagedDays < fullWindow ? [words.young(result.averagedDays)] : []),
  ];
}
