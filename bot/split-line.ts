import { ServiceError } from '../services/errors.ts';

/** A piece of a line, at its place in the line as typed. */
export interface Token {
  /** `name`: the name of an option, as in `by:` or `--by`; `word`: anything else. */
  kind: 'name' | 'word';
  /** Without quotes, colon and dashes; blanks within it are single spaces. */
  text: string;
  quoted: boolean;
  start: number;
  end: number;
  /** The line that it is a piece of. */
  line: string;
}

/** Longest line that is read. */
export const longestLine = 1_000;

const skipped = '\\s\\p{Cc}\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069';
const gap = new RegExp(`[${skipped}]*`, 'uy');
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What people and chats put before a command: a mention, backticks, the slash. */
const opening = new RegExp(`[${skipped}\`]*(?:(?:<@[!&]?\\w+>|@[^${skipped}]+)[${skipped}\`,:]*)?/?`, 'uy');
const ending = new RegExp(`[${skipped}\`?!]*$`, 'u');
const optionName =
  /(?:(?:--|[—–])(\p{L}[\p{L}\p{M}\p{N}_-]*)(?:[:=]|(?![^\s]))|(\p{L}[\p{L}\p{M}\p{N}_-]*)[:=])/uy;
const plainWord = new RegExp(`[^${skipped}]+`, 'uy');
const doubleQuoted = /["“”„«»]((?:\\["\\]|[^"“”„«»])*)(["“”„«»]|$)/y;
const singleQuoted = /['‘’]((?:[^'‘’]|['‘’](?=\S))*)['‘’](?=\s|$)/y;

/**
 * Splits a line into its pieces after the mention and the slash. Quotes of every shape keep words together, within
 * them `\"` is a quote.
 *
 * @param lenient A quote without end goes to the end of the line, as while one types; otherwise it is refused.
 * @throws ServiceError `line_too_long`, `quote_unclosed`.
 */
export function splitLine(line: string, { lenient = false } = {}): Token[] {
  if (line.length > longestLine) {
    throw new ServiceError('invalid_input', 'line_too_long', { length: line.length, limit: longestLine });
  }
  const end = lenient ? line.length : line.search(ending);
  const text = line.slice(0, end);
  const tokens: Token[] = [];
  let at = match(opening, text, 0)?.[0].length ?? 0;
  let afterColon = false;
  while (at < text.length) {
    const blank = match(gap, text, at)?.[0].length ?? 0;
    at += blank;
    if (at >= text.length) break;
    const name: RegExpExecArray | null = afterColon && blank === 0 ? null : match(optionName, text, at);
    const token: Token = name ? makeName(name, text, at) : readWord(text, at, lenient);
    tokens.push(token);
    at = token.end;
    afterColon = name !== null && /[:=]$/.test(name[0]);
  }
  return tokens;
}

function makeName(found: RegExpExecArray, line: string, start: number): Token {
  const text = clean(found[1] ?? found[2] ?? '');
  return { kind: 'name', text, quoted: false, start, end: start + found[0].length, line };
}

function readWord(text: string, start: number, lenient: boolean): Token {
  const double = match(doubleQuoted, text, start);
  if (double && double[2] === '' && !lenient) {
    throw new ServiceError('invalid_input', 'quote_unclosed', { part: clean(double[0]).slice(0, 100) });
  }
  const quoted = double ?? match(singleQuoted, text, start);
  if (quoted) {
    const inner = (quoted[1] ?? '').replace(/\\(["\\])/g, '$1');
    return {
      kind: 'word',
      text: clean(inner),
      quoted: true,
      start,
      end: start + quoted[0].length,
      line: text,
    };
  }
  const plain = match(plainWord, text, start)?.[0] ?? text.slice(start);
  return { kind: 'word', text: clean(plain), quoted: false, start, end: start + plain.length, line: text };
}

/** Text as it is compared and shown: composed letters, straight quotes, nothing invisible, single spaces. */
function clean(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}

/** Writes a value so that it reads back as one piece: in quotes where it needs them. */
export function quoteValue(value: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._%+@-]*$/u.test(value)) return value;
  // Any curly quote would end the value, and is made straight by the reader anyway.
  return `"${value.replace(/[“”„«»]/g, '"').replace(/["\\]/g, '\\$&')}"`;
}
