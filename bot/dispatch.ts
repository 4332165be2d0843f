import { randomInt } from 'node:crypto';
import { makeAllInert } from '../renderers/inert-text.ts';
import type { Locale } from '../renderers/locale.ts';
import type { Freshness, Reply } from '../renderers/reply.ts';
import type { Actor, Context, Role } from '../services/context.ts';
import { ServiceError } from '../services/errors.ts';
import type { Command, CommandContext } from './command.ts';
import { mayAsk } from './example-lines.ts';
import { findCommand } from './find-command.ts';
import { parseFound } from './parse.ts';
import { replyToError } from './reply-errors.ts';
import { asServiceError, describeCause, isOwnFault } from './sort-errors.ts';
import { splitLine } from './split-line.ts';

/** One line that somebody asks. */
export interface Question {
  text: string;
  /** `console:…`, `web:…`, `slack:U…`, `discord:…`. */
  actorId: string;
  role: Role;
  /** How the asker reads; the deployment's language where it is not known. */
  locale?: Locale;
  platform: string;
}

/** Answers a line. Never rejects: what goes wrong is an answer too. */
export type Ask = (question: Question) => Promise<Reply>;

/** The part of the log that dispatch writes to. */
interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface DispatchDeps {
  commands: readonly Command[];
  context: (actor: Actor) => Promise<Context>;
  log: Log;
  /** The deployment's language. */
  locale: Locale;
  /** How fresh the data is, for answers that do not say it themselves. */
  freshness: (context: Context, locale: Locale) => Promise<Freshness | null>;
  /** Milliseconds that an answer may take. */
  timeoutMs?: number;
}

/** What is known of a question so far, for the log and for what is said when it fails. */
interface Progress {
  command: Command | null;
  question: string | null;
}

/** No letters and digits that are mistaken for one another when read out. */
const referenceLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Makes the one way that every question goes: find the command, authorise, read the options, run. Everything that
 * fails on it is caught here, once, and no text in its answer, from data or from who asks, can change how others show.
 */
export function createDispatch(deps: DispatchDeps): Ask {
  const settle = createSettle(deps);
  return async (question) => makeAllInert(await settle(question));
}

/** The answer to a question, or what is said of its failure. */
function createSettle(deps: DispatchDeps): Ask {
  const timeoutMs = deps.timeoutMs ?? 10_000;
  return async (question) => {
    const started = performance.now();
    const progress: Progress = { command: null, question: null };
    const seen = () => ({
      platform: question.platform,
      command: progress.command?.name ?? null,
      ms: Math.round(performance.now() - started),
    });
    try {
      const answering = answer(deps, question, progress);
      // Which command it is, is known as soon as it is begun.
      const reply = await limitTime(answering, progress.command?.timeoutMs ?? timeoutMs);
      deps.log.info({ ...seen(), tone: reply.tone }, 'answered');
      return reply;
    } catch (cause) {
      const error = asServiceError(cause);
      const reference = isOwnFault(error) ? makeReference() : null;
      if (reference === null) deps.log.info({ ...seen(), reason: error.reason }, 'refused');
      else
        deps.log.error({ ...seen(), reason: error.reason, reference, err: describeCause(cause) }, 'failed');
      const { commands } = deps;
      return replyToError(error, { ...progress, commands, ...asker(deps, question), reference });
    }
  };
}

async function answer(deps: DispatchDeps, question: Question, progress: Progress): Promise<Reply> {
  const found = findCommand(splitLine(question.text), deps.commands);
  const { command } = found;
  progress.command = command;
  const { role, locale } = asker(deps, question);
  if (!mayAsk(role, command)) {
    throw new ServiceError('forbidden', 'role_needed', { command: command.name, role: command.role });
  }
  const context: CommandContext = { ...(await deps.context({ id: question.actorId, role })), locale };
  const parsed = parseFound(found, deps.commands, context);
  progress.question = parsed.question;
  const result = await command.run(context, parsed.options);
  return {
    ...result,
    question: result.question ?? parsed.question,
    tone: result.tone ?? 'answer',
    visibility: command.visibility,
    freshness: result.freshness ?? (await findFreshness(deps, context)),
  };
}

/** An answer is not lost because its freshness cannot be told. */
async function findFreshness(deps: DispatchDeps, context: CommandContext): Promise<Freshness | null> {
  try {
    return await deps.freshness(context, context.locale);
  } catch (cause) {
    deps.log.warn({ err: describeCause(cause) }, 'freshness unknown');
    return null;
  }
}

function asker(deps: DispatchDeps, question: Question): { role: Role; locale: Locale } {
  return { role: question.role, locale: question.locale ?? deps.locale };
}

async function limitTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const seconds = Math.ceil(ms / 1000);
    timer = setTimeout(() => reject(new ServiceError('upstream', 'timed_out', { seconds })), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function makeReference(): string {
  return Array.from({ length: 8 }, () => referenceLetters[randomInt(referenceLetters.length)]).join('');
}
