import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { type Moment, renderTime } from './stamp.ts';
import { textsOf } from './texts.ts';

/** The asker's line. */
export function renderQuestion(line: string, moment: Moment): Html {
  const texts = textsOf(moment.locale);
  return html`<li class="message question"><article aria-label="${texts.you}">
<p class="byline"><span class="author">${texts.you}</span> ${renderTime(moment)}<span class="avatar you">${icons.person}</span></p>
<p class="bubble" dir="auto" data-line>${line}</p>
</article></li>`;
}

/** A message of Regulars around its content: an answer, the first words, or a sign that it is at work. */
export function renderAnswer(content: Html, moment: Moment): Html {
  const texts = textsOf(moment.locale);
  return html`<li class="message answer"><article aria-label="${texts.product}" tabindex="-1">
<p class="byline"><span class="avatar bot">${icons.brand}</span><span class="author">${texts.product}</span> ${renderTime(moment)}</p>
${content}
</article></li>`;
}
