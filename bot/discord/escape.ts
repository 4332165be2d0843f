/** Characters that Discord takes for emphasis, mentions, links, lists, quotes, headings, spoilers or emoji. */
const marks = /[\\*_~`|<>#\-+[\]().:!@/]/g;

/** A text that is shown as it is written: no mention, link, emphasis, heading or `:emoji:`. */
export function escapeMarkdown(text: string): string {
  return text.replace(marks, '\\$&');
}
