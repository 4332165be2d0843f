import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../chat/chat-deps.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { richText, text } from './blocks.ts';
import { escapeText } from './escape.ts';
import type { SlackJob } from './perform.ts';
import { sayToPerson } from './say-to-person.ts';
import { findMessage, send } from './send.ts';
import { slackTexts } from './slack-texts.ts';

interface SayDeps {
  client: WebClient;
  log: Log;
  /** The event that was to be answered. */
  key: string;
}

/**
 * Says that a question failed by a fault of ours: in the place of the note, else to the person; or that the answer may be
 * there, where it may. Never rejects.
 */
export async function sayFailed({ place, question }: SlackJob, deps: SayDeps): Promise<void> {
  const { failed } = chatTexts(question.locale);
  if (place.begun) return sayToPerson(slackTexts(question.locale).inDoubt(question.line), place, deps);
  if (place.noteTs !== null) {
    const { channel, thread, noteTs: ts } = place;
    // Nothing takes the place of an answer that is there.
    const answered = await findMessage(deps.client, { channel, thread }, deps.key, 'answer').catch(
      () => undefined,
    );
    if (answered) return;
    if (answered === null) {
      const message = { text: escapeText(failed), blocks: [richText([text(failed)])] };
      const options = { client: deps.client, key: randomUUID(), stage: 'answer', withinMs: 10_000 } as const;
      const said = send({ by: 'update', channel, ts }, message, options);
      if (await said.then(() => true).catch(() => false)) return;
    }
  }
  await sayToPerson(failed, place, deps);
}
