/** The list of messages: adding, answering, announcing, scrolling. */

const list = document.getElementById('messages');
const greeting = document.getElementById('greeting');
const announcer = document.getElementById('announcer');
const chat = document.getElementById('chat');

/** Texts of the page in the reader's language. */
export const texts = JSON.parse(chat.dataset.texts);

const timeZone = chat.dataset.timeZone;
const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
const timeOfDay = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone });
const dayInWords = new Intl.DateTimeFormat(language, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone,
});

let lastDay = '';

/**
 * Says something to a screen reader; the same words twice are said twice.
 * @param {string} words
 */
export function announce(words) {
  announcer.textContent = '';
  requestAnimationFrame(() => {
    announcer.textContent = words;
  });
}

/** @param {string} id @returns {HTMLElement} */
function copyTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** @param {HTMLElement} message @param {Date} at */
function stamp(message, at) {
  const time = message.querySelector('time');
  time.dateTime = at.toISOString();
  time.textContent = timeOfDay.format(at);
}

/** @param {Date} at */
function beginDay(at) {
  const day = dayInWords.format(at);
  if (day === lastDay) return;
  lastDay = day;
  const line = document.createElement('li');
  line.className = 'day';
  line.append(document.createElement('span'));
  line.firstChild.textContent = day;
  list.append(line);
}

/**
 * Adds a question, and below it a message that its answer will fill.
 * @param {string} line
 * @param {Date} at
 * @returns {HTMLElement} the message of the answer
 */
export function addQuestion(line, at) {
  greeting.hidden = true;
  beginDay(at);
  const question = copyTemplate('question-template');
  question.querySelector('[data-line]').textContent = line;
  stamp(question, at);
  const answer = copyTemplate('working-template');
  stamp(answer, at);
  list.append(question, answer);
  return answer;
}

/**
 * Fills a message with an answer.
 * @param {HTMLElement} message
 * @param {string} html the server's own markup, in which every text is escaped
 * @param {Date} at
 */
export function showAnswer(message, html, at) {
  const content = document.createElement('template');
  content.innerHTML = html;
  message.querySelector('.working').replaceWith(content.content);
  stamp(message, at);
}

/**
 * Says in a message why there is no answer, and offers to ask again.
 * @param {HTMLElement} message
 * @param {string} words
 * @param {string} line
 * @param {string} id under which it is asked again
 */
export function showFailure(message, words, line, id) {
  const failure = copyTemplate('failed-template');
  failure.querySelector('[data-summary]').textContent = words;
  const again = failure.querySelector('button');
  again.value = line;
  again.dataset.id = id;
  message.querySelector('.working').replaceWith(failure);
}

/**
 * Brings a question and its answer into view: the question to the top, since answers are read from there.
 * @param {HTMLElement} answer
 * @param {ScrollBehavior} behavior
 */
export function scrollToExchange(answer, behavior) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  answer.previousElementSibling.scrollIntoView({ block: 'start', behavior: calm ? 'instant' : behavior });
}

/** What an answer says first, with its warnings, for those who hear it. */
export function spokenAnswer(message) {
  const said = message.querySelectorAll('[data-summary], .warnings li');
  return Array.from(said, (element) => element.textContent.trim()).join(' ');
}

/** Takes all messages away and shows the first screen again. */
export function emptyConversation() {
  list.replaceChildren();
  lastDay = '';
  greeting.hidden = false;
}

/**
 * The exchange that the server has written into the page, if its address asked something.
 * @returns {import('./history.js').Exchange | undefined}
 */
export function takeLinkedExchange() {
  const reply = list.querySelector('.answer .reply');
  if (!reply) return undefined;
  const [askedAt, answeredAt] = Array.from(list.querySelectorAll('time'), (time) => time.dateTime);
  const line = list.querySelector('[data-line]').textContent;
  list.replaceChildren();
  return { line, askedAt, answeredAt, html: reply.outerHTML };
}
