import type { PlatformState } from './bot/chat/chat-deps.ts';
import { within } from './bot/chat/within.ts';

/** A database that takes longer to answer, in milliseconds, does not count as ready. */
const answersWithinMs = 3_000;

export interface HealthDeps {
  /** Asks the database; gives which kind it is. */
  database: () => Promise<string>;
  /** How each chat platform stands, by its name. */
  platforms: Record<string, PlatformState>;
  log: { warn(fields: object, message: string): void };
}

/** Whether everything that answers depend on is there, and how each of it stands. Never rejects, nor waits for long. */
export async function reportHealth({ database, platforms, log }: HealthDeps) {
  const kind = await within(database(), answersWithinMs, 'the database').catch((error: unknown) => {
    log.warn({ err: error }, 'the database does not answer');
    return null;
  });
  const isReady = Object.values(platforms).every((state) => state === 'connected' || state === 'standby');
  return { ready: isReady && kind !== null, checks: { database: kind ?? 'unreachable', ...platforms } };
}
