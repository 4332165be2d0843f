import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../../supabase/client.ts';

/** A platform's name: `slack`, `discord`. */
type Platform = string;

/** How long a job belongs to the process that took it unless it renews, in seconds. */
export const leaseSeconds = 30;
/** How long after its event a job may be taken over, in seconds: a minute less than the shortest right to answer. */
const longestAgeSeconds = 14 * 60;

/**
 * Takes an event that a platform sent, with what is to be done about it. True for the first who brings it, in
 * whichever process; false for whoever brings it again. Throws `DatabaseError`.
 */
export function takeEvent(
  db: SupabaseClient,
  input: { platform: Platform; eventId: string; job: object },
): Promise<boolean> {
  const { platform, eventId, job } = input;
  const args = { p_platform: platform, p_event_id: eventId, p_job: job, p_lease_seconds: leaseSeconds };
  return call(db, 'chat_event_take', args, z.boolean());
}

/**
 * Keeps what is known by now of a job under way, so that whoever takes it over goes on from there. False where another
 * has taken it over already. Throws `DatabaseError`.
 */
export function keepJob(
  db: SupabaseClient,
  input: { platform: Platform; eventId: string; attempt: number; job: object },
): Promise<boolean> {
  const { platform, eventId, attempt, job } = input;
  const args = { p_platform: platform, p_event_id: eventId, p_attempt: attempt, p_job: job };
  return call(db, 'chat_event_keep', args, z.boolean());
}

/** Renews the leases of jobs under way. Throws `DatabaseError`. */
export function renewEvents(
  db: SupabaseClient,
  { platform, eventIds }: { platform: Platform; eventIds: string[] },
): Promise<unknown> {
  const args = { p_platform: platform, p_event_ids: eventIds, p_lease_seconds: leaseSeconds };
  return call(db, 'chat_event_renew', args, z.unknown());
}

/** Leaves jobs under way to whichever process takes them over first. Throws `DatabaseError`. */
export function leaveEvents(
  db: SupabaseClient,
  { platform, eventIds }: { platform: Platform; eventIds: string[] },
): Promise<unknown> {
  const args = { p_platform: platform, p_event_ids: eventIds, p_lease_seconds: 0 };
  return call(db, 'chat_event_renew', args, z.unknown());
}

/** Marks an event's job as done; what it held is forgotten. Throws `DatabaseError`. */
export function finishEvent(
  db: SupabaseClient,
  { platform, eventId }: { platform: Platform; eventId: string },
): Promise<unknown> {
  return call(db, 'chat_event_finish', { p_platform: platform, p_event_id: eventId }, z.unknown());
}

const leftJobSchema = z
  .object({ event_id: z.string(), job: z.unknown(), attempt: z.int() })
  .transform(({ event_id, job, attempt }) => ({ eventId: event_id, job, attempt }));

/** A job that its process left unfinished, and which attempt at it this is. */
export type LeftJob = z.output<typeof leftJobSchema>;

/** Takes over a job whose process has not renewed it; null when there is none. Throws `DatabaseError`. */
export function takeOverJob(
  db: SupabaseClient,
  { platform }: { platform: Platform },
): Promise<LeftJob | null> {
  const args = {
    p_platform: platform,
    p_max_age_seconds: longestAgeSeconds,
    p_lease_seconds: leaseSeconds,
  };
  return call(db, 'chat_event_take_over', args, leftJobSchema.nullable());
}

/** Forgets events of days ago, and what buttons stood for half a year ago. Throws `DatabaseError`. */
export function pruneChat(db: SupabaseClient): Promise<unknown> {
  return call(db, 'chat_prune', {}, z.unknown());
}
