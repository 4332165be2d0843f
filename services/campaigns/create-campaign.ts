import { z } from 'zod';
import { call, DatabaseError } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { type ExportFor, restrictToConsent, type Segment } from '../segments/index.ts';

/** Longest name of a campaign, in letters. */
const longestName = 80;
/** Customers that one call of the database draws. */
const slice = 20_000;

export interface NewCampaign {
  name: string;
  /** Drawn from its members on a day. */
  segment: Segment;
  day: Day;
  channel: string;
  /** By which way they must have agreed to be written to. */
  purpose: ExportFor;
  /** Share that is held out, above 0 and below 1. */
  share: number;
  /** A whole number: the same one draws the same customers out of the same members. */
  seed: number;
  windowDays: number;
  /** Minor units; null where it is not known. */
  cost: number | null;
}

/**
 * Draws a campaign: a random share of a segment's members is held out, the others are treated; `shared` are those who are
 * in another draw whose window is still open. Needs an admin. Throws
 * ServiceError `campaign_name_taken`, `campaign_name_unfit`, `campaign_too_few`, `role_needed`.
 */
export async function createCampaign(
  context: Context,
  input: NewCampaign,
): Promise<{ members: number; shared: number }> {
  if (context.actor.role !== 'admin') {
    throw new ServiceError('forbidden', 'role_needed', { command: 'campaign create', role: 'admin' });
  }
  const { name } = input;
  const length = [...name.trim()].length;
  if (length === 0 || length > longestName || /\p{Cc}/u.test(name)) {
    throw new ServiceError('invalid_input', 'campaign_name_unfit', { part: name, most: longestName });
  }
  const made = await begin(context, input);
  await drawCampaign(context, { id: made.id });
  return { members: made.members, shared: made.shared };
}

/** Puts everybody into an arm who is not in one yet: also of a draw that was broken off. */
export async function drawCampaign(context: Context, { id }: { id: number }): Promise<void> {
  let goesOn = true;
  while (goesOn) {
    goesOn = await call(context.db, 'campaign_draw', { p_id: id, p_limit: slice }, z.boolean());
  }
}

async function begin(
  context: Context,
  input: NewCampaign,
): Promise<{ id: number; members: number; shared: number }> {
  const { name, segment } = input;
  try {
    return await call(
      context.db,
      'campaign_create',
      {
        ...{ p_name: name, p_channel: input.channel, p_segment: segment.name, p_day: input.day },
        p_rule: restrictToConsent(segment.rule, input.purpose),
        ...{ p_share: input.share, p_seed: input.seed, p_window_days: input.windowDays },
        ...{ p_cost: input.cost, p_actor: context.actor.id },
      },
      z.object({ id: z.int(), members: z.int(), shared: z.int() }),
    );
  } catch (cause) {
    if (!(cause instanceof DatabaseError)) throw cause;
    if (cause.code === '23505') {
      throw new ServiceError('conflict', 'campaign_name_taken', { part: name }, { cause });
    }
    if (cause.code === '22023') {
      throw new ServiceError('invalid_input', 'campaign_too_few', { part: segment.name }, { cause });
    }
    throw cause;
  }
}
