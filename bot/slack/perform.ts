import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Reply } from '../../renderers/reply.ts';
import { attempt, InDoubtError } from '../chat/attempt.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { askQuestion, type ChatQuestion, chatQuestionSchema, isPrivateSoFar } from '../chat/chat-question.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { lacksRequired } from '../chat/forms.ts';
import type { Task } from '../chat/inbox.ts';
import { LostJobError } from '../chat/lost-job-error.ts';
import { type PreparedAnswer, prepareAnswer } from '../chat/prepare-answer.ts';
import { claimShare, showClaimed } from '../chat/share.ts';
import { describeCause } from '../sort-errors.ts';
import { limits, richText, text } from './blocks.ts';
import { type DeliverDeps, type Delivered, deliver } from './deliver.ts';
import { escapeText } from './escape.ts';
import { judgeSlack, refusalOf } from './failures.ts';
import { openForm } from './open-form.ts';
import { listRoutes, type Place, placeSchema, type Route } from './place.ts';
import { sayToPerson } from './say-to-person.ts';
import { send } from './send.ts';
import { sendFiles } from './send-files.ts';
import { slackTexts } from './slack-texts.ts';
import { uploadPictures } from './upload-pictures.ts';

/** A question of Slack's with where its answer belongs, as the database keeps it while it is under way. */
export const slackJobSchema = z.object({
  question: chatQuestionSchema,
  place: placeSchema,
  /** A private answer, known by its reference, that the person shows to the channel. */
  shares: z.string().nullable(),
  /**
   * By which a form may be opened within three seconds: because it was asked for, or where the question lacks
   * something. Null where none can be.
   */
  form: z.object({ triggerId: z.string(), wanted: z.boolean() }).nullable(),
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
  if (await offerForm(deps, client, job, task)) return;
  const share =
    job.shares === null ? null : { platform: 'slack', reference: job.shares, eventId: task.eventId };
  const claimed = !share || (await claimShare(deps, share, task.attempt === 1));
  if (!claimed) {
    const { notKept, sharedAlready } = chatTexts(job.question.locale);
    const words = claimed === null ? notKept : sharedAlready;
    return sayToPerson(words, job.place, { client, log: deps.log });
  }
  let shown: PreparedAnswer | null = null;
  const became = await showClaimed(deps, share, async () => {
    const { outcome, answer } = await answerSlackJob(deps, client, job, task);
    shown = answer;
    if (outcome === 'in_doubt') return 'in_doubt';
    // What the channel has not seen may be shown to it again.
    return outcome === 'delivered' && !answer.isPrivate ? 'shown' : 'not_shown';
  });
  if (share && shown && became === 'shown') await sayShared(deps, client, job, task, shown);
}

/** Asks, says meanwhile that it is at work, and puts the answer in its place. */
async function answerSlackJob(
  deps: ChatDeps,
  client: WebClient,
  job: SlackJob,
  task: Task<SlackJob>,
): Promise<{ outcome: Delivered; answer: PreparedAnswer }> {
  const { question } = job;
  const asking = askQuestion(deps, question);
  const early = await Promise.race([asking, pause(noteAfterMs)]);
  const notes = task.attempt === 1 && needsNote(deps, job, early);
  const noting = notes ? postNote(client, job, task) : Promise.resolve(job.place);
  // What it rejects with is heard once the answer is there.
  noting.catch(() => undefined);
  const reply = early ?? (await asking);
  const prepared = await prepareAnswer(deps, question, reply);
  // Direct messages have nobody to share with.
  const answer = { ...prepared, mayShare: prepared.mayShare && /^[CG]/.test(job.place.channel) };
  const [noted, files] = await Promise.all([
    noting,
    uploadPictures(answer.pictures, { client, log: deps.log }),
  ]);
  const placed = await placeFor(client, noted, answer);
  const { place, fileNotes } = await sendFiles(answer, placed, deliverDeps(deps, client, job, task));
  const sharedBy = job.shares === null ? undefined : job.place.user;
  const outcome = await deliver(answer, files, place, {
    ...deliverDeps(deps, client, job, task),
    ...{ sharedBy, fileNotes },
  });
  deps.log.info({ platform: 'slack', outcome, attempt: task.attempt }, 'answer settled');
  return { outcome, answer };
}

function deliverDeps(deps: ChatDeps, client: WebClient, job: SlackJob, task: Task<SlackJob>): DeliverDeps {
  const keep = (place: Place) => task.keep({ ...job, place });
  return { client, log: deps.log, key: task.eventId, attempt: task.attempt, keep, hold: task.hold };
}

async function pause(ms: number): Promise<null> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return null;
}

/**
 * Opens the form that was asked for, or that the question needs. True where nothing is left to answer: it is open, or
 * it was said why it is not.
 */
async function offerForm(
  deps: ChatDeps,
  client: WebClient,
  { form, question, place }: SlackJob,
  task: Task<SlackJob>,
): Promise<boolean> {
  if (form === null || !(form.wanted || (await lacksSomething(deps, question)))) return false;
  // Whoever takes the job over comes too late for it.
  if (task.attempt === 1 && (await openForm(deps, client, form.triggerId, question, place))) return true;
  // Without its form, a command is answered, by what it lacks.
  if (!form.wanted) return false;
  const words = slackTexts(question.locale).formNotOpened(question.line);
  await sayToPerson(words, place, { client, log: deps.log });
  return true;
}

async function lacksSomething(deps: ChatDeps, { line, actorId, locale }: ChatQuestion): Promise<boolean> {
  try {
    const context = await deps.context({ id: actorId, role: deps.roleOf(actorId) }, locale);
    return lacksRequired(line, deps.commands, context);
  } catch {
    return false;
  }
}

/**
 * What only who asked may see takes no place that others see: neither a message's, nor our note's, which goes. And an
 * error takes no answer's.
 */
async function placeFor(
  client: WebClient,
  place: Place,
  { reply, isPrivate }: PreparedAnswer,
): Promise<Place> {
  const isSeen = place.replaces !== null && !place.replaces.ephemeral;
  const stays = (isSeen && reply.visibility === 'private') || reply.tone === 'error';
  const placed = stays ? { ...place, replaces: null } : place;
  const { noteTs: ts, channel, origin } = placed;
  if (ts === null || !isPrivate || origin === 'direct' || origin === 'home') return placed;
  await attempt(() => client.chat.delete({ channel, ts }), {
    judge: (error) => (refusalOf(error) === 'message_not_found' ? { kind: 'refused' } : judgeSlack(error)),
    repeatable: true,
    withinMs: 10_000,
  }).catch(() => undefined);
  return { ...placed, noteTs: null };
}

/** A note is of use where the answer is not there at once, or waits for its picture, and can take the note's place. */
function needsNote(deps: ChatDeps, { question, place }: SlackJob, early: Reply | null): boolean {
  // By a person's id alone, the note could not be replaced.
  if (place.noteTs !== null || place.replaces !== null || place.origin === 'home') return false;
  const isPrivate = isPrivateSoFar(deps, question, early);
  if (listRoutes(place, isPrivate)[0]?.by !== 'post') return false;
  return early === null || (question.view === 'picture' && early.parts.some(({ type }) => type === 'chart'));
}

/** The place with our note in it; as it was, where no note can be posted: the answer finds its own way then. */
async function postNote(client: WebClient, job: SlackJob, task: Task<SlackJob>): Promise<Place> {
  const { question, place } = job;
  const route = { by: 'post', channel: place.channel, thread: place.thread } as const;
  const words = chatTexts(question.locale).working(question.line.slice(0, limits.text / 2));
  const note = { text: escapeText(words), blocks: [richText([text(words)])] };
  let noteTs: string | null;
  try {
    noteTs = await send(route, note, {
      ...{ client, key: task.eventId, hold: task.hold },
      stage: 'note',
      withinMs: 10_000,
    });
  } catch (error) {
    if (error instanceof LostJobError) throw error;
    return { ...place, noteInDoubt: error instanceof InDoubtError };
  }
  const noted = { ...place, noteTs };
  await task.keep({ ...job, place: noted });
  return noted;
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
  const route = {
    by: 'response',
    url: place.responseUrl,
    visible: 'ephemeral',
    replaces: true,
    thread: null,
  } as const;
  await sendWords(deps, client, task, route, [words, reply.summary]);
}

/** Says sentences; what goes wrong is logged. */
async function sendWords(
  { log }: ChatDeps,
  client: WebClient,
  { eventId: key }: Task<SlackJob>,
  route: Route,
  sentences: string[],
): Promise<void> {
  const message = {
    text: escapeText(sentences[0] ?? ''),
    blocks: [richText(...sentences.map((sentence) => [text(sentence)]))],
  };
  await send(route, message, { client, key, stage: 'answer', withinMs: 10_000 }).catch((error: unknown) =>
    log.warn({ platform: 'slack', err: describeCause(error) }, 'not said'),
  );
}
