import type { Command, CommandContext } from './command.ts';
import { type FoundCommand, findCommand, matchCommand } from './find-command.ts';
import { findOptionByWord, readOptions } from './read-options.ts';
import { quoteValue, splitLine } from './split-line.ts';

export interface ParsedLine {
  command: Command;
  options: Record<string, unknown>;
  /** The line in its canonical form, `/kpi 2026-10 by:source`; it parses to the same. */
  question: string;
}

/**
 * Reads one line as people type it into a command and its options. Case, accents, quotes of any shape, a missing
 * slash and a mention before it make no difference.
 *
 * @throws ServiceError `invalid_input` as `splitLine`, `findCommand` and `readOptions` do; nothing else.
 */
export function parseLine(line: string, commands: readonly Command[], context: CommandContext): ParsedLine {
  return parseFound(findCommand(splitLine(line), commands), commands, context);
}

/** Reads the options of a command that was found. */
export function parseFound(
  { command, rest }: FoundCommand,
  commands: readonly Command[],
  context: CommandContext,
): ParsedLine {
  const { values, texts } = readOptions(command, rest, context);
  return { command, options: values, question: writeLine(command, texts, commands) };
}

function writeLine(
  command: Command,
  texts: ReadonlyMap<string, string>,
  commands: readonly Command[],
): string {
  const words: string[] = [];
  const rest: string[] = [];
  for (const [name, text] of texts) {
    if (command.options[name]?.rest) rest.push(`${name} ${text}`);
    else if (command.options[name]?.positional) words.unshift(quotePositional(command, text, commands));
    else words.push(`${name}:${quoteValue(text)}`);
  }
  return [`/${command.name}`, ...words, ...rest].join(' ');
}

/** Quotes also a word that would be read as an option's name or as more of the command's. */
function quotePositional(command: Command, text: string, commands: readonly Command[]): string {
  const words = [...command.name.split(' '), text];
  const longer = (matchCommand(words, commands)?.words ?? 0) >= words.length;
  return longer || findOptionByWord(command, text) !== undefined ? `"${text}"` : quoteValue(text);
}
