import type { Locale } from '../renderers/locale.ts';
import { type Role, roles } from '../services/context.ts';
import type { Command } from './command.ts';
import { findOption } from './read-options.ts';
import { quoteValue, splitLine } from './split-line.ts';

/** Whether a role includes what a command asks for. */
export function mayAsk(role: Role, command: Pick<Command, 'role'>): boolean {
  return roles.indexOf(role) >= roles.indexOf(command.role);
}

/** Lines that show an option at work. Its examples are values, or what follows the command's name: `by channel`. */
export function listOptionLines(command: Command, name: string, locale: Locale): string[] {
  const option = command.options[name];
  return (option?.examples ?? []).map((example) => {
    const text = example[locale];
    if (text.startsWith('/')) return text;
    const [first, value] = splitLine(text);
    const saysItsName =
      first !== undefined && value !== undefined && findOption(command, first.text) === name;
    return `/${command.name} ${option?.positional || saysItsName ? text : `${name}:${quoteValue(text)}`}`;
  });
}

/** Lines that ask a command, as a person may type them. */
export function listCommandLines(command: Command, locale: Locale): string[] {
  const lines = command.examples.map((example) => example[locale]);
  return lines.length > 0 ? lines : [`/${command.name}`];
}
