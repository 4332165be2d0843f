import { z } from 'zod';
import type { Choice, Command, Option } from './command.ts';
import { foldText } from './fold-text.ts';
import type { Token } from './split-line.ts';

/** The values that an option allows with their words; undefined where it takes free text. */
export function choicesOf(option: Option): Record<string, Choice> | undefined {
  if (option.choices) return option.choices;
  let schema: unknown = option.schema;
  while (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable
  ) {
    schema = schema.unwrap();
  }
  if (!(schema instanceof z.ZodEnum)) return undefined;
  return Object.fromEntries(
    schema.options.map((value) => [String(value), { label: { en: String(value), 'pt-BR': String(value) } }]),
  );
}

/** The value that a word stands for, by itself, its label in either language or another word for it. */
export function findChoice(option: Option, typed: string): string | undefined {
  const wanted = foldText(typed);
  return Object.entries(choicesOf(option) ?? {}).find(([value, { label, aliases = [] }]) =>
    [value, ...Object.values(label), ...aliases].some((word) => foldText(word) === wanted),
  )?.[0];
}

/** The words of a line that are a value of an option by themselves: its name, and how many words they are. */
export interface BareChoice {
  name: string;
  value: string;
  count: number;
}

/** Words that one value may have. */
export const longestChoice = 4;

/**
 * The value that the tokens begin with, where it is one of a single option's: the `grid` of `/rfm grid`. None where the
 * words without a name are free text, in which anything may be meant.
 */
export function findBareChoice(command: Command, tokens: readonly Token[]): BareChoice | undefined {
  const options = Object.entries(command.options);
  if (options.some(([, option]) => option.positional && !option.read)) return undefined;
  const end = tokens.findIndex((token) => token.kind !== 'word' || token.quoted);
  const words = tokens.slice(0, end === -1 ? longestChoice : Math.min(end, longestChoice));
  for (let count = words.length; count > 0; count--) {
    const text = joinWords(words.slice(0, count));
    const found = options.flatMap(([name, option]) => {
      const value = option.positional ? undefined : findChoice(option, text);
      return value === undefined ? [] : [{ name, value, count }];
    });
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** The tokens as one text. */
export function joinWords(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}
