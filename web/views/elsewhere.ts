import type { Locale } from '../../renderers/locale.ts';
import { html } from './html.ts';
import { textsOf } from './texts.ts';

/** What the page below needs, and nothing else: no data, no script, no file of ours. */
export const elsewherePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What a person sees who opens one of our links anywhere but on the machine that answers. */
export function renderElsewhere(locale: Locale): string {
  const { title, text, instead } = textsOf(locale).elsewhere;
  return html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Regulars</title><style>body{font:17px/1.5 system-ui,sans-serif;color:#1b2430;background:#f7f8fb;margin:0;display:grid;min-height:100vh;place-items:center}main{max-width:32rem;padding:2rem}h1{font-size:1.4rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 .75rem}</style></head><body><main><h1>${title}</h1><p>${text}</p><p>${instead}</p></main></body></html>`
    .markup;
}
