import { z } from 'zod';
import type { Locale } from '../../renderers/locale.ts';
import type { Action, TablePart } from '../../renderers/reply.ts';
import { ServiceError } from '../../services/errors.ts';
import { type Answer, type Command, type CommandContext, defineCommand } from '../command.ts';
import { listCommandLines, listOptionLines, mayAsk } from '../example-lines.ts';
import { matchCommand, namesOf } from '../find-command.ts';
import { foldText } from '../fold-text.ts';
import { findNearestNames } from '../nearest-names.ts';
import { choicesOf } from '../option-choices.ts';
import { helpTexts } from './regulars-help-texts.ts';

const optionSchema = z.string().optional();

/** `/regulars help [command]`: what can be asked, told from the very list that answers. */
export function defineHelp(list: () => readonly Command[]) {
  return defineCommand({
    name: 'regulars help',
    aliases: ['help', 'ajuda', 'regulars ajuda', 'regulars'],
    description: { en: 'What you can ask, and how', 'pt-BR': 'O que dá para perguntar, e como' },
    examples: [
      { en: '/regulars help', 'pt-BR': '/regulars help' },
      { en: '/regulars help kpi', 'pt-BR': '/regulars help kpi' },
    ],
    role: 'viewer',
    visibility: 'private',
    options: {
      command: {
        schema: optionSchema,
        description: { en: 'A command, for its options', 'pt-BR': 'Um comando, para ver as opções dele' },
        aliases: ['comando'],
        positional: true,
        examples: [{ en: 'kpi', 'pt-BR': 'kpi' }],
        suggest: () => list().map(({ name }) => ({ value: name, label: `/${name}` })),
      },
    },
    run: async (context, { command: typed }) => {
      const commands = list().filter((command) => mayAsk(context.actor.role, command));
      return typed === undefined
        ? explainAll(commands, context.locale)
        : explainOne(findNamed(commands, typed), context);
    },
  });
}

function findNamed(commands: readonly Command[], typed: string): Command {
  const words = foldText(typed).replace(/^\/ ?/, '').split(' ');
  const found = matchCommand(words, commands);
  if (found?.words === words.length) return found.command;
  const near = findNearestNames(words.join(' '), commands.flatMap(namesOf));
  const nearest = near.map(
    (name) => commands.find((command) => namesOf(command).includes(name))?.name ?? name,
  );
  throw new ServiceError('invalid_input', 'command_unknown', { part: typed, nearest: nearest.join(', ') });
}

function explainAll(commands: readonly Command[], locale: Locale): Answer {
  const words = helpTexts(locale);
  const lines = commands.map((command) => listCommandLines(command, locale)[0] ?? `/${command.name}`);
  const [first = '/regulars help', second = first] = lines;
  return {
    ...quiet,
    summary: words.summary(first, second),
    parts: [
      {
        type: 'table',
        key: 'commands',
        title: words.commands,
        columns: [
          column('command', words.columns.command),
          column('answers', words.columns.answers),
          column('example', words.columns.example),
        ],
        rows: commands.map((command, index) => ({
          command: `/${command.name}`,
          answers: command.description[locale],
          example: lines[index] ?? '',
        })),
      },
      { type: 'text', text: words.periods },
      { type: 'text', text: words.writing },
    ],
    actions: lines.slice(0, 3).map(toAction),
  };
}

function explainOne(command: Command, { locale }: CommandContext): Answer {
  const words = helpTexts(locale);
  const options = Object.keys(command.options);
  const table: TablePart = {
    type: 'table',
    key: 'options',
    title: words.options,
    columns: [
      column('option', words.columns.option),
      column('means', words.columns.means),
      column('example', words.columns.example),
    ],
    rows: options.map((name) => ({
      option: name,
      means: explainOption(command, name, locale),
      example: listOptionLines(command, name, locale)[0] ?? '',
    })),
  };
  return {
    ...quiet,
    summary: words.one(command.name, command.description[locale]),
    parts: [...(options.length > 0 ? [table] : []), { type: 'text', text: words.writing }],
    actions: listCommandLines(command, locale).map(toAction),
  };
}

function explainOption(command: Command, name: string, locale: Locale): string {
  const option = command.options[name];
  if (!option) return '';
  const labels = Object.values(choicesOf(option) ?? {}).map(({ label }) => label[locale]);
  const values = labels.length > 0 ? helpTexts(locale).values(labels.join(', ')) : '';
  return [option.description[locale], values].filter(Boolean).join('. ');
}

/** What an answer about the bot itself has none of. */
const quiet = { warnings: [], freshness: null, provenance: null };

function column(key: string, label: string): TablePart['columns'][number] {
  return { key, label, format: { kind: 'text' } };
}

function toAction(line: string): Action {
  return { label: line, ask: line };
}
