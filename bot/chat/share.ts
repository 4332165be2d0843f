import { releaseLease, takeLease } from '../../services/inbox/index.ts';
import { describeCause } from '../sort-errors.ts';
import type { ChatDeps } from './chat-deps.ts';

/** An answer that somebody shows to the channel: once, however often it is asked for. */
export interface Share {
  platform: string;
  /** The private answer's reference. */
  reference: string;
  /** The press. */
  eventId: string;
}

const nameOf = ({ platform, reference }: Share) => `shared:${platform}:${reference}`;

/** As long as the answer's buttons are kept. */
const seconds = 180 * 86_400;

/**
 * Claims that an answer is being shown by an event: a press. True again for the same event, whoever works on it; false
 * where another has shown it, or is about to; null where nobody can know.
 */
export async function claimShare({ db, log }: ChatDeps, share: Share): Promise<boolean | null> {
  try {
    return await takeLease(await db(), { name: nameOf(share), holder: share.eventId, seconds });
  } catch (error) {
    log.warn({ platform: share.platform, err: describeCause(error) }, 'share not claimed');
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
