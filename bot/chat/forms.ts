import type { Locale } from '../../renderers/locale.ts';
import { ServiceError } from '../../services/errors.ts';
import type { Command, CommandContext, Option } from '../command.ts';
import { findCommand } from '../find-command.ts';
import { choicesOf, findChoice } from '../option-choices.ts';
import { parseLine } from '../parse.ts';
import { collectTexts } from '../read-options.ts';
import { quoteValue, splitLine } from '../split-line.ts';

/** One option of a command as a form asks for it. */
export interface FormField {
  name: string;
  label: string;
  hint: string;
  required: boolean;
  /** The values that may be chosen; null where anything may be written. */
  choices: { value: string; label: string }[] | null;
  /** While one writes, values are suggested. */
  suggests: boolean;
  /** It may take several lines. */
  isLong: boolean;
  /** An example of what may be written. */
  example: string;
  /** What stands there already. */
  value: string | null;
}

/** A command with its options to fill in. */
export interface Form {
  command: string;
  /** The command that it asks once it is filled in. */
  asks: string;
  description: string;
  fields: FormField[];
}

/** The form of the command that a line names, with what the line says filled in. Throws ServiceError without one. */
export function makeForm(line: string, commands: readonly Command[], locale: Locale): Form {
  const { command, rest } = findCommand(splitLine(line, { lenient: true }), commands);
  const given = readTexts(command, rest);
  return {
    command: command.name,
    asks: command.formAsks ?? command.name,
    description: command.description[locale],
    fields: Object.entries(command.options).map(([name, option]) => ({
      ...makeField(name, option, given, locale),
      example: findExample(command, name, locale),
    })),
  };
}

/** What a line gives for a command's options; nothing where it cannot be read. */
function readTexts(command: Command, rest: Parameters<typeof collectTexts>[1]): Map<string, string> {
  try {
    return collectTexts(command, rest);
  } catch {
    return new Map();
  }
}

/** An example of an option's value: of a whole line, what it gives for the option. */
function findExample(command: Command, name: string, locale: Locale): string {
  const text = command.options[name]?.examples[0]?.[locale] ?? '';
  if (!text.startsWith('/')) return text;
  const tokens = splitLine(text);
  return readTexts(command, tokens.slice(command.name.split(' ').length)).get(name) ?? '';
}

function makeField(
  name: string,
  option: Option,
  given: Map<string, string>,
  locale: Locale,
): Omit<FormField, 'example'> {
  const choices = choicesOf(option);
  const typed = given.get(name);
  const word = (locale === 'en' ? undefined : option.aliases?.[0]) ?? name;
  return {
    name,
    label: word.charAt(0).toUpperCase() + word.slice(1),
    hint: option.description[locale],
    required: isRequired(option),
    choices: choices
      ? Object.entries(choices).map(([value, { label }]) => ({ value, label: label[locale] }))
      : null,
    // A rule is longer than what may be chosen.
    suggests: !choices && !option.rest && option.suggest !== undefined,
    isLong: option.rest === true,
    value: (typed !== undefined && choices ? findChoice(option, typed) : typed) ?? null,
  };
}

/** Whether a command cannot be asked without the option. */
export function isRequired(option: Option): boolean {
  return !option.schema.safeParse(undefined).success;
}

/** Whether a line lacks something without which its command cannot be asked, so that a form has to ask for it. */
export function lacksRequired(line: string, commands: readonly Command[], context: CommandContext): boolean {
  try {
    parseLine(line, commands, context);
    return false;
  } catch (error) {
    return error instanceof ServiceError && error.reason === 'option_missing';
  }
}

/** The line that a filled-in form asks; what is empty is left out. */
export function writeFormLine(
  command: string,
  values: Readonly<Record<string, string | null | undefined>>,
): string {
  const words = Object.entries(values).flatMap(([name, value]) =>
    value?.trim() ? [`${name}:${quoteValue(value.trim())}`] : [],
  );
  return [`/${command}`, ...words].join(' ');
}

/** What is wrong with a filled-in form: the option and the error; null where it can be asked. */
export function checkFormLine(
  line: string,
  commands: readonly Command[],
  context: CommandContext,
): { option: string | null; error: ServiceError } | null {
  try {
    parseLine(line, commands, context);
    return null;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { option } = error.params;
    return { option: option === undefined ? null : String(option), error };
  }
}
