/** Markup that may be sent as it is: made by `html` alone, so that every text inside it has been escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

/** What may stand in a template: texts are escaped, absent things leave nothing. */
export type Child = Html | string | number | false | null | undefined | readonly Child[];

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => escapes[character] ?? character);
}

function toMarkup(child: Child): string {
  if (child instanceof Html) return child.markup;
  if (typeof child === 'string') return escapeText(child);
  if (typeof child === 'number') return String(child);
  if (Array.isArray(child)) return child.map(toMarkup).join('');
  return '';
}

/**
 * Tagged template for markup. Every value is escaped for text and for quoted attributes alike (attributes must be
 * quoted); there is no way to put in a string unescaped, so markup is safe by construction.
 */
export function html(strings: TemplateStringsArray, ...children: Child[]): Html {
  let markup = strings[0] ?? '';
  children.forEach((child, index) => {
    markup += toMarkup(child) + (strings[index + 1] ?? '');
  });
  return new Html(markup);
}
