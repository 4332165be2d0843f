import {
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionResponseType,
} from 'discord.js';
import { findMeaning } from '../chat/button-meaning.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { type Form, makeForm, writeFormLine } from '../chat/forms.ts';
import type { MessageState } from '../chat/message-state.ts';
import { respond } from './acknowledge.ts';
import { makeFormModal } from './form-modal.ts';
import { type Asker, isPrivateMessage, readAsker, readFormValues } from './read-interaction.ts';
import { type ListenDeps, makeJob, sayAtOnce, takeIn } from './take-in.ts';

type Pressed = APIMessageComponentInteraction | APIModalSubmitInteraction;

/** A button under an answer: what it stands for is asked, or its form opened. */
export async function answerPress(
  listenDeps: ListenDeps,
  interaction: APIMessageComponentInteraction,
): Promise<void> {
  const { deps } = listenDeps;
  const asker = readAsker(interaction, deps.locale);
  const meaning = await findMeaning(deps, interaction.data.custom_id);
  if ('missing' in meaning)
    return sayAtOnce(listenDeps, interaction, chatTexts(asker.locale)[meaning.missing]);
  const { mark, state, line } = meaning;
  if (mark.use === 'form') return openForm(listenDeps, interaction, asker, line);
  if (mark.use === 'share') {
    const { view, locale } = state;
    return takeIn(
      listenDeps,
      makeJob(interaction, asker, { line, view, locale }, { shares: mark.reference }),
    );
  }
  const view = mark.use === 'table' ? 'table' : 'picture';
  return takeIn(listenDeps, askOn(interaction, asker, state, { line, view }));
}

/** A filled-in form: asked as a line, which says what was wrong with it where something was. */
export async function answerForm(
  listenDeps: ListenDeps,
  interaction: APIModalSubmitInteraction,
): Promise<void> {
  const { deps } = listenDeps;
  const asker = readAsker(interaction, deps.locale);
  const meaning = await findMeaning(deps, interaction.data.custom_id);
  if ('missing' in meaning)
    return sayAtOnce(listenDeps, interaction, chatTexts(asker.locale)[meaning.missing]);
  const { asks, fields } = makeForm(meaning.line, deps.commands, asker.locale);
  // What a form has no room for stays as it was asked.
  const kept = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const line = writeFormLine(asks, { ...kept, ...readFormValues(interaction) });
  const job = askOn(interaction, asker, meaning.state, { line, view: 'picture' });
  return takeIn(listenDeps, { ...job, byForm: true });
}

/** Only who asked changes what others are looking at; anyone else gets an answer of their own. */
function askOn(
  interaction: Pressed,
  asker: Asker,
  state: MessageState,
  { line, view }: Pick<MessageState, 'line' | 'view'>,
) {
  const { message } = interaction;
  const isAsker = state.askerId === `discord:${asker.user}`;
  const question = { line, view, isPrivate: isAsker ? state.isPrivate : true };
  const pressed = isAsker && message ? { isPrivate: isPrivateMessage(message) } : null;
  return makeJob(interaction, asker, question, { pressed });
}

async function openForm(
  listenDeps: ListenDeps,
  interaction: APIMessageComponentInteraction,
  asker: Asker,
  line: string,
): Promise<void> {
  const { deps, rest } = listenDeps;
  const { id: interactionId, token, data } = interaction;
  let form: Form;
  try {
    form = makeForm(line, deps.commands, asker.locale);
  } catch {
    return sayAtOnce(listenDeps, interaction, chatTexts(asker.locale).forgotten);
  }
  const modal = makeFormModal(form, asker.locale, data.custom_id);
  await respond({ rest, interactionId, token }, { type: InteractionResponseType.Modal, data: modal });
}
