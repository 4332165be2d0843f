import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChatDeps } from '../chat/chat-deps.ts';
import type { Task } from '../chat/inbox.ts';
import { homeJobSchema, publishHome } from './home.ts';
import { performSlackJob, slackJobSchema } from './perform.ts';
import { performUnfurl, unfurlJobSchema } from './unfurl.ts';

/** What Slack's events bring to do, as the database keeps it. */
export const slackEventSchema = z.union([slackJobSchema, unfurlJobSchema, homeJobSchema]);

export type SlackEvent = z.output<typeof slackEventSchema>;

/** Does what an event brought. */
export function performSlackEvent(
  deps: ChatDeps,
  client: WebClient,
  event: SlackEvent,
  task: Task<SlackEvent>,
): Promise<void> {
  if ('links' in event) return performUnfurl(deps, client, event);
  if ('homeOf' in event) return publishHome(deps, client, event);
  return performSlackJob(deps, client, event, task);
}
