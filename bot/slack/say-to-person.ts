import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../chat/chat-deps.ts';
import { describeCause } from '../sort-errors.ts';
import { richText, text } from './blocks.ts';
import { escapeText } from './escape.ts';
import { send } from './send.ts';

/** Somebody to talk to: where only they see it, if there is such a place, else in their direct messages. */
export interface Person {
  user: string;
  responseUrl: string | null;
}

/** Says a sentence to one person; what goes wrong is logged. */
export async function sayToPerson(
  sentence: string,
  { user, responseUrl }: Person,
  { client, log }: { client: WebClient; log: Log },
): Promise<void> {
  const message = { text: escapeText(sentence), blocks: [richText([text(sentence)])] };
  const route =
    responseUrl === null
      ? ({ by: 'post', channel: user, thread: null } as const)
      : ({ by: 'response', url: responseUrl, visible: 'ephemeral', replaces: false, thread: null } as const);
  // A key of its own, so that what was said before is not taken for this.
  const options = { client, key: randomUUID(), stage: 'note', withinMs: 10_000 } as const;
  await send(route, message, options).catch((error: unknown) =>
    log.warn({ platform: 'slack', err: describeCause(error) }, 'not said'),
  );
}
