import type { WebClient } from '@slack/web-api';
import { InDoubtError } from '../chat/attempt.ts';
import type { Log } from '../chat/chat-deps.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { LostJobError } from '../chat/lost-job-error.ts';
import { writeButtonMark } from '../chat/message-state.ts';
import type { PreparedAnswer } from '../chat/prepare-answer.ts';
import { describeCause } from '../sort-errors.ts';
import * as make from './blocks.ts';
import { escapeText } from './escape.ts';
import { isContentRefusal, isTokenRefusal, refusalOf } from './failures.ts';
import { listRoutes, type Place, type Route } from './place.ts';
import { presentAnswer, type SlackMessage } from './present-answer.ts';
import { findMessage, type SendOptions, send } from './send.ts';
import { slackTexts } from './slack-texts.ts';

export interface DeliverDeps {
  client: WebClient;
  log: Log;
  /** The event that is answered. */
  key: string;
  /** 1, or more where another process has begun to answer. */
  attempt: number;
  /** Keeps where the answer stands, for whoever takes over; rejects where somebody has. */
  keep: (place: Place) => Promise<void>;
  /** Makes sure before anything is sent that the answer is still this process's; rejects as `keep`. */
  hold?: (() => Promise<void>) | undefined;
  withinMs?: number;
  firstPauseMs?: number;
}

/** What a message shows beside its answer. */
interface Shown {
  sharedBy?: string | undefined;
  fileNotes?: readonly string[] | undefined;
}

/** What became of an answer: it stands where it was meant, or with its person, or nobody knows and the person was told. */
export type Delivered = 'delivered' | 'moved' | 'in_doubt' | 'undeliverable';

/** Whether nobody can look for what was sent by a route, so that it is never sent twice. */
function isBlind(route: Route): boolean {
  return route.by === 'ephemeral' || (route.by === 'response' && !route.replaces);
}

/**
 * Puts an answer where it belongs, once. Where Slack refuses the place, the next best takes it, at last the person's
 * direct messages, saying why; where it refuses the content, a plainer message; where nobody can know whether it
 * arrived, the person is told in place of a second answer. Rejects only as `keep` does.
 */
export async function deliver(
  answer: PreparedAnswer,
  files: ReadonlyMap<string, string>,
  place: Place,
  deps: DeliverDeps & Shown,
): Promise<Delivered> {
  const { log, key } = deps;
  if (place.begun) return tellDoubt(answer, place, deps);
  const routes = await settleRoutes(place, answer, deps);
  if (routes === null) return tellDoubt(answer, place, deps);
  let refused: string | null = null;
  let note: string | undefined;
  for (const route of routes) {
    if (isBlind(route)) await deps.keep({ ...place, begun: true });
    try {
      await sendPlainer(answer, files, route, { ...deps, note });
      return 'delivered';
    } catch (error) {
      if (error instanceof LostJobError) throw error;
      if (error instanceof InDoubtError) return tellDoubt(answer, place, deps);
      refused = refusalOf(error) ?? 'unreachable';
      if (isTokenRefusal(error)) note = slackTexts(answer.question.locale).revoked;
      log.warn({ platform: 'slack', key, by: route.by, err: describeCause(error) }, 'place refused');
    }
  }
  return moveToPerson(answer, files, place, deps, refused ?? 'unreachable');
}

/**
 * The routes to try. What a process before us may have posted is looked for first; null where it may be there and
 * nobody can look.
 */
async function settleRoutes(
  place: Place,
  answer: PreparedAnswer,
  { client, key, attempt }: DeliverDeps,
): Promise<Route[] | null> {
  const routes = listRoutes(place, answer.isPrivate);
  const [first] = routes;
  if (first?.by !== 'post' || (attempt === 1 && !place.noteInDoubt)) return routes;
  try {
    const ts = await findMessage(client, first, key);
    return ts === null ? routes : [{ by: 'update', channel: first.channel, ts }];
  } catch (error) {
    // Where we cannot even see the channel, nothing of ours is in it; and a note alone is no answer yet.
    return attempt === 1 || refusalOf(error) === 'channel_not_found' ? routes : null;
  }
}

/** Sends an answer, and where Slack refuses what is in it, without its pictures. */
async function sendPlainer(
  answer: PreparedAnswer,
  files: ReadonlyMap<string, string>,
  route: Route,
  deps: DeliverDeps & Shown & { note?: string | undefined },
): Promise<void> {
  const { sharedBy, fileNotes, note } = deps;
  const options = pickSend(deps);
  try {
    await send(route, presentAnswer(answer, { files, sharedBy, fileNotes, note }), options);
  } catch (error) {
    if (!isContentRefusal(error)) throw error;
    deps.log.error({ platform: 'slack', err: describeCause(error) }, 'message refused, sent plainer');
    if (files.size > 0) {
      try {
        await send(route, presentAnswer(answer, { files: new Map(), sharedBy, fileNotes, note }), options);
        return;
      } catch (second) {
        if (!isContentRefusal(second)) throw second;
      }
    }
    await send(route, plainAnswer(answer), options);
  }
}

function pickSend({ client, key, hold, withinMs, firstPauseMs }: DeliverDeps): SendOptions {
  return {
    client,
    key,
    hold,
    stage: 'answer',
    ...(withinMs === undefined ? {} : { withinMs }),
    ...(firstPauseMs === undefined ? {} : { firstPauseMs }),
  };
}

/** What no version of Slack refuses: the sentence and the way to the whole. */
function plainAnswer({ reply, link }: PreparedAnswer): SlackMessage {
  const lines = [reply.summary, ...(link === null ? [] : [link])];
  return {
    text: escapeText(reply.summary).slice(0, 3_000),
    blocks: [make.richText(...lines.map((line) => [make.text(line)]))],
  };
}

/** The person's direct messages are where the answer goes when its place is closed to us. */
async function moveToPerson(
  answer: PreparedAnswer,
  files: ReadonlyMap<string, string>,
  place: Place,
  deps: DeliverDeps & Shown,
  refused: string,
): Promise<Delivered> {
  const words = slackTexts(answer.question.locale).moved;
  const known = Object.entries(words).find(([error]) => error === refused && error !== 'other')?.[1];
  const note = typeof known === 'string' ? known : words.other(refused);
  const route: Route = { by: 'post', channel: place.user, thread: null };
  // Whoever takes over does not look through a person's direct messages.
  await deps.keep({ ...place, begun: true });
  try {
    await sendPlainer(answer, files, route, { ...deps, note });
    return 'moved';
  } catch (error) {
    if (error instanceof LostJobError) throw error;
    if (error instanceof InDoubtError) return 'in_doubt';
    deps.log.error({ platform: 'slack', key: deps.key, err: describeCause(error) }, 'answer not delivered');
    return 'undeliverable';
  }
}

/** Tells the person that the answer may or may not have arrived, with a button that shows it. */
async function tellDoubt(answer: PreparedAnswer, place: Place, deps: DeliverDeps): Promise<Delivered> {
  const { question, reference, reply } = answer;
  const line = reply.question ?? question.line;
  const text = slackTexts(question.locale).inDoubt(line);
  const label = chatTexts(question.locale).buttons.showAgain;
  const mark = reference === null ? null : writeButtonMark({ reference, use: 'picture' });
  const message: SlackMessage = {
    text: escapeText(text).slice(0, 3_000),
    blocks: [
      make.richText([make.text(text)]),
      ...make.buttons(mark === null ? [] : [{ label, does: { mark } }]),
    ],
  };
  try {
    await send({ by: 'post', channel: place.user, thread: null }, message, pickSend(deps));
  } catch (error) {
    if (error instanceof LostJobError) throw error;
    deps.log.error({ platform: 'slack', key: deps.key, err: describeCause(error) }, 'doubt not told');
  }
  return 'in_doubt';
}
