import type { Locale } from '../../renderers/locale.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { textsOf } from './texts.ts';

/** A drawn chart: its picture for light and for dark pages, and their size in pixels; null where it failed. */
export type Picture = { light: string; dark: string; width: number; height: number } | null;

/** A chart as a picture that keeps its room while it loads, or the words that stand for it. */
export function renderChart(part: ChartPart, picture: Picture, locale: Locale): Html {
  const texts = textsOf(locale);
  if (!picture) {
    return html`<figure class="chart"><p class="chart-note" role="note">${icons.warning}<span>${texts.chartFailed}</span></p>
<figcaption class="chart-words">${part.alt}</figcaption></figure>`;
  }
  return html`<figure class="chart"><a class="chart-link" href="${picture.light}" target="_blank" rel="noopener" data-enlarge>
<picture><source srcset="${picture.dark}" media="(prefers-color-scheme: dark)"><img src="${picture.light}" width="${picture.width}" height="${picture.height}" alt="${part.alt}" decoding="async"></picture>
<span class="chart-enlarge">${icons.enlarge}<span class="visually-hidden">${texts.enlarge}</span></span></a></figure>`;
}
