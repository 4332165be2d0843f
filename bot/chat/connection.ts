import { setTimeout as pause } from 'node:timers/promises';
import { describeCause } from '../sort-errors.ts';
import type { Log, PlatformState } from './chat-deps.ts';
import { SettingRefusedError } from './setting-error.ts';

export interface ConnectionOptions {
  platform: string;
  /**
   * Makes sure that the connection is there, also where it is already; gives how it stands. Throws
   * SettingRefusedError where a setting is not accepted.
   */
  ensure: () => Promise<PlatformState>;
  /** How often it is made sure of, in milliseconds. */
  checkEveryMs: number;
  /** How soon after a failure it is tried again, in milliseconds. */
  tryAgainMs: number;
  log: Log;
}

/** A connection that is kept, whatever befalls it. */
export interface Connection {
  state(): PlatformState;
  /** It has been lost: made anew at once. */
  lost(): void;
  /**
   * Makes it for the first time. Throws SettingRefusedError; otherwise it resolves in three seconds whatever comes, and
   * is tried further.
   */
  begin(): Promise<void>;
  /** Tries no more; resolves when nothing is being tried, or after a second. */
  end(): Promise<void>;
}

/** Milliseconds for which a start waits for a connection. */
const firstWithinMs = 3_000;
const endWithinMs = 1_000;

/** Keeps a connection: checks it now and then, and tries again what failed. */
export function createConnection(options: ConnectionOptions): Connection {
  const { platform, ensure, checkEveryMs, tryAgainMs, log } = options;
  const ending = new AbortController();
  let waking = new AbortController();
  let state: PlatformState = 'connecting';
  let failed: unknown = null;
  let isLost = false;
  let triedAt = 0;
  let toldLast = '';

  const attemptOnce = async (): Promise<boolean> => {
    isLost = false;
    triedAt = Date.now();
    try {
      state = await ensure();
      failed = null;
      if (toldLast !== state) log.info({ platform, state }, 'connection');
      toldLast = state;
      return true;
    } catch (error) {
      const isRefused = error instanceof SettingRefusedError;
      state = isRefused ? 'refused' : 'unreachable';
      failed = error;
      const message = isRefused ? error.message : 'not connected, trying again';
      // Once, not every few seconds: what has been said stays true until something changes.
      const told = `${state} ${String(error)}`;
      if (told === toldLast) return false;
      toldLast = told;
      log[isRefused ? 'error' : 'warn']({ platform, err: describeCause(error) }, message);
      return false;
    }
  };
  const rest = (ms: number, signal: AbortSignal) =>
    pause(Math.max(0, ms), undefined, { signal, ref: false }).catch(() => undefined);
  const keep = async (first: Promise<boolean>) => {
    for (let isGood = await first; !ending.signal.aborted; isGood = await attemptOnce()) {
      waking = new AbortController();
      // Lost while it was looked after: nothing is waited for.
      if (!(isGood && isLost)) {
        await rest(isGood ? checkEveryMs : tryAgainMs, AbortSignal.any([ending.signal, waking.signal]));
      }
      // A connection that is lost as soon as it is made is made no more often than one that cannot be made.
      await rest(tryAgainMs - (Date.now() - triedAt), ending.signal);
      if (ending.signal.aborted) return;
    }
  };
  let keeping: Promise<void> = Promise.resolve();

  return {
    state: () => state,
    lost: () => {
      if (ending.signal.aborted) return;
      state = 'reconnecting';
      isLost = true;
      waking.abort();
    },
    begin: async () => {
      const first = attemptOnce();
      keeping = keep(first);
      await Promise.race([first, pause(firstWithinMs, undefined, { ref: false })]);
      if (!(failed instanceof SettingRefusedError)) return;
      ending.abort();
      throw failed;
    },
    end: async () => {
      ending.abort();
      await Promise.race([keeping, pause(endWithinMs, undefined, { ref: false })]);
    },
  };
}
