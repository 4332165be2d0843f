import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../../supabase/client.ts';

/** Who asks: a platform's name (`slack`, `discord`), and the process that works there, by a name of its own. */
export interface Worker {
  platform: string;
  holder: string;
}

/** How long a job belongs to the process that took it unless it renews, in seconds. */
export const leaseSeconds = 30;
/** An event as the database names it. */
const nameOf = ({ platform, holder, eventId }: Worker & { eventId: string }) => ({
  p_platform: platform,
  p_event_id: eventId,
  p_holder: holder,
});

/**
 * Takes an event that a platform sent, with what is to be done about it. True for the first process that brings it,
 * also when it asks again; false for every other. Throws `DatabaseError`.
 */
export function takeEvent(
  db: SupabaseClient,
  input: Worker & { eventId: string; job: object },
): Promise<boolean> {
  const args = { ...nameOf(input), p_job: input.job, p_lease_seconds: leaseSeconds };
  return call(db, 'chat_event_take', args, z.boolean());
}

/**
 * Keeps what is known by now of a job under way, so that whoever takes it over goes on from there, and renews its lease.
 * False where another has taken it over already. Throws `DatabaseError`.
 */
export function keepJob(
  db: SupabaseClient,
  input: Worker & { eventId: string; job: object },
): Promise<boolean> {
  const args = { ...nameOf(input), p_job: input.job, p_lease_seconds: leaseSeconds };
  return call(db, 'chat_event_keep', args, z.boolean());
}

/** Renews the leases of jobs under way; gives those that are still the process's own. Throws `DatabaseError`. */
export function renewEvents(
  db: SupabaseClient,
  input: Worker & { eventIds: readonly string[] },
): Promise<string[]> {
  return setLeases(db, input, leaseSeconds);
}

/** Leaves jobs under way to whichever process takes them over first. Throws `DatabaseError`. */
export function leaveEvents(
  db: SupabaseClient,
  input: Worker & { eventIds: readonly string[] },
): Promise<string[]> {
  return setLeases(db, input, 0);
}

function setLeases(
  db: SupabaseClient,
  { platform, holder, eventIds }: Worker & { eventIds: readonly string[] },
  seconds: number,
): Promise<string[]> {
  const args = { p_platform: platform, p_event_ids: eventIds, p_holder: holder, p_lease_seconds: seconds };
  return call(db, 'chat_event_renew', args, z.array(z.string()));
}

/**
 * Marks an event's job as done, also where the event could not be recorded before; what it held is forgotten. Throws
 * `DatabaseError`.
 */
export function finishEvent(db: SupabaseClient, input: Worker & { eventId: string }): Promise<unknown> {
  return call(db, 'chat_event_finish', nameOf(input), z.unknown());
}

const leftJobSchema = z
  .object({ event_id: z.string(), job: z.unknown(), attempt: z.int(), hopeless: z.boolean() })
  .transform(({ event_id, ...left }) => ({ eventId: event_id, ...left }));

/**
 * A job that its process left unfinished, and which attempt at it this is; hopeless where it has been left too often or
 * for too long, and whoever waits for it is to be told.
 */
export type LeftJob = z.output<typeof leftJobSchema>;

/**
 * Takes over a job whose process has not renewed it, but for some; null when there is none. It is hopeless from an age on.
 * Throws `DatabaseError`.
 */
export function takeOverJob(
  db: SupabaseClient,
  { platform, holder, except, maxAgeSeconds }: Worker & { except: readonly string[]; maxAgeSeconds: number },
): Promise<LeftJob | null> {
  const args = {
    p_platform: platform,
    p_holder: holder,
    p_except: except,
    p_max_age_seconds: maxAgeSeconds,
    p_lease_seconds: leaseSeconds,
  };
  return call(db, 'chat_event_take_over', args, leftJobSchema.nullable());
}

/** Forgets events of days ago, and what buttons stood for half a year ago. Throws `DatabaseError`. */
export function pruneChat(db: SupabaseClient): Promise<unknown> {
  return call(db, 'chat_prune', {}, z.unknown());
}
