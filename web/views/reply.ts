import type { Locale } from '../../renderers/locale.ts';
import type { Action, LinkPart, Part, Reply } from '../../renderers/reply.ts';
import { type Picture, renderChart } from './chart.ts';
import { renderFacts } from './facts.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { renderProvenance } from './provenance.ts';
import { renderTable } from './table.ts';
import { type Texts, textsOf } from './texts.ts';

export interface ReplyViewOptions {
  locale: Locale;
  /** The pictures of the Reply's charts, by the chart's key; a chart without one is said in words. */
  pictures: ReadonlyMap<string, Picture>;
}

/** The address that opens the page and asks exactly this line. */
function permalinkOf(question: string): string {
  return `/?ask=${encodeURIComponent(question)}`;
}

/** Buttons that ask: a form, so that they work without a script too. */
function renderActions(actions: readonly Action[], label: string): Html | null {
  if (actions.length === 0) return null;
  return html`<form class="actions" method="get" action="/" aria-label="${label}" data-asks>${actions.map(
    (action) =>
      html`<button type="submit" name="ask" value="${action.ask}" title="${action.ask}">${action.label}</button>`,
  )}</form>`;
}

/** Only a path of our own is followed: anything else stays words. */
function renderLink(part: LinkPart): Html {
  if (!/^\/(?![/\\])/.test(part.path)) return html`<p>${part.label}</p>`;
  return html`<p><a href="${part.path}">${part.label}</a></p>`;
}

function renderPart(part: Part, options: ReplyViewOptions): Html {
  switch (part.type) {
    case 'text':
      return html`<p class="reply-text" dir="auto">${part.text}</p>`;
    case 'facts':
      return renderFacts(part, options.locale);
    case 'table':
      return renderTable(part, options.locale);
    case 'chart':
      return renderChart(part, options.pictures.get(part.key) ?? null, options.locale);
    case 'link':
      return renderLink(part);
    case 'file':
      return html`<p class="reply-text" dir="auto">${part.label}</p>`;
  }
}

function renderWarnings(warnings: readonly string[], texts: Texts): Html | null {
  if (warnings.length === 0) return null;
  return html`<ul class="warnings" aria-label="${texts.warning}">${warnings.map(
    (warning) => html`<li>${icons.warning}<span>${warning}</span></li>`,
  )}</ul>`;
}

function renderFooter(reply: Reply, texts: Texts): Html | null {
  if (!reply.freshness && !reply.question && !reply.reference) return null;
  return html`<footer class="reply-footer">
${reply.freshness && html`<span class="freshness${reply.freshness.stale ? ' stale' : ''}">${reply.freshness.text}</span>`}
${reply.reference && html`<span>${texts.reference}: <code>${reply.reference}</code></span>`}
${reply.question && html`<a class="permalink" href="${permalinkOf(reply.question)}" data-copy="${texts.copied}" data-copy-failed="${texts.copyFailed}">${icons.link}<span>${texts.copyLink}</span></a>`}
</footer>`;
}

/** One Reply as HTML: the answer itself first, then what stands behind it. Every page shows answers by this. */
export function renderReply(reply: Reply, options: ReplyViewOptions): Html {
  const texts = textsOf(options.locale);
  return html`<div class="reply ${reply.tone}">
<p class="summary" dir="auto" data-summary>${reply.summary}</p>
${renderWarnings(reply.warnings, texts)}
${reply.parts.map((part) => renderPart(part, options))}
${renderActions(reply.actions, texts.nextSteps)}
${reply.provenance && renderProvenance(reply.provenance, options.locale)}
${renderFooter(reply, texts)}
</div>`;
}
