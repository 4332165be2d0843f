import { asText, type Json } from '../../json.ts';
import { directMessage, findChannel } from './channel-rules.ts';
import { showMessage } from './chat-methods.ts';
import type { SeenMessage } from './front-types.ts';
import { fail, type Method, type Workspace } from './workspace.ts';

const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === '1';

/** One page of messages: `oldest` and `latest` are left out themselves unless inclusive. */
function pageOf(messages: SeenMessage[], body: Json): { page: SeenMessage[]; next: string } {
  const inclusive = isTrue(body['inclusive']);
  const oldest = Number(body['oldest'] ?? 0);
  const latest = Number(body['latest'] ?? Number.POSITIVE_INFINITY);
  const within = messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
  const found = within.findIndex(({ ts }) => ts === body['cursor']);
  const start = Math.max(0, found);
  const limit = Math.min(Number(body['limit'] ?? 100), 999);
  return { page: within.slice(start, start + limit), next: within[start + limit]?.ts ?? '' };
}

/** Reading: what one person alone sees is nowhere in it. */
export function conversationMethods(workspace: Workspace): Record<string, Method> {
  const read = (body: Json, pick: (messages: SeenMessage[]) => SeenMessage[]): Json => {
    if (!workspace.settings.canReadHistory) {
      return fail('missing_scope', { needed: 'channels:history', provided: 'chat:write' });
    }
    // Reading takes no person's id, as posting does.
    if (/^[UW]/.test(asText(body['channel']))) return fail('channel_not_found');
    const found = findChannel(workspace, body['channel']);
    if ('error' in found) return fail(found.error);
    if (found.channel?.botIsMember === false) return fail('not_in_channel');
    const picked = pick(
      workspace.messages.filter(({ channel, user }) => channel === found.id && user === null),
    );
    const { page, next } = pageOf(picked, body);
    const withMetadata = isTrue(body['include_all_metadata']);
    return {
      ok: true,
      messages: page.map((message) => showMessage(workspace, message, withMetadata)),
      has_more: next !== '',
      response_metadata: { next_cursor: next },
    };
  };

  return {
    'conversations.history': (body) =>
      read(body, (messages) =>
        messages.filter(({ ts, thread }) => thread === null || thread === ts).toReversed(),
      ),
    'conversations.replies': (body) =>
      read(body, (messages) =>
        messages.filter(({ ts, thread }) => [ts, thread].includes(asText(body['ts']))),
      ),
    'conversations.open': (body) => {
      const user = asText(body['users']);
      return /^[UW]\w+$/.test(user)
        ? { ok: true, channel: { id: directMessage(user) } }
        : fail('user_not_found');
    },
  };
}
