import { type APIMessage, MessageFlags, Routes } from 'discord.js';
import { attempt, InDoubtError } from '../chat/attempt.ts';
import type { Log } from '../chat/chat-deps.ts';
import { LostJobError } from '../chat/lost-job-error.ts';
import type { PreparedAnswer } from '../chat/prepare-answer.ts';
import { describeCause } from '../sort-errors.ts';
import type { Target } from './acknowledge.ts';
import { discordTexts } from './discord-texts.ts';
import { isContentRefusal, judgeDiscord } from './failures.ts';
import type { DiscordJob } from './job.ts';
import { type DiscordMessage, presentAnswer, presentLines } from './present-answer.ts';

/** What became of an answer. */
export type Delivered = 'delivered' | 'in_doubt' | 'undeliverable';

/** How an answer gets where it belongs: in place of what is there, or as a message of its own. */
type Way = 'replace' | 'beside_privately' | 'beside_publicly';

export interface DeliverDeps {
  target: Target;
  log: Log;
  /** Keeps that a message was begun that nobody can look for; rejects where another process has taken over. */
  begin: () => Promise<void>;
}

/** Puts an answer where it belongs, once. Rejects only as `begin` does. */
export async function deliver(
  answer: PreparedAnswer,
  job: DiscordJob,
  { target, log, begin }: DeliverDeps,
): Promise<Delivered> {
  const line = answer.reply.question ?? answer.question.line;
  const words = discordTexts(answer.question.locale);
  const way = chooseWay(answer, job);
  const isNoted = job.acknowledged?.kind === 'note';
  const unsure = way === 'beside_privately' ? words.answeredPrivately(line) : words.inDoubt(line);
  const tell = (sentence: string) => tellInPlace(target, sentence, isNoted, log);
  if (job.begun) return tell(unsure).then(() => 'in_doubt');
  if (way !== 'replace') await begin();
  try {
    // What comes first after a note takes its place, and with it whoever sees it.
    if (way === 'beside_privately' && isNoted) await replace(target, presentLines([unsure]));
    await sendPlainer(answer, job, log, (message) =>
      way === 'replace' ? replace(target, message) : addBeside(target, message, way),
    );
    if (way === 'beside_privately' && isNoted) await removeNote(target, log);
    return 'delivered';
  } catch (error) {
    if (error instanceof LostJobError) throw error;
    log.error({ platform: 'discord', way, err: describeCause(error) }, 'answer not delivered');
    const isDoubtful = error instanceof InDoubtError;
    await tell(isDoubtful ? unsure : words.notSent(line));
    return isDoubtful ? 'in_doubt' : 'undeliverable';
  }
}

/** What only who asked may see takes no place that others see, and an error takes no answer's. */
function chooseWay({ isPrivate, reply }: PreparedAnswer, job: DiscordJob): Way {
  const { acknowledged, pressed, shares, guildId } = job;
  const isNoted = acknowledged?.kind === 'note';
  const standsPrivately = isNoted ? acknowledged.isPrivate : (pressed?.isPrivate ?? false);
  if (isPrivate && !standsPrivately && guildId !== null) return 'beside_privately';
  if (isNoted) return 'replace';
  if (reply.tone === 'error') return 'beside_privately';
  return shares === null ? 'replace' : 'beside_publicly';
}

/** Sends an answer, and where Discord refuses what is in it, without its pictures, at last its sentence. */
async function sendPlainer(
  answer: PreparedAnswer,
  { sizeLimit, shares, user }: DiscordJob,
  log: Log,
  send: (message: DiscordMessage) => Promise<void>,
): Promise<void> {
  const sharedBy = shares === null ? null : user;
  const versions = [
    () => presentAnswer(answer, { sizeLimit, sharedBy }),
    () => presentAnswer(answer, { sizeLimit: 0, sharedBy }),
    () => presentLines([answer.reply.summary]),
  ];
  let refusal: unknown;
  for (const present of versions) {
    try {
      return await send(present());
    } catch (error) {
      if (!isContentRefusal(error)) throw error;
      log.error({ platform: 'discord', err: describeCause(error) }, 'message refused, sent plainer');
      refusal = error;
    }
  }
  throw refusal;
}

/** Replaces the note, or the message whose button was pressed: doing it twice is as once. */
async function replace({ rest, applicationId, token, hold }: Target, { body, files }: DiscordMessage) {
  const route = Routes.webhookMessage(applicationId, token);
  await attempt(() => rest.patch(route, { body, files: [...files], auth: false }), {
    judge: judgeDiscord,
    hold,
    repeatable: true,
  });
}

/** A message of its own, which nobody can look for afterwards. */
async function addBeside(
  { rest, applicationId, token, hold }: Target,
  { body, files }: DiscordMessage,
  way: Way,
) {
  const flags = way === 'beside_privately' ? body.flags | MessageFlags.Ephemeral : body.flags;
  const route = Routes.webhook(applicationId, token);
  await attempt(
    () =>
      rest.post(route, { body: { ...body, flags }, files: [...files], auth: false }) as Promise<APIMessage>,
    { judge: judgeDiscord, hold },
  );
}

async function removeNote({ rest, applicationId, token }: Target, log: Log) {
  await attempt(() => rest.delete(Routes.webhookMessage(applicationId, token), { auth: false }), {
    judge: judgeDiscord,
    repeatable: true,
    withinMs: 10_000,
  }).catch((error: unknown) => log.warn({ platform: 'discord', err: describeCause(error) }, 'note stays'));
}

/** Says what became of an answer where the person looks for it: in the note's place, else for the person alone. */
async function tellInPlace(target: Target, sentence: string, isNoted: boolean, log: Log) {
  const message = presentLines([sentence]);
  const telling = isNoted ? replace(target, message) : addBeside(target, message, 'beside_privately');
  await telling.catch((error: unknown) =>
    log.warn({ platform: 'discord', err: describeCause(error) }, 'not told'),
  );
}

/** A line in the place of the note. Throws Discord's refusal. */
export function replaceByLine(target: Target, line: string): Promise<void> {
  return replace(target, presentLines([line]));
}

/** A line for who asked alone, beside what is there. Throws Discord's refusal, or InDoubtError. */
export function addPrivateLine(target: Target, line: string): Promise<void> {
  return addBeside(target, presentLines([line]), 'beside_privately');
}
