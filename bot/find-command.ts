import { ServiceError } from '../services/errors.ts';
import type { Command } from './command.ts';
import { foldText } from './fold-text.ts';
import { findNearestNames } from './nearest-names.ts';
import type { Token } from './split-line.ts';

export interface FoundCommand {
  command: Command;
  /** What follows the command's name. */
  rest: Token[];
}

/**
 * The command that a line begins with, the longest name first: `rfm moves` before `rfm`.
 *
 * @throws ServiceError `command_missing`, or `command_unknown` with the `nearest` names.
 */
export function findCommand(tokens: Token[], commands: readonly Command[]): FoundCommand {
  const words = leadingWords(tokens);
  const found = matchCommand(words, commands);
  if (found) return { command: found.command, rest: tokens.slice(found.words) };
  const [first] = tokens;
  if (!first) throw new ServiceError('invalid_input', 'command_missing');
  const typed = words.slice(0, 2).join(' ') || first.text.slice(0, 100);
  const nearest = nearestCommands(words, commands).join(', ');
  throw new ServiceError('invalid_input', 'command_unknown', { part: typed, nearest });
}

/** The longest name or alias that the words begin with, and how many words it has. */
export function matchCommand(
  words: string[],
  commands: readonly Command[],
): { command: Command; words: number } | undefined {
  const typed = words.map(foldText);
  return commands
    .flatMap((command) => namesOf(command).map((name) => ({ command, name: foldText(name).split(' ') })))
    .filter(({ name }) => name.every((word, index) => word === typed[index]))
    .map(({ command, name }) => ({ command, words: name.length }))
    .sort((a, b) => b.words - a.words)[0];
}

/** The unquoted words that a line begins with: a command's name may be among them, a quoted word never is. */
export function leadingWords(tokens: Token[]): string[] {
  const end = tokens.findIndex((token) => token.kind !== 'word' || token.quoted);
  return tokens.slice(0, end === -1 ? tokens.length : end).map((token) => token.text);
}

/**
 * A command's name and its other words: also what a Portuguese reader says after an English word that their chat proposes,
 * and the other way round, `/customer apagar`.
 */
export function namesOf(command: Command): string[] {
  const told = [command.name, ...(command.aliases ?? [])];
  const parts = told.filter((name) => name.includes(' ')).map((name) => name.split(/ (.*)/));
  const heads = parts.map(([head = '']) => head);
  const mixed = heads.flatMap((head) => parts.map(([, rest = '']) => `${head} ${rest}`));
  return [...new Set([...told, ...mixed])];
}

function nearestCommands(words: string[], commands: readonly Command[]): string[] {
  const names = commands.map((command) => command.name);
  const [first = ''] = words;
  const near = [2, 1].flatMap((count) =>
    findNearestNames(
      words.slice(0, count).join(' '),
      commands.flatMap(namesOf).filter((name) => name.split(' ').length === count),
    ),
  );
  const meant = near.map((name) => commands.find((command) => namesOf(command).includes(name))?.name ?? name);
  const sameFamily = names.filter((name) => name.startsWith(`${foldText(first)} `));
  return [...new Set([...meant, ...sameFamily])].slice(0, 2);
}
