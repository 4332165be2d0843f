import { asList, asText, isJson, type Json } from '../../json.ts';
import { findPlace } from './channel-rules.ts';
import type { SeenMessage } from './front-types.ts';
import { fail, type Method, type Workspace } from './workspace.ts';

/** A message as the API and payloads show it. */
export function showMessage(workspace: Workspace, message: SeenMessage, withMetadata: boolean): Json {
  const { botUserId, botId, appId, teamId } = workspace;
  return {
    type: 'message',
    user: botUserId,
    bot_id: botId,
    app_id: appId,
    team: teamId,
    text: message.text,
    ts: message.ts,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.thread === null ? {} : { thread_ts: message.thread }),
    ...(message.edits > 0 ? { edited: { user: botUserId, ts: message.ts } } : {}),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

/** A message with nothing in it is no message. */
export const hasContent = (body: Json): boolean =>
  asText(body['text']) !== '' || asList(body['blocks']).length > 0 || asList(body['attachments']).length > 0;

/** Puts a checked message where people see it; `user` where one person alone does. */
export function addMessage(
  workspace: Workspace,
  body: Json,
  place: { channel: string; via: SeenMessage['via']; user: string | null },
): SeenMessage {
  const message: SeenMessage = {
    ...place,
    ts: workspace.nextTs(),
    thread: asText(body['thread_ts']) || null,
    text: asText(body['text']),
    blocks: asList(body['blocks']),
    metadata: body['metadata'],
    edits: 0,
  };
  workspace.messages.push(message);
  return message;
}

/** What is not given stays: Slack keeps the blocks of a message whose text alone is updated. */
export function editMessage(message: SeenMessage, body: Json): void {
  if (typeof body['text'] === 'string') message.text = body['text'];
  if (body['blocks'] !== undefined) message.blocks = asList(body['blocks']);
  if (body['metadata'] !== undefined) message.metadata = body['metadata'];
  message.edits += 1;
}

function isMetadata(value: unknown): boolean {
  return (
    value === undefined ||
    (isJson(value) && asText(value['event_type']) !== '' && isJson(value['event_payload']))
  );
}

export function chatMethods(workspace: Workspace): Record<string, Method> {
  const checkContent = (method: string, body: Json): string | undefined => {
    if (!hasContent(body)) return 'no_text';
    if (!isMetadata(body['metadata'])) return 'invalid_metadata_format';
    return workspace.refuseMessage(method, body);
  };

  /** A message of the app's own that the Web API may still touch. */
  const findOwn = (body: Json, refusal: string): SeenMessage | string => {
    const message = workspace.findMessage(asText(body['channel']), asText(body['ts']));
    if (!message) return 'message_not_found';
    return message.user !== null || message.via === 'response_url' ? refusal : message;
  };

  return {
    'chat.postMessage': (body) => {
      const place = findPlace(workspace, body['channel'], !workspace.settings.publicWithoutJoining);
      if ('error' in place) return fail(place.error);
      const error = checkContent('chat.postMessage', body);
      if (error) return fail(error);
      const message = addMessage(workspace, body, { channel: place.id, via: 'chat', user: null });
      const { channel, ts } = message;
      return { ok: true, channel, ts, message: showMessage(workspace, message, true) };
    },
    'chat.postEphemeral': (body) => {
      const place = findPlace(workspace, body['channel'], true);
      if ('error' in place) return fail(place.error);
      const user = asText(body['user']);
      if (!user) return fail('user_not_found');
      const error = checkContent('chat.postEphemeral', body);
      if (error) return fail(error);
      const message = addMessage(workspace, body, { channel: place.id, via: 'chat', user });
      return { ok: true, message_ts: message.ts };
    },
    'chat.update': (body) => {
      const message = findOwn(body, 'cant_update_message');
      if (typeof message === 'string') return fail(message);
      const error = checkContent('chat.update', body);
      if (error) return fail(error);
      editMessage(message, body);
      const { channel, ts, text } = message;
      return { ok: true, channel, ts, text, message: showMessage(workspace, message, true) };
    },
    'chat.delete': (body) => {
      const message = findOwn(body, 'cant_delete_message');
      if (typeof message === 'string') return fail(message);
      workspace.removeMessage(message);
      return { ok: true, channel: message.channel, ts: message.ts };
    },
  };
}
