import type { Locale } from '../../renderers/locale.ts';
import type { CommandInfo, ShopStatus } from '../deps.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { renderLayout } from './layout.ts';
import { renderAnswer, renderQuestion } from './message.ts';
import { type Moment, renderDay } from './stamp.ts';
import { textsOf } from './texts.ts';

/** Questions that the first screen offers. */
const startingQuestions = 6;

/** Longest line that the box takes; the same bound that the reader of lines has. */
const longestLine = 1000;

export interface ChatPage {
  locale: Locale;
  status: ShopStatus;
  commands: readonly CommandInfo[];
  moment: Moment;
  asset: (name: string) => string;
  /** What the address asked, with its answer already as HTML. */
  asked?: { line: string; answer: Html } | undefined;
}

/** The first example of each command, then the second ones, until the first screen is full. */
function chooseExamples(commands: readonly CommandInfo[], locale: Locale): { ask: string; about: string }[] {
  const depth = Math.max(0, ...commands.map((command) => command.examples.length));
  const rounds = Array.from({ length: depth }, (_, round) =>
    commands.flatMap((command) => {
      const example = command.examples[round];
      return example ? [{ ask: example[locale], about: command.description[locale] }] : [];
    }),
  );
  return rounds.flat().slice(0, startingQuestions);
}

function renderGreeting(page: ChatPage): Html {
  const texts = textsOf(page.locale);
  const { before, after } = texts.greetingHint;
  return html`<section class="greeting" id="greeting"${page.asked ? html` hidden` : null}>
<span class="avatar bot large">${icons.brand}</span>
<h1>${texts.greetingTitle}</h1>
<p>${texts.greetingText}</p>
<form class="examples" method="get" action="/" aria-label="${texts.examples}" data-asks>${chooseExamples(
    page.commands,
    page.locale,
  ).map(
    ({ ask, about }) =>
      html`<button type="submit" name="ask" value="${ask}"><span class="line">${ask}</span><span class="about">${about}</span></button>`,
  )}</form>
<p class="muted needs-script">${before} <kbd>/</kbd> ${after}</p>
</section>`;
}

function renderComposer(locale: Locale): Html {
  const texts = textsOf(locale);
  return html`<div class="dock"><form class="composer" id="composer" method="get" action="/" role="search">
<div class="listbox" id="suggestions" role="listbox" aria-label="${texts.suggestions}" hidden></div>
<div class="box">
<input id="ask" name="ask" type="text" role="combobox" aria-label="${texts.askLabel}" aria-autocomplete="list" aria-expanded="false" aria-controls="suggestions" placeholder="${texts.placeholder}" maxlength="${longestLine}" dir="auto" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="send" autofocus>
<button type="submit" class="send" aria-label="${texts.ask}" title="${texts.ask}">${icons.send}</button>
</div>
<p class="keys needs-script" aria-hidden="true">${Object.entries(texts.keys).map(
    ([key, meaning]) => html`<span><kbd>${key}</kbd> ${meaning}</span>`,
  )}</p>
</form></div>`;
}

/** What the page's script copies: messages it adds before the server has answered. */
function renderTemplates(moment: Moment): Html {
  const texts = textsOf(moment.locale);
  const working = html`<p class="working"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${texts.working}</p>`;
  const failed = html`<div class="reply error"><p class="summary" data-summary></p>
<form class="actions" method="get" action="/" data-asks><button type="submit" name="ask">${texts.tryAgain}</button></form></div>`;
  return html`<template id="question-template">${renderQuestion('', moment)}</template>
<template id="working-template">${renderAnswer(working, moment)}</template>
<template id="failed-template">${failed}</template>
<template id="chart-failed-template"><p class="chart-note" role="note">${icons.warning}<span></span></p></template>
<dialog class="viewer" id="viewer" aria-label="${texts.chart}"><form method="dialog"><button class="quiet" aria-label="${texts.close}" title="${texts.close}">${icons.close}</button></form><img alt=""></dialog>`;
}

/** Texts that the page's script says itself. */
function scriptTexts(locale: Locale): string {
  const { failed, unreachable, tooLate, chartFailed, cleared, working } = textsOf(locale);
  const suggestionCounts = [1, 2].map((count) => textsOf(locale).suggestionCount(count));
  return JSON.stringify({ failed, unreachable, tooLate, chartFailed, cleared, working, suggestionCounts });
}

/** The chat page: the first screen, or the answer that its address asks for. */
export function renderChatPage(page: ChatPage): Html {
  const texts = textsOf(page.locale);
  const { asked, moment } = page;
  const body = html`<a class="skip" href="#ask">${texts.skip}</a>
<main id="chat" data-texts="${scriptTexts(page.locale)}" data-time-zone="${moment.timeZone}">
${renderGreeting(page)}
<ol class="messages" id="messages" aria-label="${texts.conversation}">${
    asked && [renderDay(moment), renderQuestion(asked.line, moment), renderAnswer(asked.answer, moment)]
  }</ol>
<p class="visually-hidden" id="announcer" role="status"></p>
</main>
${renderComposer(page.locale)}
${renderTemplates(moment)}`;
  return renderLayout({
    locale: page.locale,
    ...(asked ? { title: asked.line } : {}),
    status: page.status,
    asset: page.asset,
    scripts: ['chat.js'],
    body,
    controls: html`<button type="button" class="quiet" id="clear" title="${texts.clearHint}" aria-label="${texts.clearHint}" hidden>${texts.clear}</button>`,
  });
}
