import { z } from 'zod';
import { chatQuestionSchema } from '../chat/chat-question.ts';

/** What an interaction was first answered with; it cannot be taken back. */
const acknowledgedSchema = z.union([
  /** A note that says that we are at work, whose place the answer takes. */
  z.object({ kind: z.literal('note'), isPrivate: z.boolean() }),
  /** Nothing that is seen: the answer takes the place of the message whose button was pressed. */
  z.object({ kind: z.literal('update') }),
]);

export type Acknowledged = z.output<typeof acknowledgedSchema>;

/** A question of Discord's with what its answer needs, as the database keeps it while it is under way. */
export const discordJobSchema = z.object({
  question: chatQuestionSchema,
  interactionId: z.string(),
  /** With which the interaction is answered, for 15 minutes. */
  token: z.string(),
  user: z.string(),
  /** The server; null in direct messages. */
  guildId: z.string().nullable(),
  /** The message of ours whose button was pressed; null where the answer stands anew. */
  pressed: z.object({ isPrivate: z.boolean() }).nullable(),
  /** Bytes that a file may have here. */
  sizeLimit: z.number(),
  acknowledged: acknowledgedSchema.nullable(),
  /** A message has been begun that nobody can look for afterwards. */
  begun: z.boolean(),
  /** A private answer, known by its reference, that the person shows to the channel. */
  shares: z.string().nullable(),
  /** It was asked by a form, which can be opened again where something in it was wrong. */
  byForm: z.boolean(),
});

export type DiscordJob = z.output<typeof discordJobSchema>;
