import type { WebClient } from '@slack/web-api';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { type ChatQuestion, cleanLine } from '../chat/chat-question.ts';
import type { Inbox } from '../chat/inbox.ts';
import type { Place } from './place.ts';
import type { SlackEvent } from './slack-event.ts';

/** Who we are in the workspace, as Slack says by our token. */
export interface Identity {
  teamId: string;
  botUserId: string;
  botId: string;
}

/** What those who listen to Slack are handed. */
export interface ListenDeps {
  deps: ChatDeps;
  client: WebClient;
  inbox: Inbox<SlackEvent>;
  identity: () => Identity;
  /** Whether a team is our own workspace. */
  isOurs: (teamId: string | undefined) => boolean;
}

/** A place of which nothing is known yet. */
export const nowhere = {
  thread: null,
  responseUrl: null,
  replaces: null,
  noteTs: null,
  noteInDoubt: false,
  filesBegun: false,
  begun: false,
} satisfies Partial<Place>;

/** A question of somebody in Slack. */
export function askAs(
  deps: ChatDeps,
  line: string,
  user: string,
  changes: Partial<ChatQuestion> = {},
): ChatQuestion {
  const actorId = `slack:${user}`;
  return {
    line: cleanLine(line),
    actorId,
    locale: deps.locale,
    view: 'picture',
    isPrivate: false,
    ...changes,
  };
}
