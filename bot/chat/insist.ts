import { within } from './within.ts';

const firstPauseMs = 250;
const longestPauseMs = 5_000;
const lastWithinMs = 1_000;

/**
 * Does something until it is done, for so many milliseconds, or until the signal and once, shortly, after it. Each try is
 * waited for to its end, so that what hangs is not begun again and again. Gives whether it is done; never rejects.
 */
export async function insist(
  work: () => Promise<unknown>,
  forMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const until = Date.now() + forMs;
  for (let pauseMs = firstPauseMs; Date.now() < until; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    await pauseUnless(signal, pauseMs);
    if (signal.aborted) return succeeds(within(work(), lastWithinMs, 'the last try'));
    const isDone = await Promise.race([succeeds(work()), pauseUnless(signal, until - Date.now())]);
    if (isDone === true) return true;
  }
  return false;
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** Waits so many milliseconds, or until the signal; holds no process up. */
function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms).unref();
    signal.addEventListener('abort', end);
  });
}
