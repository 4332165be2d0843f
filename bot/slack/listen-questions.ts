import type { App } from '@slack/bolt';
import { z } from 'zod';
import { acknowledgeSoon } from './acknowledge-soon.ts';
import { unescapeText } from './escape.ts';
import { askAs, type ListenDeps, nowhere } from './listen-deps.ts';
import type { Place } from './place.ts';
import { sayToPerson } from './say-to-person.ts';
import { slackTexts } from './slack-texts.ts';

/**
 * What people ask in Slack, and what becomes of it: kept once, acknowledged and answered. People of other
 * workspaces, in shared channels, and other bots get no answer of the shop's.
 */
export function listenToQuestions(app: App, { deps, client, inbox, identity, isOurs }: ListenDeps): void {
  const words = slackTexts(deps.locale);

  app.command(/^\/.+/, async ({ ack, command }) => {
    const acknowledge = acknowledgeSoon(() => ack());
    const { channel_id: channel, user_id: user, response_url: responseUrl, trigger_id: eventId } = command;
    if (!isOurs(command.team_id)) {
      await acknowledge();
      return sayToPerson(words.notHere, { user, responseUrl }, { client, log: deps.log });
    }
    const line = `${command.command} ${unescapeText(command.text)}`.trim();
    const place: Place = { ...nowhere, origin: 'command', channel, user, responseUrl };
    const form = { triggerId: eventId, wanted: false };
    const job = { question: askAs(deps, line, user), place, shares: null, form };
    await inbox.accept(eventId, job).isFirst;
    await acknowledge();
  });

  app.event('app_mention', async ({ event, body }) => {
    const { user, channel, thread_ts: thread = null } = event;
    const team = event.user_team ?? event.team ?? body.team_id;
    if (user === undefined || event.bot_id !== undefined || !isOurs(team)) return;
    const line = readMention(event.text, identity().botUserId);
    const place: Place = { ...nowhere, origin: 'mention', channel, user, thread };
    const question = askAs(deps, line || '/regulars help', user);
    await inbox.accept(body.event_id, { question, place, shares: null, form: null }).isFirst;
  });

  app.event('message', async ({ event, body }) => {
    const said = saidSchema.safeParse(event);
    // Everything else is an edit, a deletion, or what Slack or a bot says.
    if (!said.success) return;
    const {
      user,
      channel,
      thread_ts: thread = null,
      text,
      team = body.team_id,
      user_team = team,
    } = said.data;
    if (!isOurs(user_team)) return;
    const place: Place = { ...nowhere, origin: 'direct', channel, user, thread };
    const question = askAs(deps, trimMarks(unescapeText(text)) || '/regulars help', user);
    await inbox.accept(body.event_id, { question, place, shares: null, form: null }).isFirst;
  });
}

/** A direct message that a person writes. */
const saidSchema = z.object({
  channel_type: z.literal('im'),
  subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
  bot_id: z.undefined().optional(),
  user: z.string(),
  channel: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(''),
  team: z.string().optional(),
  user_team: z.string().optional(),
});

/** The question beside a mention of us: after it, or before it where nothing follows. */
function readMention(text: string, botUserId: string): string {
  const [before = '', ...after] = text.split(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`));
  return [after.join(' '), before].map((part) => trimMarks(unescapeText(part))).find(Boolean) ?? '';
}

/** A text without blanks, punctuation and emphasis around it. */
function trimMarks(text: string): string {
  return text.replace(/^[\s,.:;!?*_~`>(–-]+|[\s,.:;!?*_~`)]+$/g, '');
}
