import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { type ChatQuestion, chatQuestionSchema, commandOf } from '../chat/chat-question.ts';
import { checkFormLine, makeForm, writeFormLine } from '../chat/forms.ts';
import type { Inbox } from '../chat/inbox.ts';
import type { CommandContext } from '../command.ts';
import { replyToError } from '../reply-errors.ts';
import { describeCause } from '../sort-errors.ts';
import { fieldAction, formCallback, listFieldOptions, makeFormView, readFormValues } from './form-view.ts';
import type { SlackJob } from './perform.ts';
import { type Place, placeSchema } from './place.ts';

/** What a form brings back: the command, and where and how its answer is to be given. */
const metadataSchema = z.object({ command: z.string(), question: chatQuestionSchema, place: placeSchema });

interface FormDeps {
  deps: ChatDeps;
  client: WebClient;
  log: ChatDeps['log'];
}

/** Opens the form of the command that a question names. False where Slack did not open it. */
export async function openForm(
  { deps, client, log }: FormDeps,
  triggerId: string,
  question: ChatQuestion,
  place: Place,
): Promise<boolean> {
  try {
    const form = makeForm(question.line, deps.commands, question.locale);
    // The line itself may be long, and the form holds what it says.
    const metadata = { command: form.command, question: { ...question, line: `/${form.command}` }, place };
    const view = makeFormView(form, question.locale, JSON.stringify(metadata));
    // Once: the trigger is gone in three seconds.
    await client.views.open({ trigger_id: triggerId, view });
    return true;
  } catch (error) {
    log.warn({ platform: 'slack', err: describeCause(error) }, 'form not opened');
    return false;
  }
}

/** Filled-in forms are checked while they are open, and then asked as a line; fields suggest while one writes. */
export function listenToForms(app: App, deps: ChatDeps, inbox: Inbox<SlackJob>): void {
  app.view(formCallback, async ({ ack, view }) => {
    const { command, question, place } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const line = writeFormLine(command, readFormValues(view.state.values));
    // Without a database nothing can be checked: the answer will say so.
    const context = await contextOf(deps, question).catch(() => null);
    const wrong = context && checkFormLine(line, deps.commands, context);
    const field = wrong?.option ?? Object.keys(view.state.values)[0];
    if (wrong && field !== undefined) {
      const { role, locale } = question;
      const known = commandOf(line, deps.commands) ?? null;
      const scene = {
        locale,
        role,
        commands: deps.commands,
        command: known,
        question: null,
        reference: null,
      };
      const { summary } = replyToError(wrong.error, scene);
      return ack({ response_action: 'errors', errors: { [field]: summary } });
    }
    await ack();
    return inbox.accept(`view:${view.id}`, { question: { ...question, line }, place, sharedBy: null });
  });

  app.options<'block_suggestion'>(
    { action_id: fieldAction, type: 'block_suggestion' },
    async ({ ack, options: body }) => {
      const metadata = metadataSchema.safeParse(parse(body.view?.private_metadata));
      if (!metadata.success) return ack({ options: [] });
      const { question } = metadata.data;
      const option = commandOf(question.line, deps.commands)?.options[body.block_id];
      if (!option?.suggest) return ack({ options: [] });
      const typed = body.value;
      const suggested = await option.suggest(typed, await contextOf(deps, question));
      return ack({ options: listFieldOptions(typed, suggested) });
    },
  );
}

function contextOf(deps: ChatDeps, { actorId, role, locale }: ChatQuestion): Promise<CommandContext> {
  return deps.context({ id: actorId, role }, locale);
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
