/** The box that questions are typed into: suggestions as an ARIA combobox, and recall of earlier lines. */

import { announce, texts } from './conversation.js';

const input = document.getElementById('ask');
const listbox = document.getElementById('suggestions');

/** Milliseconds of rest in typing before suggestions are asked for. */
const rest = 40;

/** @type {{ from: number, to: number, items: { value: string, label: string, detail?: string }[] }} */
const nothing = { from: 0, to: 0, items: [] };
let offered = nothing;
/** The line that the suggestions were made for. */
let offeredFor = '';
let active = -1;
/** Tab was pressed before the suggestions for the line had come: the first of them is to be taken. */
let awaited = false;
let timer = 0;
let request = new AbortController();

/** @type {string[]} earlier lines, oldest first */
let lines = [];
let recalled = 0;
let draft = '';

function isOpen() {
  return !listbox.hidden;
}

function close() {
  clearTimeout(timer);
  request.abort();
  awaited = false;
  listbox.hidden = true;
  active = -1;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

/** @param {number} index of the suggestion that Enter takes; -1 for none */
function activate(index) {
  active = index;
  Array.from(listbox.children).forEach((option, at) => {
    option.setAttribute('aria-selected', String(at === index));
    if (at === index) option.scrollIntoView({ block: 'nearest' });
  });
  if (index < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', `suggestion-${index}`);
}

/** @param {string} className @param {string} words */
function span(className, words) {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = words;
  return element;
}

function renderOption(item, index) {
  const option = document.createElement('div');
  option.id = `suggestion-${index}`;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.append(span('label', item.label));
  if (item.detail) option.append(span('detail', item.detail));
  option.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    take(index);
  });
  return option;
}

function open(suggestions) {
  offered = suggestions;
  offeredFor = input.value;
  listbox.replaceChildren(...suggestions.items.map(renderOption));
  const count = suggestions.items.length;
  if (count === 0 || document.activeElement !== input) {
    close();
    return;
  }
  listbox.hidden = false;
  listbox.scrollTop = 0;
  input.setAttribute('aria-expanded', 'true');
  if (awaited) {
    take(0);
    return;
  }
  activate(-1);
  announce(count === 1 ? texts.suggestionCounts[0] : texts.suggestionCounts[1].replace('2', String(count)));
}

/** Asks for what may stand at the caret. */
async function refresh() {
  request = new AbortController();
  const { signal } = request;
  const caret = input.selectionStart ?? input.value.length;
  const query = new URLSearchParams({ line: input.value, caret: String(caret) });
  try {
    const response = await fetch(`/api/suggest?${query}`, { signal });
    const suggestions = response.ok ? await response.json() : nothing;
    if (!signal.aborted) open(suggestions);
  } catch {
    if (!signal.aborted) close();
  }
}

/** Asks for suggestions after a rest in typing; an answer that the line has outrun is dropped. */
function refreshSoon() {
  clearTimeout(timer);
  request.abort();
  awaited = false;
  activate(-1);
  if (input.value.trim() === '') close();
  else timer = setTimeout(refresh, rest);
}

/** @param {number} index of the suggestion that goes into the line */
function take(index) {
  const item = offered.items[index];
  // Typed on since: what is replaced would be another word.
  if (!item || input.value !== offeredFor) return;
  const after = input.value.slice(offered.to);
  const gap = /[\s:=]$/.test(item.value) || /^\s/.test(after) ? '' : ' ';
  const before = input.value.slice(0, offered.from) + item.value + gap;
  close();
  input.value = before + after;
  input.setSelectionRange(before.length, before.length);
  input.scrollLeft = input.scrollWidth;
  refreshSoon();
}

/** @param {number} step -1 to the line before, 1 to the one after; past the last one is what was being typed */
function recall(step) {
  const next = recalled + step;
  if (next < 0 || next > lines.length) return;
  if (recalled === lines.length) draft = input.value;
  recalled = next;
  input.value = lines[recalled] ?? draft;
  input.setSelectionRange(input.value.length, input.value.length);
  close();
}

/** @param {number} step to the next or the previous suggestion, around the ends and over "none" */
function move(step) {
  const count = offered.items.length;
  activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
}

const keys = {
  ArrowDown: () => (isOpen() ? move(1) : recall(1)),
  ArrowUp: () => (isOpen() ? move(-1) : recall(-1)),
  Tab: () => {
    if (input.value === offeredFor) take(Math.max(active, 0));
    else awaited = true;
  },
  Enter: () => isOpen() && active >= 0 && take(active),
  Escape: () => isOpen() && close(),
};

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts =
    event.key === 'Tab' || event.key === 'Escape' ? isOpen() : event.key !== 'Enter' || active >= 0;
  if (!acts || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
}

/** @param {string} line that was asked, to be recalled later */
export function rememberLine(line) {
  if (lines.at(-1) !== line) lines.push(line);
  recalled = lines.length;
  draft = '';
}

export function forgetLines() {
  lines = [];
  recalled = 0;
  draft = '';
}

/** Empties the box and puts the caret in it. */
export function focusComposer() {
  input.value = '';
  close();
  input.focus();
}

/** @param {(line: string) => void} ask what a sent line is given to */
export function watchComposer(ask) {
  input.addEventListener('keydown', onKey);
  input.addEventListener('input', refreshSoon);
  input.addEventListener('blur', close);
  input.form.addEventListener('submit', (event) => {
    event.preventDefault();
    const line = input.value.trim();
    if (line === '') return;
    focusComposer();
    ask(line);
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, dialog');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    focusComposer();
    input.value = '/';
    refreshSoon();
  });
}
