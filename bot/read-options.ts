import type { Locale } from '../renderers/locale.ts';
import { ServiceError } from '../services/errors.ts';
import type { Command, CommandContext } from './command.ts';
import { foldText } from './fold-text.ts';
import { findNearestNames } from './nearest-names.ts';
import { choicesOf, findBareChoice, findChoice, joinWords, longestChoice } from './option-choices.ts';
import type { Token } from './split-line.ts';

/** Values as the schemas give them, and the canonical text of each one given. */
export interface ReadOptions {
  values: Record<string, unknown>;
  texts: Map<string, string>;
}

/**
 * Reads what follows a command's name: `by:channel`, `by=channel`, `--by channel`, `by channel`, `channel` alone, and
 * words without a name for the positional option, in any order.
 *
 * @throws ServiceError `invalid_input` with `command` and, where one is meant, `option`: `option_unknown`,
 *   `option_repeated`, `option_empty`, `option_value_unknown`, `option_invalid`, `option_missing`,
 *   `word_unexpected`, and what an option's own `read` throws.
 */
export function readOptions(command: Command, rest: Token[], context: CommandContext): ReadOptions {
  const given = collectTexts(command, rest);
  const texts = new Map<string, string>();
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const typed = given.get(name);
    const text = typed === undefined ? undefined : settleText(command, name, typed, context);
    const parsed = option.schema.safeParse(text);
    if (!parsed.success) {
      if (typed === undefined) throw refuse(command, 'option_missing', { option: name });
      throw refuse(command, 'option_invalid', { option: name, part: typed });
    }
    if (text !== undefined) texts.set(name, text);
    values[name] = parsed.data;
  }
  return { values, texts };
}

/** Whether `typed` is the name of an option of the command, in either language, and which. */
export function findOption(command: Command, typed: string): string | undefined {
  const wanted = foldText(typed);
  return Object.entries(command.options).find(([name, option]) =>
    [name, ...(option.aliases ?? [])].some((known) => foldText(known) === wanted),
  )?.[0];
}

/** Whether a bare word names an option, as in `by channel`: the positional one is never named so ("month to date"). */
export function findOptionByWord(command: Command, typed: string): string | undefined {
  const name = findOption(command, typed);
  return name !== undefined && command.options[name]?.positional ? undefined : name;
}

/** What stands for each option after a command's name, as typed. Throws as `readOptions`. */
export function collectTexts(command: Command, rest: Token[]): Map<string, string> {
  const given = new Map<string, string>();
  const positional = Object.entries(command.options).find(([, option]) => option.positional)?.[0];
  const words: string[] = [];
  let positionalNamed = false;
  let at = 0;
  for (let token = rest[at]; token; token = rest[at]) {
    const named = findName(command, token);
    if (named === undefined && token.kind === 'name') throw unknownOption(command, token.text);
    const bare = named === undefined ? findBareChoice(command, rest.slice(at)) : undefined;
    if (bare) {
      if (given.has(bare.name)) throw refuse(command, 'option_repeated', { option: bare.name });
      given.set(bare.name, bare.value);
      at += bare.count;
      continue;
    }
    at += 1;
    if (named === undefined) {
      words.push(token.text);
      continue;
    }
    if (named === positional) {
      if (positionalNamed || words.length > 0) throw refuse(command, 'option_repeated', { option: named });
      positionalNamed = true;
      continue;
    }
    if (given.has(named)) throw refuse(command, 'option_repeated', { option: named });
    if (command.options[named]?.rest) {
      given.set(named, takeRest(command, named, rest.slice(at)));
      break;
    }
    const { text, count } = takeValue(command, named, rest.slice(at));
    given.set(named, text);
    at += count;
  }
  const text = words.filter(Boolean).join(' ');
  if (positional !== undefined && (positionalNamed || words.length > 0)) {
    if (text === '') throw refuse(command, 'option_empty', { option: positional });
    given.set(positional, text);
  } else if (words.length > 0) {
    throw refuse(command, 'word_unexpected', { part: text.slice(0, 100), allowed: listOptions(command) });
  }
  return given;
}

function findName(command: Command, token: Token): string | undefined {
  if (token.kind === 'name') return findOption(command, token.text);
  return token.quoted ? undefined : findOptionByWord(command, token.text);
}

/** All that follows as typed; in quotes as a whole, what is in them. */
function takeRest(command: Command, name: string, tokens: Token[]): string {
  const [first] = tokens;
  const text = tokens.length === 1 && first?.quoted ? first.text : first?.line.slice(first.start).trim();
  if (!text) throw refuse(command, 'option_empty', { option: name });
  return text;
}

/** The value at the beginning of the tokens: one piece, or as many words as make one of the allowed values. */
function takeValue(command: Command, name: string, tokens: Token[]): { text: string; count: number } {
  const end = tokens.findIndex((token) => token.kind === 'name');
  const words = end === -1 ? tokens : tokens.slice(0, end);
  const [first] = words;
  if (!first || first.text === '') throw refuse(command, 'option_empty', { option: name });
  const option = command.options[name];
  if (!first.quoted && option) {
    for (let count = Math.min(words.length, longestChoice); count > 1; count--) {
      const text = joinWords(words.slice(0, count));
      if (findChoice(option, text) !== undefined) return { text, count };
    }
  }
  return { text: first.text, count: 1 };
}

function settleText(command: Command, name: string, typed: string, context: CommandContext): string {
  const option = command.options[name];
  if (!option) return typed;
  const choices = choicesOf(option);
  if (choices) {
    const choice = findChoice(option, typed);
    if (choice !== undefined) return choice;
    const labels = Object.values(choices).map(({ label }) => label[context.locale]);
    const nearest = findNearestNames(typed, labels)[0] ?? '';
    const allowed = labels.join(', ');
    throw refuse(command, 'option_value_unknown', {
      option: name,
      part: typed.slice(0, 100),
      allowed,
      nearest,
    });
  }
  if (!option.read) return typed;
  try {
    return option.read(typed, context);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const nearest = option.positional ? findNearestChoice(command, typed, context.locale) : undefined;
    const params = { ...error.params, command: command.name, option: name, ...(nearest && { nearest }) };
    throw new ServiceError(error.code, error.reason, params, { cause: error });
  }
}

/** The value of another option that a word without a name may have been meant as. */
function findNearestChoice(command: Command, typed: string, locale: Locale): string | undefined {
  const labels = Object.values(command.options).flatMap((option) =>
    Object.values(choicesOf(option) ?? {}).map(({ label }) => label[locale]),
  );
  return findNearestNames(typed, labels)[0];
}

function unknownOption(command: Command, typed: string): ServiceError {
  const known = Object.entries(command.options).flatMap(([name, option]) => [
    name,
    ...(option.aliases ?? []),
  ]);
  const nearest = findNearestNames(typed, known)[0] ?? '';
  return refuse(command, 'option_unknown', {
    part: typed.slice(0, 100),
    nearest,
    allowed: listOptions(command),
  });
}

function listOptions(command: Command): string {
  return Object.keys(command.options).join(', ');
}

function refuse(command: Command, reason: string, params: Record<string, string>): ServiceError {
  return new ServiceError('invalid_input', reason, { ...params, command: command.name });
}
