import type { SupabaseClient } from '@supabase/supabase-js';
import { finishEvent, keepJob, leaseSeconds, takeEvent, type Worker } from '../../services/inbox/index.ts';
import { describeCause } from '../sort-errors.ts';
import type { Log } from './chat-deps.ts';
import { LostJobError } from './lost-job-error.ts';
import { within } from './within.ts';

/** A job that this process has under way. */
export interface HeldJob<Job> {
  /**
   * Keeps what is known by now, for whoever takes the job over. Rejects with LostJobError where another process may have
   * done so: what is done from here on would be done twice.
   */
  keep(job: Job): Promise<void>;
  /** Makes sure that the job is still this process's, before anything is done that others see. Rejects as `keep`. */
  hold(): Promise<void>;
  /** Its lease has been renewed, by a call that began at this time of `performance`. */
  renewed(asked: number): void;
  /** Another process has it, or may: nothing more is done. */
  lose(): void;
  /** What is known of it by now. */
  latest(): Job;
  /** Tells the database that it is done, so that nobody takes it over. Throws DatabaseError. */
  finish(): Promise<unknown>;
}

export interface HeldJobDeps {
  db: () => Promise<SupabaseClient>;
  log: Log;
  worker: Worker;
  eventId: string;
}

/** Milliseconds since its renewal for which a job is surely still this process's. */
const sureMs = leaseSeconds * 500;
/** A database that takes longer, in milliseconds, counts as away: an answer does not wait for it. */
export const databaseWithinMs = 3_000;
/** And once it has, in milliseconds. */
const awayWithinMs = 500;

/**
 * Holds a job that was taken by a call that began at `takenAt`, in milliseconds of `performance`; null where the database
 * did not say so: then nobody else knows of it, unless it was told after all.
 */
export function holdJob<Job extends object>(
  { db, log, worker, eventId }: HeldJobDeps,
  first: Job,
  takenAt: number | null,
): HeldJob<Job> {
  let latest = first;
  let confirmedAt = takenAt;
  let isLost = false;
  let patienceMs = takenAt === null ? awayWithinMs : databaseWithinMs;

  const ask = async (): Promise<boolean> => {
    const open = await db();
    const job = latest;
    if (confirmedAt === null && !(await takeEvent(open, { ...worker, eventId, job }))) return false;
    return keepJob(open, { ...worker, eventId, job });
  };
  const confirm = async () => {
    if (isLost) throw new LostJobError();
    const asked = performance.now();
    let isOurs: boolean;
    try {
      isOurs = await within(ask(), patienceMs, 'the database');
      confirmedAt = asked;
      patienceMs = databaseWithinMs;
    } catch (error) {
      log.warn({ platform: worker.platform, err: describeCause(error) }, 'job not kept');
      patienceMs = awayWithinMs;
      // Until its lease has passed nobody can have it; and where it could never be recorded, nobody knows of it.
      isOurs = confirmedAt === null || asked - confirmedAt < leaseSeconds * 1_000;
    }
    isLost ||= !isOurs;
    if (isLost) throw new LostJobError();
  };

  return {
    keep: (job) => {
      latest = job;
      return confirm();
    },
    hold: async () => {
      if (isLost) throw new LostJobError();
      const isSure = confirmedAt !== null && performance.now() - confirmedAt < sureMs;
      if (!isSure) await confirm();
    },
    renewed: (asked) => {
      confirmedAt = Math.max(confirmedAt ?? asked, asked);
    },
    lose: () => {
      isLost = true;
    },
    latest: () => latest,
    finish: () => db().then((open) => finishEvent(open, { ...worker, eventId })),
  };
}
