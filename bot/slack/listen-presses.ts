import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { findMeaning } from '../chat/button-meaning.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import type { ButtonMark, MessageState } from '../chat/message-state.ts';
import { acknowledgeSoon } from './acknowledge-soon.ts';
import { askAs, type ListenDeps, nowhere } from './listen-deps.ts';
import type { SlackJob } from './perform.ts';
import type { Place } from './place.ts';
import { sayToPerson } from './say-to-person.ts';
import { slackTexts } from './slack-texts.ts';

/** Buttons under answers and in the App Home: what they stand for is asked, in the place where they are. */
export function listenToPresses(app: App, listenDeps: ListenDeps): void {
  const { deps, inbox, isOurs, client } = listenDeps;
  const words = chatTexts(deps.locale);

  app.action(/^open:/, async ({ ack }) => ack());

  app.action<BlockAction<ButtonAction>>(/^press:/, async ({ ack, action, body }) => {
    const acknowledge = acknowledgeSoon(() => ack());
    const person = { user: body.user.id, responseUrl: body.response_url ?? null };
    const say = async (sentence: string) => {
      await acknowledge();
      await sayToPerson(sentence, person, { client, log: deps.log });
    };
    if (!isOurs(body.user.team_id ?? body.team?.id)) return say(slackTexts(deps.locale).notHere);
    const meaning = await findMeaning(deps, action.value ?? '');
    if ('missing' in meaning) return say(words[meaning.missing]);
    await inbox.accept(body.trigger_id, makeJob(listenDeps, body, meaning)).isFirst;
    return acknowledge();
  });
}

/** What a press asks, and where its answer belongs. */
function makeJob(
  { deps }: ListenDeps,
  body: BlockAction<ButtonAction>,
  { mark, state, line }: { mark: ButtonMark; state: MessageState; line: string },
): SlackJob {
  const { user: presser, channel, container, trigger_id: triggerId } = body;
  const user = presser.id;
  const place: Place = {
    ...nowhere,
    // Without a channel it is the App Home, which holds no answers: they go to the person's messages.
    origin: channel ? 'button' : 'home',
    channel: channel?.id ?? user,
    user,
    thread: typeof container['thread_ts'] === 'string' ? container['thread_ts'] : null,
    responseUrl: body.response_url ?? null,
  };
  const { locale } = state;
  if (mark.use === 'share') {
    const question = askAs(deps, line, user, { view: state.view, locale });
    return { question, place: { ...place, origin: 'command' }, shares: mark.reference, form: null };
  }
  // Only who asked changes what others are looking at; anyone else gets an answer of their own.
  const isAsker = state.askerId === `slack:${user}`;
  const ts = String(container['message_ts'] ?? '');
  const replaces = isAsker && channel ? { ts, ephemeral: container['is_ephemeral'] === true } : null;
  const view = mark.use === 'table' ? 'table' : 'picture';
  const question = askAs(deps, line, user, { view, locale, isPrivate: isAsker ? state.isPrivate : true });
  const form = mark.use === 'form' ? { triggerId, wanted: true } : null;
  return { question, place: { ...place, replaces }, shares: null, form };
}
