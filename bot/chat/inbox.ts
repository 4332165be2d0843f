import type { SupabaseClient } from '@supabase/supabase-js';
import type { z } from 'zod';
import {
  finishEvent,
  keepJob,
  leaseSeconds,
  leaveEvents,
  pruneChat,
  renewEvents,
  takeEvent,
  takeOverJob,
} from '../../services/inbox/index.ts';
import { describeCause } from '../sort-errors.ts';
import type { Log } from './chat-deps.ts';
import { within } from './within.ts';

/** What `perform` is told of the job beside the job itself. */
export interface Task<Job> {
  eventId: string;
  /** 1, or more where another process has left it. */
  attempt: number;
  /**
   * Keeps what is known by now, for whoever takes the job over. Rejects with LostJobError where another process has
   * done so already: what is done from here on would be done twice.
   */
  keep: (job: Job) => Promise<void>;
}

/** Another process has the job: this one was thought dead, or the job is done. */
class LostJobError extends Error {
  constructor() {
    super('another process has the job');
    this.name = 'LostJobError';
  }
}

export interface InboxDeps<Job extends object> {
  platform: string;
  schema: z.ZodType<Job>;
  db: () => Promise<SupabaseClient>;
  /** Does the job; what it throws is a fault of ours, and is logged. */
  perform: (job: Job, task: Task<Job>) => Promise<void>;
  /** Tells whoever waits for a job that it failed by a fault of ours. */
  onFailed: (job: Job) => Promise<void>;
  log: Log;
}

/** What becomes of an event that was brought. */
export interface Accepted {
  /** False where it was brought before, by whomever; else it is kept from now on. Never rejects. */
  isFirst: Promise<boolean>;
  /** Resolves when its job is done, or known to be another's. Never rejects. */
  done: Promise<void>;
}

export interface Inbox<Job> {
  /** Does an event's job unless it was brought before. */
  accept(eventId: string, job: Job): Accepted;
  /** Begins to take over what other processes left. */
  start(): void;
  /** Waits for what is under way, and leaves the rest to other processes, as all that comes from now on. */
  stop(graceMs: number): Promise<void>;
}

/** Events remembered by this process alone, for the time in which the database is away. */
const mostRemembered = 10_000;
/** A database that takes longer, in milliseconds, counts as away: an answer does not wait for it. */
const databaseWithinMs = 3_000;
const inTime = <T>(work: Promise<T>) => within(work, databaseWithinMs, 'the database');
const takeOverEveryMs = 5_000;
const pruneEveryMs = 3_600_000;

/** Every event once: by the database's word across processes, by this process's memory where the database is away. */
export function createInbox<Job extends object>(deps: InboxDeps<Job>): Inbox<Job> {
  const { platform, log } = deps;
  const seen = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  const timers: NodeJS.Timeout[] = [];
  let stopped = false;

  const isFirst = async (eventId: string, job: Job): Promise<boolean> => {
    try {
      return await inTime(deps.db().then((db) => takeEvent(db, { platform, eventId, job })));
    } catch (error) {
      // Better answered by each of two processes, while the database is away, than by none: the answer says so.
      log.warn({ platform, err: describeCause(error) }, 'event not recorded');
      return true;
    }
  };

  const run = (eventId: string, job: Job, attempt: number): Promise<void> => {
    const keep = async (kept: Job) => {
      let isOurs = true;
      try {
        isOurs = await inTime(deps.db().then((db) => keepJob(db, { platform, eventId, attempt, job: kept })));
      } catch (error) {
        // Nobody else can have it either while the database is away.
        log.warn({ platform, err: describeCause(error) }, 'job not kept');
      }
      if (!isOurs) throw new LostJobError();
    };
    const work = (async () => {
      try {
        await deps.perform(job, { eventId, attempt, keep });
      } catch (error) {
        if (error instanceof LostJobError) {
          log.warn({ platform, attempt }, 'job taken over by another process');
          return;
        }
        log.error({ platform, err: describeCause(error) }, 'event failed');
        await deps
          .onFailed(job)
          .catch((cause: unknown) => log.error({ platform, err: describeCause(cause) }, 'failure not told'));
      }
      await deps
        .db()
        .then((db) => finishEvent(db, { platform, eventId }))
        .catch((error: unknown) =>
          log.warn({ platform, err: describeCause(error) }, 'event not marked as done'),
        );
    })().finally(() => underWay.delete(eventId));
    underWay.set(eventId, work);
    return work;
  };

  const takeOver = async () => {
    for (;;) {
      const left = stopped ? null : await takeOverJob(await deps.db(), { platform });
      if (!left) return;
      const job = deps.schema.safeParse(left.job);
      log.info({ platform, attempt: left.attempt, understood: job.success }, 'job taken over');
      if (job.success) void run(left.eventId, job.data, left.attempt);
    }
  };

  const every = (ms: number, work: () => Promise<unknown>, { atOnce = false } = {}) => {
    const run = () => {
      work().catch((error: unknown) =>
        log.warn({ platform, err: describeCause(error) }, 'inbox not looked after'),
      );
    };
    const timer = setInterval(run, ms);
    timer.unref();
    timers.push(timer);
    if (atOnce) run();
  };

  const leave = async (eventIds: string[]) => {
    if (eventIds.length === 0) return;
    log.warn({ platform, left: eventIds.length }, 'left unfinished for another process');
    // Their leases end by themselves where the database does not answer.
    await inTime(deps.db().then((db) => leaveEvents(db, { platform, eventIds }))).catch(() => undefined);
  };

  return {
    accept: (eventId, job) => {
      if (seen.has(eventId)) return { isFirst: Promise.resolve(false), done: Promise.resolve() };
      const isLate = stopped;
      seen.add(eventId);
      if (seen.size > mostRemembered) seen.delete(seen.values().next().value ?? '');
      const taking = isFirst(eventId, job);
      // Before anything is awaited, so that a stop in between waits for it.
      underWay.set(
        eventId,
        taking.then(() => undefined),
      );
      const settle = async () => {
        const isOurs = await taking;
        if (isOurs && !isLate) return run(eventId, job, 1);
        underWay.delete(eventId);
        // Kept it is already: whoever looks next does it.
        if (isOurs) await leave([eventId]);
      };
      return { isFirst: taking, done: settle() };
    },
    start: () => {
      every(takeOverEveryMs, takeOver, { atOnce: true });
      every(pruneEveryMs, async () => pruneChat(await deps.db()));
      every((leaseSeconds * 1_000) / 3, async () => {
        if (underWay.size > 0)
          await renewEvents(await deps.db(), { platform, eventIds: [...underWay.keys()] });
      });
    },
    stop: async (graceMs) => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      const end = Date.now() + graceMs;
      while (underWay.size > 0 && Date.now() < end) {
        const timeUp = new Promise<void>((resolve) => {
          setTimeout(resolve, end - Date.now()).unref();
        });
        await Promise.race([Promise.allSettled(underWay.values()), timeUp]);
      }
      await leave([...underWay.keys()]);
    },
  };
}
