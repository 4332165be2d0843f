import type { Locale } from '../renderers/locale.ts';
import type { Command, CommandContext } from './command.ts';
import { leadingWords, matchCommand, namesOf } from './find-command.ts';
import { foldText } from './fold-text.ts';
import { findBareChoice, joinWords } from './option-choices.ts';
import { findOption, findOptionByWord } from './read-options.ts';
import { longestLine, splitLine, type Token } from './split-line.ts';
import { type SuggestedItem, suggestOptions, suggestValues } from './suggest-values.ts';

/** What may stand at the caret; offsets in UTF-16 units of the line. */
export interface Suggestions {
  from: number;
  to: number;
  items: SuggestedItem[];
}

export interface SuggestInput {
  line: string;
  /** Where the caret stands; only what is before it counts. */
  caret: number;
  commands: readonly Command[];
  locale: Locale;
  /** Without it, values that only the shop knows (and periods, which need its clock) are not suggested. */
  context?: CommandContext;
}

const mostItems = 12;

/** Suggests commands, then options and values of the command, from the same list that answers. Never throws. */
export async function suggest(input: SuggestInput): Promise<Suggestions> {
  const caret = Math.max(0, Math.min(input.caret, input.line.length));
  const nothing = { from: caret, to: caret, items: [] };
  if (caret > longestLine) return nothing;
  const tokens = splitLine(input.line.slice(0, caret), { lenient: true });
  const place = findPlace(tokens, caret, input);
  if (!place) return suggestCommands(input, tokens, caret);
  try {
    const { from, items } = await suggestAfter(place, input);
    return finish(from, items, input.line, caret);
  } catch {
    return nothing;
  }
}

/** Where the caret stands after a command's name. */
interface Place {
  command: Command;
  /** Tokens after the name and before the one under the caret. */
  before: Token[];
  /** What is being typed, empty after a blank. */
  typing: Token;
}

function findPlace(tokens: Token[], caret: number, { line, commands }: SuggestInput): Place | undefined {
  const last = tokens.at(-1);
  const isTyping = last !== undefined && last.end === caret;
  const complete = isTyping ? tokens.slice(0, -1) : tokens;
  const match = matchCommand(leadingWords(complete), commands);
  if (!match) return undefined;
  const empty: Token = { kind: 'word', text: '', quoted: false, start: caret, end: caret, line };
  return { command: match.command, before: complete.slice(match.words), typing: isTyping ? last : empty };
}

function suggestCommands(
  { commands, locale, line }: SuggestInput,
  tokens: Token[],
  caret: number,
): Suggestions {
  const from = tokens[0]?.start ?? caret;
  // The slash belongs to what is replaced.
  const start = line[from - 1] === '/' ? from - 1 : from;
  const typed = foldText(line.slice(from, caret));
  const items = commands
    .filter((command) => namesOf(command).some((name) => foldText(name).startsWith(typed)))
    .map((command) => toCommandItem(command, locale));
  return finish(start, items, line, caret);
}

/** A value brings its own blank, unless one follows already. */
function finish(from: number, items: SuggestedItem[], line: string, to: number): Suggestions {
  const isFollowed = /^\s/.test(line.slice(to));
  const short = items.slice(0, mostItems);
  return {
    from,
    to,
    items: isFollowed ? short.map((item) => ({ ...item, value: item.value.trimEnd() })) : short,
  };
}

function toCommandItem(command: Command, locale: Locale): SuggestedItem {
  return { value: `/${command.name} `, label: `/${command.name}`, detail: command.description[locale] };
}

/** Items, and where what they replace begins. */
type Found = Omit<Suggestions, 'to'>;

async function suggestAfter(place: Place, input: SuggestInput): Promise<Found> {
  const { command, before, typing } = place;
  const rest = findRest(command, before);
  if (rest) {
    const typed = input.line.slice(rest.from, input.caret).trimStart();
    return { from: input.caret - typed.length, items: await suggestValues(command, rest.name, typed, input) };
  }
  const previous = before.at(-1);
  if (typing.kind === 'name') {
    // The caret stands right after `by:`.
    const option = findOption(command, typing.text);
    return { from: typing.end, items: option ? await suggestValues(command, option, '', input) : [] };
  }
  const named = previous && !previous.quoted ? nameOfValue(command, previous) : undefined;
  if (named !== undefined) {
    return { from: typing.start, items: await suggestValues(command, named, typing.text, input) };
  }
  return suggestFree(place, input);
}

/** The option that has the rest of the line, and where that begins. */
function findRest(command: Command, before: readonly Token[]): { name: string; from: number } | undefined {
  for (const token of before) {
    const name = token.quoted ? undefined : nameOfValue(command, token);
    if (name !== undefined && command.options[name]?.rest) return { name, from: token.end };
  }
  return undefined;
}

function nameOfValue(command: Command, token: Token): string | undefined {
  return token.kind === 'name' ? findOption(command, token.text) : findOptionByWord(command, token.text);
}

/** Words of the positional option, further words of the command's name, and options not given yet. */
async function suggestFree({ command, before, typing }: Place, input: SuggestInput): Promise<Found> {
  const positional = Object.entries(command.options).find(([, option]) => option.positional)?.[0];
  const bare = listBareChoices(command, before);
  const free = before.filter((token, index) => isFree(command, token, before[index - 1]) && !bare.has(token));
  const words = before.slice(before.findLastIndex((token) => !free.includes(token)) + 1);
  const given = new Set([
    ...bare.values(),
    ...before.map((token) => (token.quoted ? undefined : nameOfValue(command, token))),
  ]);
  const options = suggestOptions(command, given, typing.text, input.locale);
  const typed = joinWords([...words, typing]);
  // Once a value stands there, and a blank or something else after it, it counts as whole.
  const isWhole = free.length > 0 && (words.length === 0 || typing.text === '');
  const values =
    positional === undefined || isWhole ? [] : await suggestValues(command, positional, typed, input);
  const [first] = words;
  // A value of several words replaces them all, an option only the last: they are not offered together.
  if (first)
    return values.length > 0 ? { from: first.start, items: values } : { from: typing.start, items: options };
  const longer = before.length === 0 ? suggestLonger(command, typing.text, input) : [];
  return { from: typing.start, items: [...longer, ...values, ...options] };
}

/** Whether a token belongs to the positional option: neither a name nor the value after one. */
function isFree(command: Command, token: Token, previous: Token | undefined): boolean {
  if (token.kind === 'name' || (!token.quoted && findOptionByWord(command, token.text) !== undefined))
    return false;
  if (previous === undefined || previous.quoted) return true;
  const named = nameOfValue(command, previous);
  return named === undefined || command.options[named]?.positional === true;
}

function suggestLonger(command: Command, typed: string, { commands, locale }: SuggestInput): SuggestedItem[] {
  const start = foldText(`${command.name} ${typed}`);
  return commands
    .filter((other) => other !== command && other.name.startsWith(`${command.name} `))
    .filter((other) => foldText(other.name).startsWith(start))
    .map((other) => {
      const rest = other.name.slice(command.name.length + 1);
      return { value: `${rest} `, label: `/${other.name}`, detail: other.description[locale] };
    });
}

/** The tokens that are a value without its option's name, and that name. */
function listBareChoices(command: Command, tokens: Token[]): Map<Token, string> {
  const bare = new Map<Token, string>();
  for (let at = 0; at < tokens.length; ) {
    const previous = tokens[at - 1];
    const isNamed =
      previous !== undefined && !previous.quoted && nameOfValue(command, previous) !== undefined;
    const found = isNamed ? undefined : findBareChoice(command, tokens.slice(at));
    for (const token of tokens.slice(at, at + (found?.count ?? 0))) bare.set(token, found?.name ?? '');
    at += found?.count ?? 1;
  }
  return bare;
}
