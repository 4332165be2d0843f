import { type Html, html } from './html.ts';

/** Icons are decoration: each stands beside words that say the same. */
export const icons = {
  brand: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><rect x="3.5" y="12" width="4" height="8" rx="1.4" fill="currentColor" opacity=".55"/><rect x="10" y="8" width="4" height="12" rx="1.4" fill="currentColor" opacity=".8"/><rect x="16.5" y="4" width="4" height="16" rx="1.4" fill="currentColor"/></svg>`,
  person: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="8.5" r="3.7" fill="currentColor"/><path d="M4.8 19.6c.7-3.6 3.6-5.4 7.2-5.4s6.5 1.8 7.2 5.4" fill="currentColor"/></svg>`,
  send: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5.5M6 11.2 12 5.2l6 6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  link: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg>`,
  warning: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4.5 3.5 19.2h17z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/><path d="M12 10.2v4M12 16.7v.1" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>`,
  chevron: html`<svg class="icon chevron" viewBox="0 0 24 24" aria-hidden="true"><path d="m9.5 6.5 5.5 5.5-5.5 5.5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  enlarge: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M14 5h5v5M19 5l-5.5 5.5M10 19H5v-5M5 19l5.5-5.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  close: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="m6.5 6.5 11 11m0-11-11 11" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>`,
} satisfies Record<string, Html>;
