import { ServiceError } from '../../services/errors.ts';

/** A piece of a rule's text: a word, a text in quotes, an operator, or one of the signs `(`, `)` and `,`. */
export interface RuleToken {
  kind: 'word' | 'quoted' | 'operator' | 'sign';
  text: string;
  start: number;
  end: number;
}

/** How operators are written otherwise. */
const operators = new Map([
  ['==', '='],
  [':', '='],
  ['<>', '!='],
  ['≠', '!='],
  ['≤', '<='],
  ['≥', '>='],
]);

const pieces: [kind: RuleToken['kind'] | 'blank', expression: RegExp][] = [
  ['blank', /\s+/uy],
  ['quoted', /"((?:\\["\\]|[^"])*)"/uy],
  ['quoted', /[“”„]([^“”]*)[“”]/uy],
  ['quoted', /«([^»]*)»/uy],
  ['quoted', /(?<![^\s(,=<>:])['‘’]((?:[^'‘’]|['‘’](?=[^\s),]))*)['‘’](?=[\s),]|$)/uy],
  ['operator', /<=|>=|<>|!=|==|[=<>≠≤≥:]/uy],
  ['sign', /[(),]/uy],
  // Outside of a list, a comma between digits is a number's.
  ['word', /\d+(?:[.,]\d+)+(?![^\s)])|[^\s(),=<>≠≤≥:"“”„«»]+/uy],
];

/** Splits the text of a rule. Throws ServiceError `quote_unclosed`. */
export function splitRule(text: string): RuleToken[] {
  const tokens: RuleToken[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const token = readToken(text, at, depth > 0 && isList(tokens));
    at = token.end;
    if (token.kind === 'blank') continue;
    if (token.text === '(' && token.kind === 'sign') depth += 1;
    if (token.text === ')' && token.kind === 'sign') depth -= 1;
    tokens.push(token as RuleToken);
  }
  return tokens;
}

/** Whether the bracket that is open is a list of values: it follows an operator or a word such as `in`. */
function isList(tokens: readonly RuleToken[]): boolean {
  const open = tokens.findLastIndex(({ kind, text }) => kind === 'sign' && text === '(');
  const before = tokens[open - 1];
  return before !== undefined && (before.kind === 'operator' || /^(in|em|de)$/iu.test(before.text));
}

function readToken(
  text: string,
  at: number,
  inList: boolean,
): Omit<RuleToken, 'kind'> & { kind: RuleToken['kind'] | 'blank' } {
  for (const [kind, expression] of pieces) {
    const found = match(kind === 'word' && inList ? /[^\s(),=<>≠≤≥:"“”„«»]+/uy : expression, text, at);
    if (!found) continue;
    const inner = kind === 'quoted' ? (found[1] ?? '').replace(/\\(["\\])/g, '$1').trim() : found[0];
    return {
      kind,
      text: (kind === 'operator' && operators.get(inner)) || inner,
      start: at,
      end: at + found[0].length,
    };
  }
  throw new ServiceError('invalid_input', 'quote_unclosed', { part: text.slice(at, at + 100) });
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
