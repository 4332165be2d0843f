import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { ChatDeps } from '../chat/chat-deps.ts';
import type { ChatQuestion } from '../chat/chat-question.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import type { Inbox } from '../chat/inbox.ts';
import { findMessageState, readButtonMark } from '../chat/message-state.ts';
import { describeCause } from '../sort-errors.ts';
import { unescapeText } from './escape.ts';
import { listenToForms } from './listen-forms.ts';
import type { SlackJob } from './perform.ts';
import type { Place } from './place.ts';
import { postResponse } from './post-response.ts';

/** Who we are in the workspace, as Slack says by our token. */
export interface Identity {
  teamId: string;
  botUserId: string;
  botId: string;
}

export interface ListenDeps {
  deps: ChatDeps;
  inbox: Inbox<SlackJob>;
  identity: () => Identity;
}

const nowhere = {
  thread: null,
  responseUrl: null,
  replaces: null,
  noteTs: null,
  noteInDoubt: false,
  begun: false,
};

/**
 * What Slack sends, and what becomes of it: acknowledged first, then kept once and answered. People of other
 * workspaces, in shared channels, and other bots get no answer of the shop's.
 */
export function listen(app: App, { deps, inbox, identity }: ListenDeps): void {
  const ask = (line: string, user: string, changes: Partial<ChatQuestion> = {}): ChatQuestion => {
    const actorId = `slack:${user}`;
    return { line, actorId, locale: deps.locale, view: 'picture', isPrivate: false, ...changes };
  };
  const isOurs = (teamId: string | undefined) => teamId === identity().teamId;
  const words = chatTexts(deps.locale);

  /** Says something to one person by a response URL; what it throws is logged. */
  const say = async (responseUrl: string, sentence: string) => {
    const message = { text: sentence, blocks: [] };
    await postResponse(responseUrl, message, { visible: 'ephemeral', replaces: false }).catch(
      (error: unknown) => deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'not said'),
    );
  };

  app.command(/^\/.+/, async ({ ack, command }) => {
    await ack();
    const { channel_id: channel, user_id: user, response_url: responseUrl, trigger_id: eventId } = command;
    if (!isOurs(command.team_id)) return say(responseUrl, words.notHere);
    const line = `${command.command} ${unescapeText(command.text)}`.trim();
    const place: Place = { ...nowhere, origin: 'command', channel, user, responseUrl };
    const form = { triggerId: eventId, wanted: false };
    await inbox.accept(eventId, { question: ask(line, user), place, sharedBy: null, form });
  });

  app.event('app_mention', async ({ event, body }) => {
    const { user, channel, thread_ts: thread = null, user_team: team = body.team_id } = event;
    if (user === undefined || event.bot_id !== undefined || !isOurs(team)) return;
    const after = event.text.split(`<@${identity().botUserId}>`).slice(1).join(' ').trim();
    const place: Place = { ...nowhere, origin: 'mention', channel, user, thread };
    const question = ask(unescapeText(after) || '/regulars help', user);
    await inbox.accept(body.event_id, { question, place, sharedBy: null, form: null });
  });

  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id !== undefined) return;
    const { user, channel, thread_ts: thread = null, text = '' } = event;
    if (!isOurs(body.team_id)) return;
    const place: Place = { ...nowhere, origin: 'direct', channel, user, thread };
    await inbox.accept(body.event_id, {
      question: ask(unescapeText(text), user),
      place,
      sharedBy: null,
      form: null,
    });
  });

  listenToForms(app, deps, inbox);

  app.action(/^open:/, async ({ ack }) => ack());

  app.action<BlockAction<ButtonAction>>(/^press:/, async ({ ack, action, body }) => {
    await ack();
    const { response_url: responseUrl, trigger_id: eventId } = body;
    if (!isOurs(body.user.team_id ?? body.team?.id)) return say(responseUrl, words.notHere);
    const mark = readButtonMark(action.value ?? '');
    const state = await deps
      .db()
      .then((db) => (mark ? findMessageState(db, mark.reference) : null))
      .catch(() => undefined);
    if (state === undefined) return say(responseUrl, words.notKept);
    const line = mark && state && (typeof mark.use === 'number' ? state.asks[mark.use] : state.line);
    if (!mark || !state || !line) return say(responseUrl, words.forgotten);

    const user = body.user.id;
    const channel = body.channel?.id ?? user;
    const { container } = body;
    const ts = String(container['message_ts'] ?? '');
    const thread = typeof container['thread_ts'] === 'string' ? container['thread_ts'] : null;
    const place: Place = { ...nowhere, origin: 'button', channel, user, thread, responseUrl };
    const view = mark.use === 'table' ? 'table' : 'picture';
    if (mark.use === 'share') {
      const question = ask(line, user, { view: state.view, locale: state.locale });
      // By the answer, not by the press: however often it is pressed, the channel sees it once.
      const job = { question, place: { ...place, origin: 'command' as const }, sharedBy: user, form: null };
      return inbox.accept(`share:${mark.reference}`, job);
    }
    // Only who asked changes what others are looking at; anyone else gets an answer of their own.
    const isAsker = state.askerId === `slack:${user}`;
    const replaces = isAsker ? { ts, ephemeral: container['is_ephemeral'] === true } : null;
    const isPrivate = isAsker ? state.isPrivate : true;
    const question = ask(line, user, { view, locale: state.locale, isPrivate });
    const form = mark.use === 'form' ? { triggerId: eventId, wanted: true } : null;
    return inbox.accept(eventId, { question, place: { ...place, replaces }, sharedBy: null, form });
  });
}
