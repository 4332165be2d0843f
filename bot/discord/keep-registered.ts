import { setTimeout as pause } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { describeCause } from '../sort-errors.ts';
import { refusalOf } from './failures.ts';
import { registerCommands } from './register-commands.ts';

/** Longest that a start waits until the commands are registered, in milliseconds. */
const waitedMs = 2_000;
/** How soon it is tried again where Discord refused them, of which it allows so many a day, and where it failed. */
const refusedAgainMs = 10 * 60_000;
const failedAgainMs = 60_000;

/**
 * Keeps the commands registered: call it now and then. It is waited for shortly, never rejects, and does nothing while it is
 * under way, done, or not yet due again: who cannot be told of them may be asked those that Discord has.
 */
export function createKeepRegistered(
  rest: REST,
  { commands, log }: Pick<ChatDeps, 'commands' | 'log'>,
): (applicationId: string) => Promise<void> {
  let dueAt = 0;
  const register = async (applicationId: string) => {
    try {
      const isNew = await registerCommands(rest, applicationId, commands);
      if (isNew) log.info({ platform: 'discord' }, 'commands registered');
    } catch (error) {
      log.warn({ platform: 'discord', err: describeCause(error) }, 'commands not registered, trying again');
      dueAt = Date.now() + (refusalOf(error) === null ? failedAgainMs : refusedAgainMs);
    }
  };
  return async (applicationId) => {
    if (Date.now() < dueAt) return;
    dueAt = Number.POSITIVE_INFINITY;
    await Promise.race([register(applicationId), pause(waitedMs, undefined, { ref: false })]);
  };
}
