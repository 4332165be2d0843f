import type { App } from '@slack/bolt';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { type ChatQuestion, commandOf } from '../chat/chat-question.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { checkFormLine, writeFormLine } from '../chat/forms.ts';
import { within } from '../chat/within.ts';
import type { CommandContext } from '../command.ts';
import { replyToError } from '../reply-errors.ts';
import { acknowledgeSoon } from './acknowledge-soon.ts';
import { fieldAction, formCallback, listFieldOptions, readFormValues } from './form-view.ts';
import type { ListenDeps } from './listen-deps.ts';
import { formMetadataSchema } from './open-form.ts';
import { sayToPerson } from './say-to-person.ts';
import { slackTexts } from './slack-texts.ts';

/** Longest that a form is checked, and that suggestions are waited for, in milliseconds: Slack waits for three seconds. */
const checkWithinMs = 1_000;
const suggestWithinMs = 2_000;

/** Filled-in forms are checked while they are open, and then asked as a line; fields suggest while one writes. */
export function listenToForms(app: App, { deps, inbox, client, isOurs }: ListenDeps): void {
  const words = chatTexts(deps.locale);

  app.view(formCallback, async ({ ack, view, body }) => {
    const user = body.user.id;
    const metadata = formMetadataSchema.safeParse(parse(view.private_metadata));
    if (!metadata.success || !isOurs(body.user.team_id ?? body.team?.id)) {
      await ack();
      const person = { user, responseUrl: null };
      return sayToPerson(metadata.success ? slackTexts(deps.locale).notHere : words.forgotten, person, {
        client,
        log: deps.log,
      });
    }
    const { command, place: asked } = metadata.data;
    // Whoever fills it in asks, whatever the form brings back.
    const question = { ...metadata.data.question, actorId: `slack:${user}` };
    const place = { ...asked, user };
    const line = writeFormLine(command, readFormValues(view.state.values));
    const wrong = await findWrong(deps, line, question);
    const field = wrong?.option ?? Object.keys(view.state.values)[0];
    if (wrong && field !== undefined) {
      return ack({ response_action: 'errors', errors: { [field]: wrong.sentence } });
    }
    const acknowledge = acknowledgeSoon(() => ack());
    const job = { question: { ...question, line }, place, shares: null, form: null };
    await inbox.accept(`view:${view.id}`, job).isFirst;
    return acknowledge();
  });

  app.options<'block_suggestion'>(
    { action_id: fieldAction, type: 'block_suggestion' },
    async ({ ack, options: body }) => {
      const metadata = formMetadataSchema.safeParse(parse(body.view?.private_metadata));
      if (!metadata.success || !isOurs(body.user.team_id ?? body.team?.id)) return ack({ options: [] });
      const question = { ...metadata.data.question, actorId: `slack:${body.user.id}` };
      const option = commandOf(question.line, deps.commands)?.options[body.block_id];
      if (!option?.suggest) return ack({ options: [] });
      const typed = body.value;
      // What was written stands by itself where nothing can be suggested.
      const suggesting = contextOf(deps, question).then((context) => option.suggest?.(typed, context) ?? []);
      const suggested = await within(suggesting, suggestWithinMs, 'suggesting').catch(() => []);
      return ack({ options: listFieldOptions(typed, suggested) });
    },
  );
}

/** What is wrong with a filled-in form, and of which option; null where it can be asked. */
async function findWrong(
  deps: ChatDeps,
  line: string,
  question: ChatQuestion,
): Promise<{ option: string | null; sentence: string } | null> {
  const { commands } = deps;
  const { actorId, locale } = question;
  // Without a database nothing can be checked: the answer will say so.
  const context = await within(contextOf(deps, question), checkWithinMs, 'the database').catch(() => null);
  const wrong = context && checkFormLine(line, commands, context);
  if (!wrong) return null;
  const scene = {
    locale,
    role: deps.roleOf(actorId),
    commands,
    command: commandOf(line, commands) ?? null,
    question: null,
    reference: null,
  };
  return { option: wrong.option, sentence: replyToError(wrong.error, scene).summary };
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
