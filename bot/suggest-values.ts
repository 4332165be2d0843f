import type { Locale } from '../renderers/locale.ts';
import type { Command, CommandContext, Option, Suggestion } from './command.ts';
import { foldText } from './fold-text.ts';
import { choicesOf } from './option-choices.ts';
import { quoteValue } from './split-line.ts';

export interface SuggestedItem {
  /** Replaces the line from `from` to `to`. */
  value: string;
  label: string;
  detail?: string;
}

/** The options not given yet that a word begins, and those with a value that it begins: `view:grid` for `gr`. */
export function suggestOptions(
  command: Command,
  given: ReadonlySet<string | undefined>,
  typed: string,
  locale: Locale,
): SuggestedItem[] {
  const wanted = foldText(typed);
  return Object.entries(command.options)
    .filter(([name, option]) => !option.positional && !given.has(name))
    .flatMap(([name, option]) => {
      const detail = option.description[locale];
      if ([name, ...(option.aliases ?? [])].some((known) => foldText(known).startsWith(wanted))) {
        return [{ value: `${name}:`, label: `${name}:`, detail }];
      }
      const values = listChoices(option, typed, locale) ?? [];
      return values.map(({ value, label }) => ({
        value: `${name}:${quoteValue(value)} `,
        label: `${name}:${label}`,
        detail,
      }));
    });
}

/** The values of an option that go on with what was typed. */
export async function suggestValues(
  command: Command,
  name: string,
  typed: string,
  { locale, context }: { locale: Locale; context?: CommandContext },
): Promise<SuggestedItem[]> {
  const option = command.options[name];
  if (!option) return [];
  // Words for the positional option need no quotes where it reads them itself; a name could be taken for another word.
  const isBare = option.rest || (option.positional && option.read);
  const write = (value: string) => (isBare ? value : quoteValue(value));
  const found =
    listChoices(option, typed, locale) ??
    (context && option.suggest ? await option.suggest(typed, context) : []);
  return found.map(({ value, label }) => ({ value: `${write(value)} `, label }));
}

/** The values that an option allows, as far as what was typed begins them; undefined where it takes free text. */
export function listChoices(option: Option, typed: string, locale: Locale): Suggestion[] | undefined {
  const choices = choicesOf(option);
  const wanted = foldText(typed);
  return (
    choices &&
    Object.entries(choices)
      .map(([value, { label }]) => ({ value, label: label[locale] }))
      .filter(({ value, label }) => [value, label].some((word) => foldText(word).startsWith(wanted)))
  );
}
