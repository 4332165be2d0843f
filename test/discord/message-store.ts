import { asJson, asList, asText, type Json } from '../json.ts';
import { defaultSizeLimit, type MessageCheck, type UploadedFile } from './check-discord.ts';
import { DiscordError } from './discord-error.ts';
import { checkMessageLimits, emptyMessage, isComponentsV2, messageFlag } from './message-limits.ts';
import { checkShape } from './openapi.ts';
import type { DiscordRequest } from './read-request.ts';

export interface SeenAttachment {
  filename: string;
  description: string;
  size: number;
}

export interface SeenDiscordMessage {
  id: string;
  channelId: string;
  guildId: string | null;
  ephemeral: boolean;
  /** The only person who sees it; null where the channel does. */
  userId: string | null;
  interactionId: string | null;
  content: string;
  components: Json[];
  embeds: Json[];
  flags: number;
  attachments: SeenAttachment[];
  /** Changes since it appeared, the filling of a deferred answer among them. */
  edits: number;
  /** Deferred, and nothing said yet. */
  isLoading: boolean;
}

export interface MessagePlace {
  channelId: string;
  guildId: string | null;
  /** Who alone would see an ephemeral one. */
  userId: string | null;
  interactionId: string | null;
}

export interface WriteRules {
  schema: NonNullable<MessageCheck['schema']>;
  sizeLimit?: number;
}

export interface MessageStore {
  /** What people see now, in order. */
  messages: SeenDiscordMessage[];
  /** Adds a message that is loading still; throws nothing. */
  defer(place: MessagePlace, flags: number): SeenDiscordMessage;
  /** Throws DiscordError where the message is refused. */
  add(place: MessagePlace, request: DiscordRequest, rules: WriteRules): SeenDiscordMessage;
  /** Throws DiscordError where the message would be refused as it is after the change. */
  change(message: SeenDiscordMessage, request: DiscordRequest, rules: WriteRules): void;
  /** Throws DiscordError where it is not there. */
  remove(message: SeenDiscordMessage): void;
  /** Discord's id of a file. */
  attachmentId(attachment: SeenAttachment): string;
}

const flagsOnChange = messageFlag.componentsV2 | (1 << 2);

/** Holds messages, and refuses those that Discord would; what it refuses them for goes to `refused`. */
export function createMessageStore(nextId: () => string, refused: string[]): MessageStore {
  const messages: SeenDiscordMessage[] = [];
  const attachmentIds = new WeakMap<SeenAttachment, string>();

  const attachmentId = (attachment: SeenAttachment): string => {
    const id = attachmentIds.get(attachment) ?? nextId();
    attachmentIds.set(attachment, id);
    return id;
  };

  const listUploads = ({ body, files }: DiscordRequest): SeenAttachment[] => {
    const told = asList(body['attachments']).map(asJson);
    return [...files].map(([index, file]) => {
      const about = told.find((attachment) => attachment['id'] === String(index));
      const filename = asText(about?.['filename']) || file.filename;
      return { filename, description: asText(about?.['description']), size: file.size };
    });
  };

  /** Without a list all files stay; with one, those in it. */
  const listKept = (message: SeenDiscordMessage, body: Json): SeenAttachment[] => {
    if (body['attachments'] === undefined) return message.attachments;
    const ids = asList(body['attachments']).map((attachment) => asJson(attachment)['id']);
    return message.attachments.filter((attachment) => ids.includes(attachmentId(attachment)));
  };

  const findUnknown = (body: Json, known: Set<string>): string[] =>
    asList(body['attachments'])
      .map((attachment) => asText(asJson(attachment)['id']))
      .filter((id) => !known.has(id))
      .map((id) => `attachment ${id} is neither uploaded nor of the message`);

  const refuse = (problems: string[], tooLarge: UploadedFile[], isEmpty: boolean): void => {
    refused.push(...problems);
    if (tooLarge.length > 0) throw new DiscordError(413, 40005, problems);
    if (problems.length > 0) throw new DiscordError(400, isEmpty ? 50006 : 50035, problems);
  };

  const write = (message: SeenDiscordMessage, request: DiscordRequest, rules: WriteRules): void => {
    const { body } = request;
    const { schema, sizeLimit = defaultSizeLimit } = rules;
    const kept = listKept(message, body);
    const attachments = [...kept, ...listUploads(request)];
    const list = (key: 'components' | 'embeds') =>
      body[key] === undefined ? message[key] : asList(body[key]).map(asJson);
    const next = {
      content: body['content'] === undefined ? message.content : asText(body['content']),
      components: list('components'),
      embeds: list('embeds'),
      flags: (message.flags & ~messageFlag.loading) | (Number(body['flags'] ?? 0) & flagsOnChange),
    };
    const known = new Set([...kept.map(attachmentId), ...[...request.files.keys()].map(String)]);
    const tooLarge = [...request.files.values()].filter((file) => file.size > sizeLimit);
    const limits = checkMessageLimits(
      { ...body, ...next, attachments: body['attachments'] },
      attachments.map(({ filename }) => filename),
    );
    refuse(
      [
        ...checkShape(schema, body),
        ...limits,
        ...findUnknown(body, known),
        ...tooLarge.map((file) => `${file.filename} has ${file.size} bytes, at most ${sizeLimit}`),
      ],
      tooLarge,
      !isComponentsV2(next) && limits.includes(emptyMessage),
    );
    Object.assign(message, next, { attachments, isLoading: false });
  };

  const blank = ({ channelId, guildId, userId, interactionId }: MessagePlace, flags: number) => {
    const ephemeral = (flags & messageFlag.ephemeral) !== 0;
    const place = { id: nextId(), channelId, guildId, ephemeral, userId: ephemeral ? userId : null };
    const holds = { content: '', components: [], embeds: [], attachments: [] };
    return { ...place, interactionId, ...holds, flags, edits: 0, isLoading: false };
  };

  return {
    messages,
    attachmentId,
    defer: (place, flags) => {
      const message = blank(place, (flags & messageFlag.ephemeral) | messageFlag.loading);
      message.isLoading = true;
      messages.push(message);
      return message;
    },
    add: (place, request, rules) => {
      const message = blank(place, Number(request.body['flags'] ?? 0));
      write(message, request, rules);
      messages.push(message);
      return message;
    },
    change: (message, request, rules) => {
      write(message, request, rules);
      message.edits += 1;
    },
    remove: (message) => {
      const at = messages.indexOf(message);
      if (at < 0) throw new DiscordError(404, 10008);
      messages.splice(at, 1);
    },
  };
}
