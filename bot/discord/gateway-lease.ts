import { randomUUID } from 'node:crypto';
import { releaseLease, takeLease } from '../../services/inbox/index.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { within } from '../chat/within.ts';
import { describeCause } from '../sort-errors.ts';

/** By this name one replica holds the gateway: each that did would be sent every interaction. */
const name = 'discord:gateway';
const seconds = 30;
/** A database that takes longer to say who holds it, in milliseconds, counts as away. */
const takenWithinMs = 3_000;
/** Longest that giving it up, from which only others profit, is waited for, in milliseconds. */
const givenUpWithinMs = 1_000;

/** This replica's right to the gateway. */
export interface GatewayLease {
  /** Whether no other replica can hold the gateway: by the clock, since the database last said so. */
  isSure(): boolean;
  /** Takes or renews it; gives whether this replica holds it. Throws where the database does not say. */
  take(): Promise<boolean>;
  /** Gives it up. Never rejects. */
  giveUp(): Promise<void>;
}

export function createGatewayLease({ db, log }: Pick<ChatDeps, 'db' | 'log'>): GatewayLease {
  const holder = randomUUID();
  let heldUntil = 0;
  return {
    isSure: () => Date.now() < heldUntil,
    take: async () => {
      const asked = Date.now();
      const taking = db().then((open) => takeLease(open, { name, holder, seconds }));
      const isOurs = await within(taking, takenWithinMs, 'the database');
      heldUntil = isOurs ? asked + seconds * 1_000 : 0;
      return isOurs;
    },
    giveUp: async () => {
      heldUntil = 0;
      const release = db().then((open) => releaseLease(open, { name, holder }));
      await within(release, givenUpWithinMs, 'giving the lease up').catch((error: unknown) =>
        log.warn({ platform: 'discord', err: describeCause(error) }, 'lease not given up'),
      );
    },
  };
}
