/** Charts: enlarged on a click, and put in words where their picture cannot be had. */

import { texts } from './conversation.js';

const viewer = document.getElementById('viewer');

/** @param {HTMLAnchorElement} link */
function enlarge(link) {
  const picture = link.querySelector('img');
  const large = viewer.querySelector('img');
  large.src = picture.currentSrc;
  large.alt = picture.alt;
  viewer.showModal();
}

/**
 * Why a picture could not be had, as the server says it.
 * @param {string} address
 */
async function reasonOf(address) {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    const body = await response.json();
    return body.error?.message ?? texts.chartFailed;
  } catch {
    return texts.chartFailed;
  }
}

/** @param {HTMLImageElement} picture */
async function putInWords(picture) {
  const figure = picture.closest('figure');
  if (!figure) return;
  const note = document.getElementById('chart-failed-template').content.firstElementChild.cloneNode(true);
  const words = document.createElement('figcaption');
  words.className = 'chart-words';
  words.textContent = picture.alt;
  note.querySelector('span').textContent = await reasonOf(picture.currentSrc || picture.src);
  figure.replaceChildren(note, words);
}

/** Watches the conversation's charts. */
export function watchCharts() {
  const messages = document.getElementById('messages');
  messages.addEventListener('error', (event) => putInWords(event.target), { capture: true });
  messages.addEventListener('click', (event) => {
    const link = event.target.closest('[data-enlarge]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    enlarge(link);
  });
  viewer.addEventListener('click', (event) => {
    if (event.target === viewer || event.target.tagName === 'IMG') viewer.close();
  });
}
