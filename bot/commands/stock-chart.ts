import { drawCover } from '../../renderers/charts/cover.ts';
import { formatDay, formatSpan } from '../../renderers/format.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import { localDay } from '../../services/periods/index.ts';
import type { Stock } from '../../services/stock/index.ts';
import type { CommandContext } from '../command.ts';
import { countOf } from './segment-words.ts';
import { describeFooter } from './shop-notes.ts';
import { stockTexts } from './stock-texts.ts';
import { isAtRisk } from './stock-words.ts';

/** Rows of the picture where fewer are at risk: the next ones are there to compare with. */
const fewestRows = 6;
/** Days of cover that are near enough for it, whatever is asked for. */
const nearDays = 14;

/** What is lost first, and in grey some of what comes after it. */
export function drawStock(context: CommandContext, result: Stock, days: number): ChartPart {
  const { locale, currency } = context;
  const { items, status, from, to, sources } = result;
  const words = stockTexts(locale);
  const day = sources[0]?.day ?? localDay(context.now(), context.timeZone);
  const count = (state: 'out' | 'short') =>
    countOf(items.filter((item) => item.state === state).length, locale);
  const known = items.flatMap(({ cover, ...item }) => (cover === null ? [] : [{ ...item, cover }]));
  const atRisk = known.filter(isAtRisk).length;
  // Bars of what lasts for ever so long would leave the others no room.
  const near = known.filter(
    (item, index) => index < atRisk || index === 0 || item.cover <= Math.max(2 * days, nearDays),
  );
  const drawing = drawCover(
    {
      title: words.title(count('out'), count('short'), days),
      subtitle: words.subtitle(formatDay(day, locale, 'axis'), formatSpan(from, to, locale, 'short')),
      footer: [describeFooter(context, status, null), words.stockOf(formatDay(day, locale))].join(' · '),
      rows: near
        .slice(0, Math.max(atRisk, fewestRows))
        .map(({ name, cover, runsOutOn, weeklyNet }) => ({ label: name, cover, runsOutOn, weeklyNet })),
      days,
      currency,
    },
    { locale },
  );
  return { type: 'chart', key: 'cover', ...drawing };
}
