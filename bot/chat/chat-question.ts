import { z } from 'zod';
import { locales } from '../../renderers/locale.ts';
import type { Reply } from '../../renderers/reply.ts';
import type { Command } from '../command.ts';
import { findCommand } from '../find-command.ts';
import { splitLine } from '../split-line.ts';
import type { ChatDeps } from './chat-deps.ts';

/** What an answer shows first: its picture, or its tables in place of it. */
export const views = ['picture', 'table'] as const;

/** A question as a chat asks it, in the form in which the database keeps it. */
export const chatQuestionSchema = z.object({
  /** The line as typed, or as a button or form makes it. */
  line: z.string(),
  /** `slack:U…`, `discord:…`. */
  actorId: z.string(),
  locale: z.enum(locales),
  view: z.enum(views),
  /** Only who asked may see the answer, whatever the command says. */
  isPrivate: z.boolean(),
});

export type ChatQuestion = z.output<typeof chatQuestionSchema>;

/** A line as a chat sends it, without what no database takes. */
export function cleanLine(text: string): string {
  return text.replaceAll('\0', '').trim();
}

/** Answers a question through the one way that all go. Never rejects. */
export function askQuestion(deps: ChatDeps, { line, actorId, locale }: ChatQuestion): Promise<Reply> {
  const [platform = ''] = actorId.split(':');
  return deps.ask({ text: line, actorId, role: deps.roleOf(actorId), locale, platform });
}

/** Whether only who asks may see the answer: by the answer, or while there is none yet by its command. */
export function isPrivateSoFar(deps: ChatDeps, question: ChatQuestion, reply: Reply | null): boolean {
  if (question.isPrivate) return true;
  const visibility = reply?.visibility ?? commandOf(question.line, deps.commands)?.visibility;
  return visibility !== 'public';
}

/** The command that a line names, whatever is wrong with the rest of it; undefined where it names none. */
export function commandOf(line: string, commands: readonly Command[]): Command | undefined {
  try {
    return findCommand(splitLine(line, { lenient: true }), commands).command;
  } catch {
    return undefined;
  }
}
