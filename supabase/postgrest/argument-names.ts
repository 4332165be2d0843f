const quote = 34;
const backslash = 92;
const colon = 58;
const opening = new Set([91, 123]);
const closing = new Set([93, 125]);

/**
 * Reads the names at the top of a JSON object without parsing what they hold, which may be megabytes of orders that
 * the database parses anyway. Gives undefined when the text is no object. What is wrong deeper is left to the
 * database to find.
 */
export function readArgumentNames(json: string): string[] | undefined {
  const start = skipSpace(json, 0);
  if (json[start] !== '{') return undefined;
  const names: string[] = [];
  let depth = 0;
  let text: { from: number; to: number } | undefined;
  for (let at = start; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(json, at);
      if (end === -1) return undefined;
      if (depth === 1) text = { from: at, to: end };
      at = end;
    } else if (code === colon && depth === 1 && text) {
      const name = readName(json.slice(text.from, text.to + 1));
      if (name === undefined) return undefined;
      names.push(name);
      text = undefined;
    } else if (opening.has(code)) {
      depth++;
    } else if (closing.has(code)) {
      depth--;
      if (depth === 0) return skipSpace(json, at + 1) === json.length ? [...new Set(names)] : undefined;
    }
  }
  return undefined;
}

function readName(literal: string): string | undefined {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

/** Index of the quote that ends the string begun at `from`; -1 when none does. */
function endOfString(json: string, from: number): number {
  for (let end = json.indexOf('"', from + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let escapes = 0;
    while (json.charCodeAt(end - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return -1;
}

function skipSpace(json: string, from: number): number {
  let at = from;
  while (at < json.length && ' \t\n\r'.includes(json.charAt(at))) at++;
  return at;
}
