import { formatCompact, formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Comparison, Fact, FactsPart } from '../../renderers/reply.ts';
import { type Html, html } from './html.ts';
import { type Texts, textsOf } from './texts.ts';

/** Characters of a value that fit a card's headline at every width; a longer one is shortened. */
const headlineLength = 13;

type Direction = 'up' | 'down' | 'unchanged';

const arrows: Record<Direction, string> = { up: '▲', down: '▼', unchanged: '=' };

function directionOf(change: number): Direction {
  if (change === 0) return 'unchanged';
  return change > 0 ? 'up' : 'down';
}

/** Whether a change is good news, bad news, or neither: its hue, never told by the hue alone. */
function moodOf(direction: Direction, better: Fact['better']): 'good' | 'bad' | 'neutral' {
  if (direction === 'unchanged' || better === 'none') return 'neutral';
  return direction === better ? 'good' : 'bad';
}

function renderComparison(comparison: Comparison, fact: Fact, locale: Locale, texts: Texts): Html {
  const previous = formatValue(comparison.previous, fact.format, locale);
  if (comparison.change === null) {
    const known = comparison.previous === null ? texts.noComparison : texts.was(previous);
    return html`<p class="change"><span class="muted">${comparison.label}: ${known}</span></p>`;
  }
  const direction = directionOf(comparison.change);
  return html`<p class="change" title="${texts.was(previous)}">
    <span class="delta ${moodOf(direction, fact.better)}"><span aria-hidden="true">${arrows[direction]}</span><span class="visually-hidden">${texts[direction]}</span> ${formatValue(comparison.change, comparison.format, locale)}</span>
    <span class="muted">${comparison.label}<span class="visually-hidden">, ${texts.was(previous)}</span></span>
  </p>`;
}

function renderFact(fact: Fact, locale: Locale, texts: Texts): Html {
  const whole = formatValue(fact.value, fact.format, locale);
  const shown = whole.length > headlineLength ? formatCompact(fact.value, fact.format, locale) : whole;
  return html`<li class="fact">
    <p class="fact-label">${fact.label}</p>
    <p class="fact-value" title="${whole}"><bdi>${shown}</bdi></p>
    ${fact.comparisons.map((comparison) => renderComparison(comparison, fact, locale, texts))}
  </li>`;
}

/** Facts as cards: the value, and each change with its sign, an arrow and a hue for good or bad news. */
export function renderFacts(part: FactsPart, locale: Locale): Html {
  const texts = textsOf(locale);
  return html`<ul class="facts" aria-label="${texts.summaryFacts}">
  ${part.facts.map((fact) => renderFact(fact, locale, texts))}
</ul>`;
}
