import { forgetEvent, takeEvent } from '../../services/inbox/index.ts';
import { describeCause } from '../sort-errors.ts';
import type { ChatDeps } from './chat-deps.ts';

/** An answer that somebody shows to the channel: once, however often it is asked for. */
export interface Share {
  platform: string;
  /** The private answer's reference. */
  reference: string;
}

const eventOf = ({ platform, reference }: Share) => ({ platform, eventId: `shared:${reference}` });

/**
 * Claims that an answer is being shown. False where it has been, or is being shown by another press; null where nobody
 * can know.
 */
export async function claimShare({ db, log }: ChatDeps, share: Share): Promise<boolean | null> {
  try {
    return await takeEvent(await db(), { ...eventOf(share), job: null });
  } catch (error) {
    log.warn({ platform: share.platform, err: describeCause(error) }, 'share not claimed');
    return null;
  }
}

/** Gives a claim back: nothing was shown, and the answer may be shown again. Never rejects. */
export async function releaseShare({ db, log }: ChatDeps, share: Share): Promise<void> {
  try {
    await forgetEvent(await db(), eventOf(share));
  } catch (error) {
    log.warn({ platform: share.platform, err: describeCause(error) }, 'share not given back');
  }
}
