import type { Locale } from '../../renderers/locale.ts';
import type { Provenance } from '../../renderers/reply.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { textsOf } from './texts.ts';

function renderGroup(title: string, sentences: readonly string[]): Html | null {
  if (sentences.length === 0) return null;
  return html`<dt>${title}</dt>${sentences.map((sentence) => html`<dd>${sentence}</dd>`)}`;
}

/** Where an answer's numbers come from, behind a disclosure. */
export function renderProvenance(provenance: Provenance, locale: Locale): Html {
  const texts = textsOf(locale);
  return html`<details class="disclosure provenance"><summary>${icons.chevron}${texts.provenance}</summary><dl>
${renderGroup(texts.definitions, provenance.definitions)}
${renderGroup(texts.filters, provenance.filters)}
${renderGroup(texts.rows, provenance.rows === null ? [] : [provenance.rows])}
${renderGroup(texts.caveats, provenance.caveats)}
</dl></details>`;
}
