import { setTimeout as pause } from 'node:timers/promises';

/** What a work comes to, if it does within so many milliseconds. Rejects as the work does, or because it takes longer. */
export async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  const done = new AbortController();
  const late = pause(ms, undefined, { signal: done.signal }).then(() => {
    throw new Error(`${what} took longer than ${ms / 1_000} s`);
  });
  // Whichever comes second has nobody to tell.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
