import { type APIInteraction, InteractionResponseType, InteractionType, MessageFlags } from 'discord.js';
import { type ChatQuestion, cleanLine } from '../chat/chat-question.ts';
import type { Inbox } from '../chat/inbox.ts';
import { createAcknowledgement, respond } from './acknowledge.ts';
import type { DiscordJob } from './job.ts';
import { decideAfterMs, type PerformDeps, wantedFor } from './perform.ts';
import { presentLines } from './present-answer.ts';
import type { Asker } from './read-interaction.ts';

export interface ListenDeps extends PerformDeps {
  inbox: Inbox<DiscordJob>;
}

/** The job that an interaction brings. */
export function makeJob(
  { id, token }: Pick<APIInteraction, 'id' | 'token'>,
  { user, guildId, locale, sizeLimit }: Asker,
  question: Pick<ChatQuestion, 'line'> & Partial<ChatQuestion>,
  changes: Partial<DiscordJob> = {},
): DiscordJob {
  return {
    question: {
      actorId: `discord:${user}`,
      locale,
      view: 'picture',
      isPrivate: false,
      ...question,
      line: cleanLine(question.line),
    },
    interactionId: id,
    token,
    user,
    guildId,
    pressed: null,
    sizeLimit,
    acknowledged: null,
    begun: false,
    shares: null,
    byForm: false,
    ...changes,
  };
}

/**
 * Keeps a job once and does it; the interaction is acknowledged in time whatever that takes. What is another's, or was
 * done before, is left to it.
 */
export async function takeIn(listenDeps: ListenDeps, job: DiscordJob): Promise<void> {
  const { deps, rest, applicationId, owed, inbox } = listenDeps;
  const { interactionId, token, shares, pressed } = job;
  if (owed.has(interactionId)) return;
  const target = { rest, applicationId, interactionId, token, isPressed: pressed !== null };
  // A note in the channel only once it is known that the answer is to come there.
  const fallback = shares === null ? wantedFor(deps, job, null) : ({ kind: 'update' } as const);
  owed.set(interactionId, createAcknowledgement(target, fallback, decideAfterMs));
  const { isFirst, done } = inbox.accept(interactionId, job);
  if (await isFirst) return done;
  owed.get(interactionId)?.drop();
  owed.delete(interactionId);
}

/** Says a sentence to who acted alone, as the first answer; suggestions are simply none. */
export async function sayAtOnce(
  listenDeps: ListenDeps,
  interaction: APIInteraction,
  sentence: string,
): Promise<void> {
  const target = { interactionId: interaction.id, token: interaction.token };
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
    const data = { choices: [] };
    return respond(
      { rest: listenDeps.rest, ...target },
      { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data },
    );
  }
  return respondWith(listenDeps, target, sentence);
}

function respondWith(
  { rest }: ListenDeps,
  { interactionId, token }: Pick<DiscordJob, 'interactionId' | 'token'>,
  sentence: string,
): Promise<void> {
  const { body } = presentLines([sentence]);
  const data = { ...body, flags: body.flags | MessageFlags.Ephemeral };
  return respond(
    { rest, interactionId, token },
    { type: InteractionResponseType.ChannelMessageWithSource, data },
  );
}
