const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What would be a mention, a channel or a link is shown as it is written. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/** Characters that Slack takes for bold, italic, struck and code, and ones that only look like them. */
const lookAlikes: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** A text within mrkdwn that is shown as it is written: no mention, link, emphasis or `:emoji:`. */
export function escapeMrkdwn(text: string): string {
  return (
    escapeText(text)
      // Within a word an underscore emphasises nothing, and is copied as it is.
      .replace(
        /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
        (character) => lookAlikes[character] ?? character,
      )
      .replace(/:(?=[\w+'-]+:)/g, '∶')
  );
}

/** What a person wrote, from the text in which Slack sends it: with its entities, and links in angle brackets. */
export function unescapeText(text: string): string {
  return text
    .replace(/<(?:mailto:|tel:|https?:\/\/)?[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:mailto:|tel:|https?:\/\/)[^<>|]*)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
