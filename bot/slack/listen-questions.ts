import type { App } from '@slack/bolt';
import type { ChatQuestion } from '../chat/chat-question.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { unescapeText } from './escape.ts';
import { askAs, type ListenDeps, nowhere } from './listen-deps.ts';
import type { Place } from './place.ts';
import { sayToPerson } from './say-to-person.ts';

/**
 * What Slack sends, and what becomes of it: acknowledged first, then kept once and answered. People of other
 * workspaces, in shared channels, and other bots get no answer of the shop's.
 */
export function listenToQuestions(app: App, { deps, client, inbox, identity, isOurs }: ListenDeps): void {
  const ask = (line: string, user: string, changes: Partial<ChatQuestion> = {}) =>
    askAs(deps, line, user, changes);
  const words = chatTexts(deps.locale);

  app.command(/^\/.+/, async ({ ack, command }) => {
    await ack();
    const { channel_id: channel, user_id: user, response_url: responseUrl, trigger_id: eventId } = command;
    if (!isOurs(command.team_id)) {
      return sayToPerson(words.notHere, { user, responseUrl }, { client, log: deps.log });
    }
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
}
