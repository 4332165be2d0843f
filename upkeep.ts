import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { keepCampaigns } from './services/campaigns/index.ts';
import type { Context } from './services/context.ts';
import { takeLease } from './services/inbox/index.ts';
import { keepSnapshots } from './services/rfm/index.ts';
import { keepSegments } from './services/segments/index.ts';

export interface UpkeepDeps {
  context: () => Promise<Context>;
  log: { warn(fields: object, message: string): void };
  /** Milliseconds until it is looked again for what is to be done. */
  everyMs?: number;
  /** Milliseconds between two pieces of work, in which questions are answered. */
  restMs?: number;
}

export interface Upkeep {
  /** Begins nothing more; resolves when nothing is under way, or after a second. */
  stop(): Promise<void>;
}

const leaseSeconds = 120;
const stopWithinMs = 1_000;

/**
 * Works out beforehand what answers read: the RFM of today and of the months that are over, how large the segments are and
 * were, and what campaigns brought. Of several replicas one does it.
 */
export function startUpkeep({ context, log, everyMs = 60_000, restMs = 250 }: UpkeepDeps): Upkeep {
  const holder = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = (ms: number) => pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
  const work = async (): Promise<boolean> => {
    try {
      const open = await context();
      const isOurs = await takeLease(open.db, { name: 'upkeep', holder, seconds: leaseSeconds });
      return isOurs && (await keepNext(open));
    } catch (error) {
      log.warn({ err: error }, 'upkeep failed, trying again');
      return false;
    }
  };
  const keep = async () => {
    // What a start has to do comes first.
    await rest(restMs);
    while (!signal.aborted) await rest((await work()) ? restMs : everyMs);
  };
  const keeping = keep();
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([keeping, pause(stopWithinMs, undefined, { ref: false })]);
    },
  };
}

/** Does the first piece of work that is left; false where none is. */
async function keepNext(context: Context): Promise<boolean> {
  for (const keep of [keepSnapshots, keepSegments, keepCampaigns]) {
    if (await keep(context)) return true;
  }
  return false;
}
