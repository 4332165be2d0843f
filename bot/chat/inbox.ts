import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { z } from 'zod';
import {
  leaseSeconds,
  leaveEvents,
  pruneChat,
  renewEvents,
  takeEvent,
  takeOverJob,
} from '../../services/inbox/index.ts';
import { describeCause } from '../sort-errors.ts';
import type { Log } from './chat-deps.ts';
import { databaseWithinMs, type HeldJob, holdJob } from './held-job.ts';
import { insist } from './insist.ts';
import { LostJobError } from './lost-job-error.ts';
import { within } from './within.ts';

/** What `perform` is told of the job beside the job itself. */
export interface Task<Job> extends Pick<HeldJob<Job>, 'keep' | 'hold'> {
  eventId: string;
  /** 1, or more where another process has left it. */
  attempt: number;
}

export interface InboxDeps<Job extends object> {
  platform: string;
  schema: z.ZodType<Job>;
  db: () => Promise<SupabaseClient>;
  /** Does the job; what it throws is a fault of ours, and is logged. */
  perform: (job: Job, task: Task<Job>) => Promise<void>;
  /** Tells whoever waits for a job that it failed by a fault of ours. */
  onFailed: (job: Job, eventId: string) => Promise<void>;
  /** How long after its event a job may be done: while the platform takes its answer. */
  maxAgeSeconds: number;
  log: Log;
}

/** What becomes of an event that was brought. */
export interface Accepted {
  /** False where it was brought before, by whomever; else it is kept from now on. Never rejects. */
  isFirst: Promise<boolean>;
  /** Resolves when its job is done and the database was told, or it is known to be another's. Never rejects. */
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

/** An event that this process works on. */
interface UnderWay<Job> {
  work: Promise<unknown>;
  /** Null while it is being taken. */
  held: HeldJob<Job> | null;
  /** What is left is to tell the database. */
  isDone: boolean;
}

/** Events remembered by this process alone, for the time in which the database is away. */
const mostRemembered = 10_000;
const takeOverEveryMs = 5_000;
const pruneEveryMs = 3_600_000;
/** Longest that a stop waits for the database, in milliseconds, to leave to others what it has not finished. */
const leaveWithinMs = 1_000;

/** Every event once: by the database's word across processes, by this process's memory where the database is away. */
export function createInbox<Job extends object>(deps: InboxDeps<Job>): Inbox<Job> {
  const { platform, log, maxAgeSeconds } = deps;
  const worker = { platform, holder: randomUUID() };
  const seen = new Set<string>();
  const underWay = new Map<string, UnderWay<Job>>();
  const timers: NodeJS.Timeout[] = [];
  const stopping = new AbortController();
  let takingOver: Promise<void> | null = null;
  let isEnded = false;

  const tellFailed = (job: Job, eventId: string) =>
    deps
      .onFailed(job, eventId)
      .catch((error: unknown) => log.error({ platform, err: describeCause(error) }, 'failure not told'));

  const run = async (
    eventId: string,
    job: Job,
    {
      attempt,
      takenAt,
      isHopeless = false,
    }: { attempt: number; takenAt: number | null; isHopeless?: boolean },
  ): Promise<void> => {
    const held = holdJob({ db: deps.db, log, worker, eventId }, job, takenAt);
    const told = Promise.withResolvers<void>();
    const entry: UnderWay<Job> = { work: Promise.resolve(), held, isDone: false };
    const work = async () => {
      try {
        if (isHopeless) await tellFailed(held.latest(), eventId);
        else await deps.perform(job, { eventId, attempt, keep: held.keep, hold: held.hold });
      } catch (error) {
        if (error instanceof LostJobError) {
          log.warn({ platform, attempt }, 'job left to another process');
          return;
        }
        log.error({ platform, err: describeCause(error) }, 'event failed');
        await tellFailed(held.latest(), eventId);
      }
      entry.isDone = true;
      const finishing = held.finish();
      const isKnown = await within(finishing, databaseWithinMs, 'the database').then(
        () => true,
        (error: unknown) => {
          log.warn({ platform, err: describeCause(error) }, 'event not marked as done');
          return false;
        },
      );
      told.resolve();
      // Until it knows, it is renewed, and nobody does it again.
      if (!isKnown) await insist(held.finish, maxAgeSeconds * 1_000, stopping.signal);
    };
    entry.work = work().finally(() => {
      underWay.delete(eventId);
      told.resolve();
    });
    underWay.set(eventId, entry);
    await told.promise;
  };

  const lookForLeft = async () => {
    while (!stopping.signal.aborted) {
      const asked = performance.now();
      const left = await takeOverJob(await deps.db(), {
        ...worker,
        except: [...underWay.keys()],
        maxAgeSeconds,
      });
      if (!left) return;
      // Stopped meanwhile: whoever looks next does it.
      if (stopping.signal.aborted) return leave([left.eventId]);
      const job = deps.schema.safeParse(left.job);
      const { eventId, attempt, hopeless: isHopeless } = left;
      log.info({ platform, attempt, isHopeless, understood: job.success }, 'job taken over');
      if (job.success) void run(eventId, job.data, { attempt, takenAt: asked, isHopeless });
    }
  };
  const takeOver = () => {
    takingOver ??= lookForLeft().finally(() => {
      takingOver = null;
    });
    return takingOver;
  };

  const renew = async () => {
    if (underWay.size === 0) return;
    const asked = performance.now();
    const asking = [...underWay].filter(([, { held }]) => held !== null);
    const db = await deps.db();
    const ours = new Set(await renewEvents(db, { ...worker, eventIds: asking.map(([id]) => id) }));
    for (const [eventId, { held }] of asking) if (ours.has(eventId)) held?.renewed(asked);
  };

  const every = (ms: number, work: () => Promise<unknown>, { atOnce = false } = {}) => {
    const once = () => {
      work().catch((error: unknown) =>
        log.warn({ platform, err: describeCause(error) }, 'inbox not looked after'),
      );
    };
    const timer = setInterval(once, ms);
    timer.unref();
    timers.push(timer);
    if (atOnce) once();
  };

  const leave = async (eventIds: string[]) => {
    if (eventIds.length === 0) return;
    log.warn({ platform, left: eventIds.length }, 'left unfinished for another process');
    const leaving = deps.db().then((db) => leaveEvents(db, { ...worker, eventIds }));
    // Their leases end by themselves where the database does not answer.
    await within(leaving, leaveWithinMs, 'the database').catch(() => undefined);
  };

  /** Takes an event; gives whether it is ours, and when the database was asked where it said so. */
  const take = async (eventId: string, job: Job): Promise<{ isOurs: boolean; takenAt: number | null }> => {
    const asked = performance.now();
    try {
      const taking = deps.db().then((db) => takeEvent(db, { ...worker, eventId, job }));
      return { isOurs: await within(taking, databaseWithinMs, 'the database'), takenAt: asked };
    } catch (error) {
      // Better answered by each of two processes, while the database is away, than by none: the answer says so.
      log.warn({ platform, err: describeCause(error) }, 'event not recorded');
      return { isOurs: true, takenAt: null };
    }
  };

  return {
    accept: (eventId, job) => {
      if (seen.has(eventId) || underWay.has(eventId)) {
        return { isFirst: Promise.resolve(false), done: Promise.resolve() };
      }
      const isLate = stopping.signal.aborted;
      seen.add(eventId);
      if (seen.size > mostRemembered) seen.delete(seen.values().next().value ?? '');
      const taking = take(eventId, job);
      // Before anything is awaited, so that a stop in between waits for it.
      underWay.set(eventId, { work: taking, held: null, isDone: false });
      const settle = async () => {
        const { isOurs, takenAt } = await taking;
        if (isOurs && !isLate && !isEnded) return run(eventId, job, { attempt: 1, takenAt });
        underWay.delete(eventId);
        // Kept it is already: whoever looks next does it.
        if (isOurs) await leave([eventId]);
      };
      return { isFirst: taking.then(({ isOurs }) => isOurs), done: settle() };
    },
    start: () => {
      every(takeOverEveryMs, takeOver, { atOnce: true });
      every(pruneEveryMs, async () => pruneChat(await deps.db()));
      every((leaseSeconds * 1_000) / 3, renew);
    },
    stop: async (graceMs) => {
      for (const timer of timers) clearInterval(timer);
      stopping.abort();
      const end = Date.now() + graceMs;
      // What is just being taken over is still to be left.
      if (takingOver)
        await Promise.race([
          takingOver.catch(() => undefined),
          pause(leaveWithinMs, undefined, { ref: false }),
        ]);
      while (underWay.size > 0 && Date.now() < end) {
        const timeUp = pause(end - Date.now(), undefined, { ref: false });
        await Promise.race([Promise.allSettled([...underWay.values()].map(({ work }) => work)), timeUp]);
      }
      isEnded = true;
      const unfinished = [...underWay].filter(([, { isDone }]) => !isDone);
      for (const [, { held }] of unfinished) held?.lose();
      await leave(unfinished.map(([eventId]) => eventId));
    },
  };
}
