import { asJson, asText, isJson, type Json } from '../json.ts';
import { componentType } from './component-limits.ts';
import type { MessageStore, SeenAttachment, SeenDiscordMessage } from './message-store.ts';
import { describeUser } from './people.ts';

const cdn = 'https://cdn.discord.test/attachments';
const defaults: Record<number, Json> = {
  [componentType.container]: { accent_color: null, spoiler: false },
  [componentType.separator]: { spacing: 1, divider: true },
  [componentType.thumbnail]: { description: null, spoiler: false },
};

interface Description {
  applicationId: string;
  store: MessageStore;
  /** The interaction that it answers. */
  interaction?: Json | undefined;
}

/** A message as Discord answers with it and sends it with a press. */
export function describeMessage(message: SeenDiscordMessage, around: Description): Json {
  const { applicationId, store, interaction } = around;
  const address = (file: SeenAttachment) =>
    `${cdn}/${message.channelId}/${store.attachmentId(file)}/${file.filename}`;
  const attachments = message.attachments.map((file) => ({
    id: store.attachmentId(file),
    filename: file.filename,
    size: file.size,
    url: address(file),
    proxy_url: address(file),
    ...(file.filename.endsWith('.png') ? { content_type: 'image/png' } : {}),
    ...(file.description ? { description: file.description } : {}),
  }));
  let components = 0;

  const describeMedia = (media: Json): Json => {
    const attached = attachments.find((file) => `attachment://${file.filename}` === media['url']);
    const url = attached?.url ?? asText(media['url']);
    return {
      id: attached?.id ?? '0',
      url,
      proxy_url: url,
      ...(attached ? { attachment_id: attached.id } : {}),
    };
  };

  /** Every component gets a number, and a file the address under which people see it. */
  const describe = (component: Json): Json => {
    components += 1;
    const described: Json = { id: components, ...defaults[Number(component['type'])], ...component };
    for (const key of ['media', 'file']) {
      const media = component[key];
      if (isJson(media)) described[key] = describeMedia(media);
    }
    for (const key of ['components', 'items']) {
      const inner = component[key];
      if (!Array.isArray(inner)) continue;
      described[key] = inner
        .map(asJson)
        .map((item) => (key === 'items' ? describeItem(item) : describe(item)));
    }
    if (isJson(component['accessory'])) described['accessory'] = describe(component['accessory']);
    return described;
  };
  const describeItem = (item: Json): Json => ({
    description: null,
    spoiler: false,
    ...item,
    media: describeMedia(asJson(item['media'])),
  });

  return {
    id: message.id,
    type: interaction ? 20 : 0,
    channel_id: message.channelId,
    application_id: applicationId,
    author: describeUser(applicationId, true),
    content: message.content,
    components: message.components.map(describe),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    attachments,
    flags: message.flags,
    timestamp: new Date().toISOString(),
    edited_timestamp: message.edits > 0 ? new Date().toISOString() : null,
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    ...(interaction ? { webhook_id: applicationId, interaction_metadata: describeOrigin(interaction) } : {}),
  };
}

function describeOrigin(interaction: Json): Json {
  return {
    id: interaction['id'],
    type: interaction['type'],
    user: interaction['user'] ?? asJson(interaction['member'])['user'],
    authorizing_integration_owners: interaction['authorizing_integration_owners'],
  };
}
