import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../chat/chat-deps.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { richText, text } from './blocks.ts';
import { escapeText } from './escape.ts';
import type { SlackJob } from './perform.ts';
import { sayToPerson } from './say-to-person.ts';
import { send } from './send.ts';

/** Says that a question failed by a fault of ours: in the place of the note, else to the person. Never rejects. */
export async function sayFailed(
  { place, question }: SlackJob,
  { client, log }: { client: WebClient; log: Log },
): Promise<void> {
  const { failed } = chatTexts(question.locale);
  if (place.noteTs !== null) {
    const route = { by: 'update', channel: place.channel, ts: place.noteTs } as const;
    const message = { text: escapeText(failed), blocks: [richText([text(failed)])] };
    const said = send(route, message, { client, key: randomUUID(), stage: 'answer', withinMs: 10_000 });
    if (await said.then(() => true).catch(() => false)) return;
  }
  await sayToPerson(failed, place, { client, log });
}
