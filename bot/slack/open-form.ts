import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { type ChatQuestion, chatQuestionSchema } from '../chat/chat-question.ts';
import { makeForm } from '../chat/forms.ts';
import { describeCause } from '../sort-errors.ts';
import { makeFormView } from './form-view.ts';
import { type Place, placeSchema } from './place.ts';

/** What a form brings back: the command, and where and how its answer is to be given. */
export const formMetadataSchema = z.object({
  command: z.string(),
  question: chatQuestionSchema,
  place: placeSchema,
});

/** Opens the form of the command that a question names. False where Slack did not open it. */
export async function openForm(
  deps: ChatDeps,
  client: WebClient,
  triggerId: string,
  question: ChatQuestion,
  place: Place,
): Promise<boolean> {
  try {
    const form = makeForm(question.line, deps.commands, question.locale);
    // The line itself may be long, and the form holds what it says.
    const metadata = { command: form.asks, question: { ...question, line: `/${form.command}` }, place };
    const view = makeFormView(form, question.locale, JSON.stringify(metadata));
    // Once: the trigger is gone in three seconds.
    await client.views.open({ trigger_id: triggerId, view });
    return true;
  } catch (error) {
    deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'form not opened');
    return false;
  }
}
