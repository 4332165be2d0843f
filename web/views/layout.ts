import type { Locale } from '../../renderers/locale.ts';
import type { ShopStatus } from '../deps.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { textsOf } from './texts.ts';

export interface Page {
  locale: Locale;
  /** What the page is about; the product and the shop are added. */
  title?: string;
  status: ShopStatus;
  /** Address of an asset by its file name. */
  asset: (name: string) => string;
  scripts: readonly string[];
  body: Html;
  /** Controls at the end of the page's head. */
  controls?: Html;
}

function renderTop(page: Page): Html {
  const texts = textsOf(page.locale);
  const { name, demo, freshness } = page.status;
  return html`<header class="top"><div class="top-inner">
<a class="brand" href="/" aria-label="${texts.home}">${icons.brand}<span>${texts.product}</span></a>
<p class="shop"><span class="shop-name" dir="auto">${name ?? (demo ? null : texts.unnamedShop)}</span>${
    demo && html`<span class="badge" title="${texts.demoHint}">${texts.demo}</span>`
  }</p>
${freshness && html`<p class="freshness${freshness.stale ? ' stale' : ''}">${freshness.text}</p>`}
${page.controls}
</div></header>`;
}

/** The document around every page: head, the top line with the shop, the body. */
export function renderLayout(page: Page): Html {
  const texts = textsOf(page.locale);
  const title = [page.title, page.status.name ?? (page.status.demo ? texts.demo : null), texts.product];
  return html`<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<title>${title.filter(Boolean).join(' · ')}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="${page.asset('icon.svg')}">
<link rel="preload" as="font" type="font/ttf" href="${page.asset('inter-400.ttf')}" crossorigin>
<link rel="preload" as="font" type="font/ttf" href="${page.asset('inter-600.ttf')}" crossorigin>
<link rel="stylesheet" href="${page.asset('page.css')}">
${page.scripts.map((name) => html`<script type="module" src="${page.asset(name)}"></script>`)}
</head>
<body>
${renderTop(page)}
${page.body}
</body>
</html>
`;
}
