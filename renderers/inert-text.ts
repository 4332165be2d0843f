const breaks = /[\s\u0085\u2028\u2029]+/gu;
/** Control characters, and format characters but for the joiner that emoji are made with. */
const invisible = /\p{Cc}|(?!\u200D)\p{Cf}/gu;

/**
 * A text from outside (a product's name, a channel) as one line that cannot change how the lines around it are shown:
 * no line breaks, tabs, control or direction characters, and backticks as a letter that ends no code block.
 */
export function makeInert(text: string): string {
  return text.toWellFormed().replace(breaks, ' ').replace(invisible, '').replaceAll('`', '\u02CB').trim();
}
