import type { App } from '@slack/bolt';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { type ChatQuestion, commandOf } from '../chat/chat-question.ts';
import { checkFormLine, writeFormLine } from '../chat/forms.ts';
import type { CommandContext } from '../command.ts';
import { replyToError } from '../reply-errors.ts';
import { fieldAction, formCallback, listFieldOptions, readFormValues } from './form-view.ts';
import type { ListenDeps } from './listen-deps.ts';
import { formMetadataSchema } from './open-form.ts';

/** Filled-in forms are checked while they are open, and then asked as a line; fields suggest while one writes. */
export function listenToForms(app: App, { deps, inbox }: ListenDeps): void {
  app.view(formCallback, async ({ ack, view }) => {
    const { command, question, place } = formMetadataSchema.parse(JSON.parse(view.private_metadata));
    const line = writeFormLine(command, readFormValues(view.state.values));
    // Without a database nothing can be checked: the answer will say so.
    const context = await contextOf(deps, question).catch(() => null);
    const wrong = context && checkFormLine(line, deps.commands, context);
    const field = wrong?.option ?? Object.keys(view.state.values)[0];
    if (wrong && field !== undefined) {
      const { actorId, locale } = question;
      const known = commandOf(line, deps.commands) ?? null;
      const scene = {
        locale,
        role: deps.roleOf(actorId),
        commands: deps.commands,
        command: known,
        question: null,
        reference: null,
      };
      const { summary } = replyToError(wrong.error, scene);
      return ack({ response_action: 'errors', errors: { [field]: summary } });
    }
    await ack();
    return inbox.accept(`view:${view.id}`, {
      question: { ...question, line },
      place,
      sharedBy: null,
      form: null,
    });
  });

  app.options<'block_suggestion'>(
    { action_id: fieldAction, type: 'block_suggestion' },
    async ({ ack, options: body }) => {
      const metadata = formMetadataSchema.safeParse(parse(body.view?.private_metadata));
      if (!metadata.success) return ack({ options: [] });
      const { question } = metadata.data;
      const option = commandOf(question.line, deps.commands)?.options[body.block_id];
      if (!option?.suggest) return ack({ options: [] });
      const typed = body.value;
      // What was written stands by itself where nothing can be suggested.
      const context = await contextOf(deps, question).catch(() => null);
      const suggested = context ? await option.suggest(typed, context) : [];
      return ack({ options: listFieldOptions(typed, suggested) });
    },
  );
}

function contextOf(deps: ChatDeps, { actorId, locale }: ChatQuestion): Promise<CommandContext> {
  return deps.context({ id: actorId, role: deps.roleOf(actorId) }, locale);
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
