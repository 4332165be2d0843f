/** The chat page: asks by the API instead of by opening a new page, and keeps the conversation of this tab. */

import { focusComposer, forgetLines, rememberLine, watchComposer } from './composer.js';
import {
  addQuestion,
  announce,
  emptyConversation,
  scrollToExchange,
  showAnswer,
  showFailure,
  spokenAnswer,
  takeLinkedExchange,
  texts,
} from './conversation.js';
import { clearExchanges, keepExchange, keepLinkedExchange, readExchanges } from './history.js';
import { watchCharts } from './viewer.js';

/** Milliseconds after which an answer is no longer waited for. */
const patience = 30_000;

const clear = document.getElementById('clear');

/** Questions under way are dropped when the chat is cleared. */
let underWay = new AbortController();

/** A failure that has its own sentence for the reader. */
class Failure extends Error {}

/**
 * @param {string} line
 * @param {string} id the question's own: sent again under it, it is answered once
 * @param {AbortSignal} signal
 * @returns {Promise<string>} the answer as HTML
 */
async function fetchAnswer(line, id, signal) {
  const response = await fetch('/api/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ text: line, id }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok || typeof body.html !== 'string') throw new Failure(body.error?.message ?? texts.failed);
  return body.html;
}

/** @param {unknown} error */
function wordsFor(error) {
  if (error instanceof Failure) return error.message;
  return error.name === 'TimeoutError' ? texts.tooLate : texts.unreachable;
}

/** @param {string} line @param {{ focus?: boolean, id?: string }} [options] `id` where it was asked before */
async function ask(line, { focus = false, id = crypto.randomUUID() } = {}) {
  const { signal } = underWay;
  const askedAt = new Date();
  if (location.search) history.replaceState(null, '', '/');
  clear.hidden = false;
  rememberLine(line);
  const message = addQuestion(line, askedAt);
  scrollToExchange(message, 'smooth');
  announce(texts.working);
  try {
    const html = await fetchAnswer(line, id, signal);
    if (signal.aborted) return;
    const answeredAt = new Date();
    showAnswer(message, html, answeredAt);
    keepExchange({ line, askedAt: askedAt.toISOString(), answeredAt: answeredAt.toISOString(), html });
  } catch (error) {
    if (signal.aborted) return;
    showFailure(message, wordsFor(error), line, id);
  }
  announce(spokenAnswer(message));
  scrollToExchange(message, 'smooth');
  if (focus) message.querySelector('article').focus({ preventScroll: true });
}

/** @param {HTMLAnchorElement} link whose address goes to the clipboard, and which says so */
async function copyLink(link) {
  const words = link.querySelector('span');
  const before = words.textContent;
  try {
    await navigator.clipboard.writeText(link.href);
    words.textContent = link.dataset.copy;
  } catch {
    words.textContent = link.dataset.copyFailed;
  }
  announce(words.textContent);
  setTimeout(() => {
    words.textContent = before;
  }, 2_500);
}

function showKept() {
  const linked = takeLinkedExchange();
  if (linked) keepLinkedExchange(linked);
  const exchanges = readExchanges();
  const shown = exchanges.length === 0 && linked ? [linked] : exchanges;
  let last;
  for (const { line, askedAt, answeredAt, html } of shown) {
    last = addQuestion(line, new Date(askedAt));
    showAnswer(last, html, new Date(answeredAt));
    rememberLine(line);
  }
  clear.hidden = shown.length === 0;
  if (last) scrollToExchange(last, 'instant');
}

history.scrollRestoration = 'manual';
watchCharts();
watchComposer((line) => ask(line));
showKept();

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-asks]') || !event.submitter) return;
  event.preventDefault();
  ask(event.submitter.value, { focus: true, id: event.submitter.dataset.id });
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-copy]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  copyLink(link);
});

clear.addEventListener('click', () => {
  underWay.abort();
  underWay = new AbortController();
  clearExchanges();
  forgetLines();
  emptyConversation();
  if (location.search) history.replaceState(null, '', '/');
  clear.hidden = true;
  announce(texts.cleared);
  focusComposer();
});
