import { LostJobError } from './lost-job-error.ts';

/** What an error of a platform's call means for trying again. */
export type Verdict =
  /** The platform said no, and will say no again. */
  | { kind: 'refused' }
  /** It was not done, and may be tried again after so many milliseconds: the platform said so. */
  | { kind: 'wait'; ms: number }
  /** It never arrived. */
  | { kind: 'not_done' }
  /** It may have been done: the answer was lost, or the platform failed on the way. */
  | { kind: 'unsure' };

/** A call that may have been done: to do it again might do it twice. */
export class InDoubtError extends Error {
  constructor(cause: unknown) {
    super('the call may have been done', { cause });
    this.name = 'InDoubtError';
  }
}

export interface Attempts<T> {
  judge: (error: unknown) => Verdict;
  /** Asked before each try: rejects with LostJobError where it is no longer for this process to do. */
  hold?: (() => Promise<void>) | undefined;
  /** Doing it twice is as doing it once: an update, an upload that nobody sees. */
  repeatable?: boolean;
  /** Looks whether it was done after all: what it gave, or null where it certainly was not. Throws where nobody can know. */
  find?: () => Promise<T | null>;
  /**
   * Longest that all attempts may take, in milliseconds. Unless told a minute; ten where the platform asks for
   * patience, since it takes the answer then.
   */
  withinMs?: number;
  /** Pause after the first failure, in milliseconds; it doubles with each. */
  firstPauseMs?: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const longestPauseMs = 5_000;

/**
 * Does a platform's call until it is done, is refused or takes too long; never twice where twice would be seen. Throws
 * the last error, InDoubtError where it may have been done, or what `hold` rejects with.
 */
export async function attempt<T>(work: () => Promise<T>, options: Attempts<T>): Promise<T> {
  const { judge, hold, repeatable = false, find, withinMs, firstPauseMs = 200 } = options;
  const began = Date.now();
  let mayBeDone = false;
  for (let failures = 0; ; failures += 1) {
    try {
      await hold?.();
      return await work();
    } catch (error) {
      if (error instanceof LostJobError) throw error;
      const verdict = judge(error);
      mayBeDone ||= verdict.kind === 'unsure';
      if (verdict.kind === 'refused') throw error;
      const backoff = Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (0.75 + Math.random() / 2);
      const pauseMs = verdict.kind === 'wait' ? verdict.ms + Math.random() * firstPauseMs : backoff;
      const doubtful = verdict.kind === 'unsure' && !repeatable;
      if (doubtful && !find) throw new InDoubtError(error);
      const limitMs = withinMs ?? (verdict.kind === 'wait' ? 600_000 : 60_000);
      if (Date.now() + pauseMs > began + limitMs) throw mayBeDone ? new InDoubtError(error) : error;
      await pause(pauseMs);
      if (!doubtful || !find) continue;
      const found = await find().catch((cause: unknown) => {
        throw new InDoubtError(cause);
      });
      if (found !== null) return found;
      mayBeDone = false;
    }
  }
}
