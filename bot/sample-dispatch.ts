import { z } from 'zod';
import type { Role } from '../services/context.ts';
import { type Answer, type Command, type CommandContext, defineCommand } from './command.ts';
import { defineHelp } from './commands/regulars-help.ts';
import { createDispatch, type DispatchDeps, type Question } from './dispatch.ts';
import { makeContext, sampleCommands } from './sample-commands.ts';

/** The least that a command can answer. */
export const plain: Answer = {
  summary: 'Revenue rose.',
  parts: [],
  actions: [],
  warnings: [],
  freshness: null,
  provenance: null,
};

/** What dispatch logged, until a test empties it. */
export const logged: { level: string; fields: Record<string, unknown>; message: string }[] = [];
const log = Object.fromEntries(
  ['info', 'warn', 'error'].map((level) => [
    level,
    (fields: Record<string, unknown>, message: string) => logged.push({ level, fields, message }),
  ]),
) as unknown as DispatchDeps['log'];

/** A command whose run is given, beside the sample ones. */
export function withRun(run: (context: CommandContext) => Promise<Answer>, role: Role = 'viewer'): Command[] {
  const trial = defineCommand({
    name: 'trial',
    description: { en: 'A trial', 'pt-BR': 'Um teste' },
    examples: [{ en: '/trial now', 'pt-BR': '/trial agora' }],
    role,
    visibility: 'public',
    options: {
      when: {
        schema: z.string().optional(),
        description: { en: 'When', 'pt-BR': 'Quando' },
        positional: true,
        examples: [
          { en: 'last month', 'pt-BR': 'mês passado' },
          { en: 'today', 'pt-BR': 'hoje' },
        ],
      },
    },
    run,
  });
  const commands: Command[] = [trial, ...sampleCommands, defineHelp(() => commands)];
  return commands;
}

export const freshness = { text: 'Data to 22 Nov 2026', through: '2026-11-22', stale: false };

/** Asks one line of a dispatch made of samples. */
export function ask(text: string, deps: Partial<DispatchDeps> = {}, question: Partial<Question> = {}) {
  const dispatch = createDispatch({
    commands: withRun(async () => plain),
    context: async (actor) => ({ ...makeContext('en'), actor }),
    log,
    locale: 'en',
    freshness: async () => freshness,
    ...deps,
  });
  return dispatch({ text, actorId: 'console:ana', role: 'viewer', platform: 'console', ...question });
}
