import { setTimeout as pause } from 'node:timers/promises';
import {
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  Routes,
} from 'discord.js';
import { type ChatQuestion, cleanLine } from '../chat/chat-question.ts';
import type { Inbox } from '../chat/inbox.ts';
import {
  acknowledge,
  createAcknowledgement,
  firstAnswer,
  respond,
  type Target,
  targetOf,
} from './acknowledge.ts';
import { codes, judgeDiscord, refusalOf } from './failures.ts';
import type { Acknowledged, DiscordJob } from './job.ts';
import { decideAfterMs, type PerformDeps, wantedFor } from './perform.ts';
import { presentLines } from './present-answer.ts';
import type { Asker } from './read-interaction.ts';

export interface ListenDeps extends PerformDeps {
  inbox: Inbox<DiscordJob>;
  /** Whether no other replica can be sent the same interactions. */
  isSure: () => boolean;
}

/** Milliseconds for which another replica, which may be better off, goes first. */
const deferMs = 1_500;
/** Longest that its one try to acknowledge may take, in milliseconds. */
const tryWithinMs = 1_000;

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
  const { deps, owed, inbox } = listenDeps;
  const { interactionId } = job;
  if (owed.has(interactionId)) return;
  if (!listenDeps.isSure()) return takeInLate(listenDeps, job);
  const target = targetOf(listenDeps, job);
  owed.set(interactionId, createAcknowledgement(target, firstAnswerTo(deps, job), decideAfterMs));
  const { isFirst, done } = inbox.accept(interactionId, job);
  if (await isFirst) return done;
  owed.get(interactionId)?.drop();
  owed.delete(interactionId);
}

/**
 * Keeps a job which another replica may have been sent too, because the database has not said for a while which of them
 * is to answer: only where none has acknowledged it.
 */
async function takeInLate(listenDeps: ListenDeps, job: DiscordJob): Promise<void> {
  const { deps, inbox } = listenDeps;
  await pause(deferMs);
  const wanted = firstAnswerTo(deps, job);
  const target = targetOf(listenDeps, job);
  let acknowledged = wanted;
  try {
    await answerOnce(target, wanted);
  } catch (error) {
    const isTaken = (cause: unknown) => refusalOf(cause) === codes.alreadyAcknowledged;
    if (isTaken(error)) return;
    if (judgeDiscord(error).kind === 'unsure') {
      // What the one try may have left is ours.
      acknowledged = await acknowledge(target, wanted);
    } else {
      const isOurs = await respond(target, firstAnswer(wanted)).then(
        () => true,
        (again: unknown) => (isTaken(again) ? false : Promise.reject(again)),
      );
      if (!isOurs) return;
    }
  }
  await inbox.accept(job.interactionId, { ...job, acknowledged }).done;
}

/** One try to acknowledge, so that it is known whether another has done so already. Throws what Discord says. */
async function answerOnce({ rest, interactionId, token }: Target, wanted: Acknowledged): Promise<void> {
  const signal = AbortSignal.timeout(tryWithinMs);
  const route = Routes.interactionCallback(interactionId, token);
  await rest.post(route, { body: firstAnswer(wanted), auth: false, signal });
}

/** What is acknowledged before anything is known: a note in the channel only once the answer is to come there. */
function firstAnswerTo(deps: ListenDeps['deps'], job: DiscordJob): Acknowledged {
  return job.shares === null ? wantedFor(deps, job, null) : { kind: 'update' };
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
