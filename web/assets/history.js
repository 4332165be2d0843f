/**
 * The conversation of this tab, kept over a reload and gone with the tab: answers hold a shop's numbers, which have
 * no business on a disk.
 *
 * @typedef {{ line: string, askedAt: string, answeredAt: string, html: string }} Exchange
 */

const key = 'regulars.conversation';

/** Exchanges kept, and characters in all: storage is small, and refuses when it is full. */
const mostExchanges = 40;
const mostCharacters = 2_000_000;

/** @returns {Exchange[]} the kept exchanges, oldest first */
export function readExchanges() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/**
 * Keeps the newest exchanges that fit.
 * @param {Exchange[]} exchanges
 */
function writeExchanges(exchanges) {
  let characters = 0;
  let first = exchanges.length;
  while (first > 0 && exchanges.length - first < mostExchanges) {
    const { line, html } = exchanges[first - 1];
    characters += line.length + html.length;
    if (characters > mostCharacters) break;
    first -= 1;
  }
  try {
    sessionStorage.setItem(key, JSON.stringify(exchanges.slice(first)));
  } catch {
    clearExchanges();
  }
}

/** @param {Exchange} exchange */
export function keepExchange(exchange) {
  writeExchanges([...readExchanges(), exchange]);
}

/**
 * Keeps an exchange that a reload of its address has made anew in place of the one it made before.
 * @param {Exchange} exchange
 */
export function keepLinkedExchange(exchange) {
  const exchanges = readExchanges();
  if (exchanges.at(-1)?.line === exchange.line) exchanges.pop();
  writeExchanges([...exchanges, exchange]);
}

export function clearExchanges() {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
