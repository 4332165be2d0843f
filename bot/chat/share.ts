import { releaseLease, takeLease } from '../../services/inbox/index.ts';
import { describeCause } from '../sort-errors.ts';
import type { ChatDeps } from './chat-deps.ts';
import { insist } from './insist.ts';
import { LostJobError } from './lost-job-error.ts';
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

/** Longer than any process may go on with the press: one that has died gives the answer free again, in seconds. */
const claimedSeconds = 20 * 60;
/** As long as the answer's buttons are kept, in seconds. */
const shownSeconds = 180 * 86_400;

/**
 * Claims that an answer is being shown by an event: a press. True again for the same event, whoever works on it; false
 * where another has shown it, or is about to; null where nobody can know. `isFirst`: nobody worked on the event before.
 */
export async function claimShare(deps: ChatDeps, share: Share, isFirst = true): Promise<boolean | null> {
  const claiming = takeFor(deps, share, claimedSeconds);
  try {
    return await within(claiming, claimedWithinMs, 'the database');
  } catch (error) {
    deps.log.warn({ platform: share.platform, err: describeCause(error) }, 'share not claimed');
    // It may be claimed yet, by a press that shows nothing; whoever had the event before may have shown it.
    if (isFirst) void claiming.catch(() => undefined).then(() => settle(deps, share, 'not_shown'));
    return null;
  }
}

/** What became of an answer that was to be shown. */
type Shown = 'shown' | 'in_doubt' | 'not_shown';

/**
 * Does what shows an answer that was claimed: settles the claim where it was shown, or may have been, and gives it back
 * where it was not, also where it fails. Gives what `show` gives; rejects as it does.
 */
export async function showClaimed(
  deps: ChatDeps,
  share: Share | null,
  show: () => Promise<Shown>,
): Promise<Shown> {
  let outcome: Shown = 'not_shown';
  let isLost = false;
  try {
    outcome = await show();
    return outcome;
  } catch (error) {
    // Whoever has the job now has its claim too.
    isLost = error instanceof LostJobError;
    throw error;
  } finally {
    if (share && !isLost) await settle(deps, share, outcome);
  }
}

/** Tells the database what became of a share, in the background where it takes longer. Never rejects. */
async function settle(deps: ChatDeps, share: Share, outcome: Shown): Promise<void> {
  const tell = async () => {
    const lease = { name: nameOf(share), holder: share.eventId };
    // Told late, it may not undo what whoever took over has shown meanwhile.
    if (outcome === 'not_shown') await releaseLease(await deps.db(), { ...lease, seconds: claimedSeconds });
    else await takeFor(deps, share, shownSeconds);
  };
  await within(tell(), claimedWithinMs, 'the database').catch((error: unknown) => {
    deps.log.warn({ platform: share.platform, outcome, err: describeCause(error) }, 'share not settled');
    // For as long as the claim stands.
    void insist(tell, claimedSeconds * 1_000, never);
  });
}

const never = new AbortController().signal;

async function takeFor({ db }: ChatDeps, share: Share, seconds: number): Promise<boolean> {
  return takeLease(await db(), { name: nameOf(share), holder: share.eventId, seconds });
}
