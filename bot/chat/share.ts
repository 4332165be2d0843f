import type { SupabaseClient } from '@supabase/supabase-js';
import { forgetEvent, takeEvent } from '../../services/inbox/index.ts';

/** An answer that somebody shows to the channel: once, however often it is asked for. */
export interface Share {
  platform: string;
  /** The private answer's reference. */
  reference: string;
}

const eventOf = ({ platform, reference }: Share) => ({ platform, eventId: `shared:${reference}` });

/** Claims that an answer is being shown. False where it has been, or is being shown by another press. Throws `DatabaseError`. */
export function claimShare(db: SupabaseClient, share: Share): Promise<boolean> {
  return takeEvent(db, { ...eventOf(share), job: null });
}

/** Gives a claim back: nothing was shown, and the answer may be shown again. Throws `DatabaseError`. */
export function releaseShare(db: SupabaseClient, share: Share): Promise<unknown> {
  return forgetEvent(db, eventOf(share));
}
