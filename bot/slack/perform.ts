import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Reply } from '../../renderers/reply.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { chatQuestionSchema } from '../chat/chat-question.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import type { Task } from '../chat/inbox.ts';
import { isPrivateByCommand, type PreparedAnswer, prepareAnswer } from '../chat/prepare-answer.ts';
import { describeCause } from '../sort-errors.ts';
import { limits, richText, text } from './blocks.ts';
import { type DeliverDeps, deliver } from './deliver.ts';
import { escapeText } from './escape.ts';
import { listRoutes, type Place, placeSchema } from './place.ts';
import { send } from './send.ts';
import { slackTexts } from './slack-texts.ts';
import { uploadPictures } from './upload-pictures.ts';

/** A question of Slack's with where its answer belongs, as the database keeps it while it is under way. */
export const slackJobSchema = z.object({
  question: chatQuestionSchema,
  place: placeSchema,
  /** Who shows a private answer to the channel. */
  sharedBy: z.string().nullable(),
});

export type SlackJob = z.output<typeof slackJobSchema>;

/** Milliseconds that an answer may take before a note says that it is on its way. */
const noteAfterMs = 300;

/** Answers one question in Slack: asks, says that it is at work, draws, uploads, and puts the answer in its place. */
export async function performSlackJob(
  deps: ChatDeps,
  client: WebClient,
  job: SlackJob,
  task: Task<SlackJob>,
): Promise<void> {
  const { question } = job;
  const { line, actorId, role, locale } = question;
  const asking = deps.ask({ text: line, actorId, role, locale, platform: 'slack' });
  const early = await Promise.race([asking, pause(noteAfterMs)]);
  const noting = needsNote(deps, job, early) ? postNote(client, job, task) : Promise.resolve(job.place);
  const reply = early ?? (await asking);
  const answer = await prepareAnswer(deps, question, reply);
  const [noted, files] = await Promise.all([
    noting,
    uploadPictures(answer.pictures, { client, log: deps.log }),
  ]);
  const place = placeFor(noted, reply);
  const shared = job.sharedBy === null ? {} : { sharedBy: job.sharedBy };
  const outcome = await deliver(answer, files, place, { ...deliverDeps(deps, client, job, task), ...shared });
  deps.log.info({ platform: 'slack', outcome, attempt: task.attempt }, 'delivered');
  if (job.sharedBy !== null && outcome === 'delivered') await sayShared(deps, client, job, task, answer);
}

function deliverDeps(deps: ChatDeps, client: WebClient, job: SlackJob, task: Task<SlackJob>): DeliverDeps {
  const keep = (place: Place) => task.keep({ ...job, place });
  return { client, log: deps.log, key: task.eventId, attempt: task.attempt, keep };
}

async function pause(ms: number): Promise<null> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return null;
}

/** What was wrong with a question stays with who asked it: it takes no message's place that others see. */
function placeFor(place: Place, reply: Reply): Place {
  const isSeen = place.replaces !== null && !place.replaces.ephemeral;
  return isSeen && reply.visibility === 'private' ? { ...place, replaces: null } : place;
}

/** A note is of use where the answer is not there at once, or waits for its picture, and can take the note's place. */
function needsNote(deps: ChatDeps, { question, place }: SlackJob, early: Reply | null): boolean {
  if (place.noteTs !== null || place.replaces !== null) return false;
  const isPrivate = early
    ? question.isPrivate || early.visibility === 'private'
    : isPrivateByCommand(deps, question);
  if (listRoutes(place, isPrivate)[0]?.by !== 'post') return false;
  return early === null || (question.view === 'picture' && early.parts.some(({ type }) => type === 'chart'));
}

/** The place with our note in it; as it was, where no note can be posted: the answer finds its own way then. */
async function postNote(client: WebClient, job: SlackJob, task: Task<SlackJob>): Promise<Place> {
  const { question, place } = job;
  const route = { by: 'post', channel: place.channel, thread: place.thread } as const;
  const words = chatTexts(question.locale).working(question.line.slice(0, limits.text / 2));
  const note = { text: escapeText(words), blocks: [richText([text(words)])] };
  try {
    const noteTs = await send(route, note, { client, key: task.eventId, withinMs: 10_000 });
    const noted = { ...place, noteTs };
    await task.keep({ ...job, place: noted });
    return noted;
  } catch {
    return place;
  }
}

/** The private answer gives way to a word that it is in the channel now. */
async function sayShared(
  deps: ChatDeps,
  client: WebClient,
  { place, question }: SlackJob,
  task: Task<SlackJob>,
  { reply }: PreparedAnswer,
): Promise<void> {
  if (place.responseUrl === null) return;
  const words = slackTexts(question.locale).shared;
  const message = { text: words, blocks: [richText([text(words)], [text(reply.summary)])] };
  const route = { by: 'response', url: place.responseUrl, visible: 'ephemeral', replaces: true } as const;
  await send(route, message, { client, key: task.eventId, withinMs: 10_000 }).catch((error: unknown) =>
    deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'sharing not said'),
  );
}
