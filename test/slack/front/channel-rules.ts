import type { Channel } from './front-types.ts';
import type { Workspace } from './workspace.ts';

type Found = { id: string; channel: Channel | undefined } | { error: string };

/** A person's direct messages with the bot; Slack opens them when a user id is posted to. */
export const directMessage = (user: string): string => `D${user}`;

/** Where an id or a name leads; a private channel without the bot is as if it were not there. */
export function findChannel(workspace: Workspace, given: unknown): Found {
  const name = typeof given === 'string' ? given : '';
  if (/^[UW]/.test(name)) return { id: directMessage(name), channel: undefined };
  if (name.startsWith('D')) return { id: name, channel: undefined };
  const byName = [...workspace.channels.values()].find((one) => one.name === name.replace(/^#/, ''));
  const channel = workspace.channels.get(name) ?? byName;
  if (!channel) return { error: 'channel_not_found' };
  if (channel.isPrivate && channel.botIsMember === false) return { error: 'channel_not_found' };
  return { id: channel.id, channel };
}

/** Where a message may be posted: `joining` says whether the bot must be in a public channel. */
export function findPlace(
  workspace: Workspace,
  given: unknown,
  joining: boolean,
): { id: string } | { error: string } {
  const found = findChannel(workspace, given);
  if ('error' in found) return found;
  if (found.channel?.isArchived) return { error: 'is_archived' };
  if (joining && found.channel?.botIsMember === false) return { error: 'not_in_channel' };
  return { id: found.id };
}
