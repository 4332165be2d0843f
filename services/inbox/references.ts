import { randomBytes } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../../supabase/client.ts';

/** Makes a reference that nobody can guess and every platform takes: 16 letters, digits, `-` and `_`. */
export function makeReference(): string {
  return randomBytes(12).toString('base64url');
}

/** Keeps what a message's buttons stand for, for half a year. Throws `DatabaseError`. */
export function putReference(
  db: SupabaseClient,
  { reference, content }: { reference: string; content: object },
): Promise<unknown> {
  return call(db, 'chat_reference_put', { p_reference: reference, p_content: content }, z.unknown());
}

/** What a reference stands for, as it was put; null where it is unknown or forgotten. Throws `DatabaseError`. */
export function findReference(db: SupabaseClient, reference: string): Promise<unknown> {
  return call(db, 'chat_reference_find', { p_reference: reference }, z.unknown());
}
