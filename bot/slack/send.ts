import type { WebClient } from '@slack/web-api';
import { attempt } from '../chat/attempt.ts';
import { judgeSlack } from './failures.ts';
import type { Route } from './place.ts';
import { postResponse } from './post-response.ts';
import type { SlackMessage } from './present-answer.ts';

export type Stage = 'note' | 'answer';

/** Under which our own messages can be found again. */
const metadataType = 'regulars_answer';

export interface SendOptions {
  client: WebClient;
  /** The event that the message answers: under it, it is found again. */
  key: string;
  /** A note that an answer is on its way is not taken for the answer. */
  stage: Stage;
  /** Makes sure before each try that the answer is still this process's to send. */
  hold?: (() => Promise<void>) | undefined;
  withinMs?: number;
  firstPauseMs?: number;
}

/**
 * Sends a message by one route, once: an update is repeated until it is there, and a post whose answer was lost is
 * looked for before it is sent again. Gives the message's `ts` where it has one that can be updated. Throws Slack's
 * refusal, InDoubtError where it may be there and nobody can look, or what `hold` rejects with.
 */
export async function send(
  route: Route,
  message: SlackMessage,
  options: SendOptions,
): Promise<string | null> {
  const { client, key, stage, ...limits } = options;
  const metadata = { event_type: metadataType, event_payload: { key, stage } };
  const shared = { judge: judgeSlack, ...limits };
  const quiet = { unfurl_links: false, unfurl_media: false };
  switch (route.by) {
    case 'update': {
      const { channel, ts } = route;
      await attempt(() => client.chat.update({ channel, ts, ...message, metadata }), {
        ...shared,
        repeatable: true,
      });
      return ts;
    }
    case 'post': {
      const { channel, thread } = route;
      const place = thread === null ? { channel } : { channel, thread_ts: thread };
      return attempt(
        async () => {
          const posted = await client.chat.postMessage({
            ...place,
            ...message,
            ...quiet,
            metadata,
          });
          return posted.ts ?? null;
        },
        { ...shared, find: () => findMessage(client, route, key, stage) },
      );
    }
    case 'response': {
      const { url, visible, replaces, thread } = route;
      await attempt(() => postResponse(url, message, { visible, replaces, thread }), {
        ...shared,
        repeatable: replaces,
      });
      return null;
    }
    case 'ephemeral': {
      const { channel, user, thread } = route;
      const place = thread === null ? { channel, user } : { channel, user, thread_ts: thread };
      await attempt(() => client.chat.postEphemeral({ ...place, ...message }), shared);
      return null;
    }
  }
}

/** Messages among which one of ours is looked for: as many as Slack gives at once. */
const searched = 999;
/** Seconds in which whatever answers an event is posted, and more: a thread is read from its beginning otherwise. */
const searchedSeconds = 3_600;

/**
 * The `ts` of our message about an event, of one stage or of any, or null where it is not there. Throws where we may
 * not look: without the scope, or in a channel that the bot is not in.
 */
export async function findMessage(
  client: WebClient,
  { channel: given, thread }: { channel: string; thread: string | null },
  key: string,
  stage?: Stage,
): Promise<string | null> {
  const reading = { judge: judgeSlack, repeatable: true, withinMs: 20_000 };
  const channel = await attempt(() => findConversation(client, given), reading);
  const search = { channel, limit: searched, include_all_metadata: true };
  const oldest = String(Math.floor(Date.now() / 1_000) - searchedSeconds);
  const { messages = [] } = await attempt(
    () =>
      thread === null
        ? client.conversations.history(search)
        : client.conversations.replies({ ...search, ts: thread, oldest }),
    reading,
  );
  const found = messages.find(({ metadata: known }) => {
    const payload: unknown = known?.event_payload;
    const isOurs = known?.event_type === metadataType && typeof payload === 'object' && payload !== null;
    if (!isOurs || !('key' in payload && payload.key === key)) return false;
    return stage === undefined || ('stage' in payload && payload.stage === stage);
  });
  return found?.ts ?? null;
}

/** A person's id is enough to post to their direct messages, but not to read them. */
export async function findConversation(client: WebClient, given: string): Promise<string> {
  if (!/^[UW]/.test(given)) return given;
  const { channel } = await client.conversations.open({ users: given });
  if (channel?.id === undefined) throw new Error('Slack named no direct messages');
  return channel.id;
}
