import { z } from 'zod';
import type { Choice, Option } from './command.ts';
import { foldText } from './fold-text.ts';

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
