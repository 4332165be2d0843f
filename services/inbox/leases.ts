import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../../supabase/client.ts';

/** Takes a lease, or renews one's own, for some seconds; false while another holds it. Throws `DatabaseError`. */
export function takeLease(
  db: SupabaseClient,
  { name, holder, seconds }: { name: string; holder: string; seconds: number },
): Promise<boolean> {
  return call(db, 'lease_take', { p_name: name, p_holder: holder, p_seconds: seconds }, z.boolean());
}

/** Gives a lease up, where it is one's own, and where it ends within `seconds`, if told. Throws `DatabaseError`. */
export function releaseLease(
  db: SupabaseClient,
  { name, holder, seconds = null }: { name: string; holder: string; seconds?: number | null },
): Promise<unknown> {
  const args = { p_name: name, p_holder: holder, p_seconds: seconds };
  return call(db, 'lease_release', args, z.unknown());
}

/**
 * Ends every lease, also of jobs under way. For a process that has the database to itself alone: whoever held them is
 * gone, and nobody needs to wait until they pass. Throws `DatabaseError`.
 */
export function endLeases(db: SupabaseClient): Promise<unknown> {
  return call(db, 'leases_end', {}, z.unknown());
}
