import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChatDeps } from '../chat/chat-deps.ts';
import type { Outcome, Task } from '../chat/inbox.ts';
import { homeJobSchema, publishHome } from './home.ts';
import { performSlackJob, slackJobSchema } from './perform.ts';
import { performUnfurl, unfurlJobSchema } from './unfurl.ts';

/** What Slack's events bring to do, as the database keeps it. */
export const slackEventSchema = z.union([slackJobSchema, unfurlJobSchema, homeJobSchema]);

export type SlackEvent = z.output<typeof slackEventSchema>;

/** Does what an event brought. */
export async function performSlackEvent(
  deps: ChatDeps,
  client: WebClient,
  event: SlackEvent,
  task: Task<SlackEvent>,
): Promise<Outcome> {
  if ('links' in event) await performUnfurl(deps, client, event);
  else if ('homeOf' in event) await publishHome(deps, client, event);
  else return performSlackJob(deps, client, event, task);
  return 'done';
}
