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

/** Gives a lease up, where it is one's own. Throws `DatabaseError`. */
export function releaseLease(
  db: SupabaseClient,
  { name, holder }: { name: string; holder: string },
): Promise<unknown> {
  return call(db, 'lease_release', { p_name: name, p_holder: holder }, z.unknown());
}

/**
 * Ends every lease, also of jobs under way. For a process that has the database to itself alone: whoever held them is
 * gone, and nobody needs to wait until they pass. Throws `DatabaseError`.
 */
export function endLeases(db: SupabaseClient): Promise<unknown> {
  return call(db, 'leases_end', {}, z.unknown());
}
