import type { Locale } from '../../renderers/locale.ts';
import { type Html, html } from './html.ts';

/** English here is written day first and with 24 hours, as all of Regulars' dates are. */
const tags: Record<Locale, string> = { en: 'en-GB', 'pt-BR': 'pt-BR' };

/** When a message was sent: the instant, and the zone and language it is written in. */
export interface Moment {
  at: Date;
  timeZone: string;
  locale: Locale;
}

/** The time of day of a message, in the shop's zone: `09:05`. */
export function renderTime({ at, timeZone, locale }: Moment): Html {
  const words = new Intl.DateTimeFormat(tags[locale], { hour: '2-digit', minute: '2-digit', timeZone });
  return html`<time datetime="${at.toISOString()}">${words.format(at)}</time>`;
}

/** The line that begins a day in the conversation: `Monday 23 November`. */
export function renderDay({ at, timeZone, locale }: Moment): Html {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const;
  const words = new Intl.DateTimeFormat(tags[locale], options).format(at);
  return html`<li class="day"><span>${words}</span></li>`;
}
