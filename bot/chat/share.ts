import { releaseLease, takeLease } from '../../services/inbox/index.ts';
import { describeCause } from '../sort-errors.ts';
import type { ChatDeps } from './chat-deps.ts';
import { within } from './within.ts';

/** An answer that somebody shows to the channel: once, however often it is asked for. */
export interface Share {
  platform: string;
  /** The private answer's reference. */
  reference: string;
  /** The press. */
  eventId: string;
}

const nameOf = ({ platform, reference }: Share) => `shared:${platform}:${reference}`;

/** Longest that a press waits for its claim, in milliseconds. */
const claimedWithinMs = 3_000;

/** As long as the answer's buttons are kept. */
const seconds = 180 * 86_400;

/**
 * Claims that an answer is being shown by an event: a press. True again for the same event, whoever works on it; false
 * where another has shown it, or is about to; null where nobody can know.
 */
export async function claimShare(deps: ChatDeps, share: Share): Promise<boolean | null> {
  const { db, log } = deps;
  try {
    const lease = { name: nameOf(share), holder: share.eventId, seconds };
    return await within(
      db().then((open) => takeLease(open, lease)),
      claimedWithinMs,
      'the database',
    );
  } catch (error) {
    log.warn({ platform: share.platform, err: describeCause(error) }, 'share not claimed');
    // It may have been claimed after all, by a press that shows nothing.
    void releaseShare(deps, share);
    return null;
  }
}

/** Gives a claim back: nothing was shown, and the answer may be shown again. Never rejects. */
export async function releaseShare({ db, log }: ChatDeps, share: Share): Promise<void> {
  try {
    await releaseLease(await db(), { name: nameOf(share), holder: share.eventId });
  } catch (error) {
    log.warn({ platform: share.platform, err: describeCause(error) }, 'share not given back');
  }
}
