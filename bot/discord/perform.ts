import { setTimeout as pause } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { Reply } from '../../renderers/reply.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { askQuestion, isPrivateSoFar } from '../chat/chat-question.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import type { Task } from '../chat/inbox.ts';
import { type PreparedAnswer, prepareAnswer } from '../chat/prepare-answer.ts';
import { claimShare, showClaimed } from '../chat/share.ts';
import { describeCause } from '../sort-errors.ts';
import { type Acknowledgement, acknowledge, targetOf } from './acknowledge.ts';
import { addPrivateLine, deliver, replaceByLine } from './deliver.ts';
import { discordTexts } from './discord-texts.ts';
import type { Acknowledged, DiscordJob } from './job.ts';
import type { Membership } from './membership.ts';

export interface PerformDeps {
  deps: ChatDeps;
  rest: REST;
  applicationId: string;
  membership: Membership;
  /** The first answers that this process owes, by their interactions; whoever performs takes them. */
  owed: Map<string, Acknowledgement>;
}

/** Milliseconds for which an answer is waited for, so that its note is as private as the answer. */
export const decideAfterMs = 500;

/** Answers one question in Discord: asks, says that it is at work, draws, and puts the answer in its place. */
export async function performDiscordJob(
  performDeps: PerformDeps,
  job: DiscordJob,
  task: Task<DiscordJob>,
): Promise<void> {
  const { deps, membership, owed } = performDeps;
  const { interactionId, question, shares } = job;
  const target = targetOf(performDeps, job, task.hold);
  const owe = owed.get(interactionId);
  owed.delete(interactionId);
  const settle = async (wanted: Acknowledged) =>
    job.acknowledged ?? (owe ? owe.settle(wanted) : acknowledge(target, wanted));
  /** What is said in place of an answer, to who asked alone. */
  const sayInstead = async (sentence: string) => {
    const { kind } = await settle({ kind: 'note', isPrivate: true });
    await (kind === 'note' ? replaceByLine(target, sentence) : addPrivateLine(target, sentence));
  };
  const words = discordTexts(question.locale);
  const isOurs = await membership.isMember(job).catch((error: unknown) => {
    deps.log.warn({ platform: 'discord', err: describeCause(error) }, 'membership unknown');
    return null;
  });
  if (!isOurs) return sayInstead(isOurs === null ? words.memberUnknown : words.notHere);
  const share = shares === null ? null : { platform: 'discord', reference: shares, eventId: task.eventId };
  const claimed = !share || (await claimShare(deps, share, task.attempt === 1));
  if (!claimed) {
    const { notKept, sharedAlready } = chatTexts(question.locale);
    return sayInstead(claimed === null ? notKept : sharedAlready);
  }
  await showClaimed(deps, share, async () => {
    const asking = askQuestion(deps, question);
    const early = await Promise.race([asking, pause(decideAfterMs, null)]);
    const acknowledged = await settle(wantedFor(deps, job, early));
    const noted = { ...job, acknowledged };
    if (job.acknowledged === null) await task.keep(noted);
    const answer = await prepare(deps, noted, early ?? (await asking));
    const begin = () => task.keep({ ...noted, begun: true });
    const outcome = await deliver(answer, noted, { target, log: deps.log, begin });
    deps.log.info({ platform: 'discord', outcome, attempt: task.attempt }, 'answer settled');
    if (outcome === 'in_doubt') return 'in_doubt';
    // What the channel has not seen may be shown to it again.
    return outcome === 'delivered' && !answer.isPrivate ? 'shown' : 'not_shown';
  });
}

/** The first answer to an interaction, from what is known of its reply: nothing yet, where it takes longer. */
export function wantedFor(deps: ChatDeps, job: DiscordJob, early: Reply | null): Acknowledged {
  const { question, pressed, shares, guildId } = job;
  if (shares !== null) return { kind: 'note', isPrivate: early?.visibility === 'private' };
  const isPrivate = isPrivateSoFar(deps, question, early);
  // Of direct messages nobody else sees anything; and an error takes no answer's place.
  const stays = guildId === null || !isPrivate || pressed?.isPrivate === true;
  if (pressed !== null && stays && early?.tone !== 'error') return { kind: 'update' };
  return { kind: 'note', isPrivate: isPrivate && guildId !== null };
}

async function prepare(deps: ChatDeps, job: DiscordJob, reply: Reply): Promise<PreparedAnswer> {
  const { question, acknowledged, guildId, byForm } = job;
  const standsPrivately = acknowledged?.kind === 'note' && acknowledged.isPrivate;
  const answer = await prepareAnswer(
    deps,
    { ...question, isPrivate: question.isPrivate || standsPrivately },
    reply,
  );
  return {
    ...answer,
    mayShare: answer.mayShare && guildId !== null,
    // A form says nothing of what was wrong in it: it can be opened again, with what was written.
    hasForm: answer.hasForm || (byForm && reply.tone === 'error'),
  };
}
