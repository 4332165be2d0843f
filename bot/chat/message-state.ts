import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { locales } from '../../renderers/locale.ts';
import { findReference, makeReference, putReference } from '../../services/inbox/index.ts';
import { views } from './chat-question.ts';

/** What the buttons under an answer stand for, kept by a reference that the buttons carry. */
const messageStateSchema = z.object({
  /** The line that was answered. */
  line: z.string(),
  /** The lines that the answer's own buttons ask, in their order. */
  asks: z.array(z.string()),
  view: z.enum(views),
  isPrivate: z.boolean(),
  /** It may be shown to the channel. */
  mayShare: z.boolean(),
  /** Who asked: `slack:U…`, `discord:…`. */
  askerId: z.string(),
  locale: z.enum(locales),
});

export type MessageState = z.output<typeof messageStateSchema>;

/** Keeps what an answer's buttons stand for. Throws `DatabaseError`. */
export async function keepMessageState(
  db: SupabaseClient,
  state: MessageState,
  reference = makeReference(),
): Promise<string> {
  await putReference(db, { reference, content: state });
  return reference;
}

/** What a button stands for; null where that is forgotten. Throws `DatabaseError`. */
export async function findMessageState(db: SupabaseClient, reference: string): Promise<MessageState | null> {
  const state = messageStateSchema.safeParse(await findReference(db, reference));
  return state.success ? state.data : null;
}

/** Buttons that every answer may have beside its own. */
const buttonKinds = ['picture', 'table', 'form', 'share'] as const;

/** What a button does: one of the kinds, or asks the line at that place among the answer's own. */
export type ButtonUse = (typeof buttonKinds)[number] | number;

export interface ButtonMark {
  reference: string;
  use: ButtonUse;
}

/** A button's mark as its platform carries it, 25 characters at most. */
export function writeButtonMark({ reference, use }: ButtonMark): string {
  return `${reference}:${use}`;
}

/** Reads a button's mark; null where it is none of ours. */
export function readButtonMark(text: string): ButtonMark | null {
  const found = /^([\w-]{16}):(?:(\d{1,2})|([a-z]+))$/.exec(text);
  if (!found?.[1]) return null;
  if (found[2] !== undefined) return { reference: found[1], use: Number(found[2]) };
  const kind = buttonKinds.find((known) => known === found[3]);
  return kind ? { reference: found[1], use: kind } : null;
}
