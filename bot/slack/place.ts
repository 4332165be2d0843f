import { z } from 'zod';

/** Where an answer is meant to stand, in the form in which the database keeps it. */
export const placeSchema = z.object({
  /** What brought the question. */
  origin: z.enum(['command', 'button', 'mention', 'direct', 'home']),
  channel: z.string(),
  user: z.string(),
  thread: z.string().nullable(),
  responseUrl: z.string().nullable(),
  /** The message whose button was pressed, where the answer takes its place. */
  replaces: z.object({ ts: z.string(), ephemeral: z.boolean() }).nullable(),
  /** Our own note that the answer will replace. */
  noteTs: z.string().nullable(),
  /** A note may be there of which we do not know where. */
  noteInDoubt: z.boolean(),
  /** Files have been begun to be sent, which nobody can look for afterwards. */
  filesBegun: z.boolean(),
  /** A message has been begun that nobody can look for afterwards. */
  begun: z.boolean(),
});

export type Place = z.output<typeof placeSchema>;

/** One way to put an answer where it belongs. */
export type Route =
  /** A message of ours in a channel, or in the direct messages of a person (by the person's id). */
  | { by: 'post'; channel: string; thread: string | null }
  /** In place of a message of ours: doing it twice is as once. */
  | { by: 'update'; channel: string; ts: string }
  | {
      by: 'response';
      url: string;
      visible: 'in_channel' | 'ephemeral';
      replaces: boolean;
      thread: string | null;
    }
  /** Seen by one person in a channel, and never to be found again. */
  | { by: 'ephemeral'; channel: string; user: string; thread: string | null };

/** The ways to answer at a place, the best first; the next is for where Slack refuses the one before. */
export function listRoutes(place: Place, isPrivate: boolean): Route[] {
  const { origin, channel, user, thread, responseUrl, replaces, noteTs } = place;
  const update = (ts: string): Route => ({ by: 'update', channel, ts });
  const post: Route = { by: 'post', channel, thread };
  const ephemeral: Route = { by: 'ephemeral', channel, user, thread };
  const respond = (visible: 'in_channel' | 'ephemeral', replacing: boolean): Route[] =>
    responseUrl === null ? [] : [{ by: 'response', url: responseUrl, visible, replaces: replacing, thread }];
  // Where somebody has removed the note, the answer stands anew.
  if (noteTs !== null) return [update(noteTs), post];
  if (replaces) {
    return [
      ...respond(replaces.ephemeral ? 'ephemeral' : 'in_channel', true),
      ...(replaces.ephemeral ? [] : [update(replaces.ts)]),
    ];
  }
  if (origin === 'direct' || origin === 'home') return [post];
  if (isPrivate) return [...respond('ephemeral', false), ephemeral];
  return [post, ...(origin === 'command' ? respond('in_channel', false) : [])];
}
