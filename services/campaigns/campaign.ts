import { z } from 'zod';
import type { Day } from '../context.ts';

const count = z.int();
const known = z.int().nullable();
const partSchema = z.object({
  arm: z.enum(['treated', 'held_out']),
  segment: z.string().nullable(),
  ...{ members: count, openers: count, clickers: count, converted: count },
  ...{ buyers: count, orders: count, net: count },
});

/** A campaign as the database tells it. */
export const campaignSchema = z.object({
  ...{ id: z.int(), name: z.string(), label: z.string(), channel: z.string() },
  ...{ first_day: z.string(), last_day: z.string().nullable(), window_days: z.int(), cost: known },
  source: z.string().nullable(),
  draw: z
    .object({
      ...{ segment: z.string(), day: z.string(), seed: z.int(), share: z.number(), drawn: z.boolean() },
    })
    .nullable(),
  counted: z.object({
    ...{ sent: known, delivered: known, opens: known, clicks: known },
    ...{ bounces: known, unsubscribes: known, complaints: known },
  }),
  result: z.object({ measured_at: z.string(), ends: z.string().nullable(), stale: z.boolean() }).nullable(),
  parts: z.array(partSchema),
  days: z
    .array(
      z.object({
        day: z.string(),
        ...{ sent: known, delivered: known, opens: known, clicks: known },
        ...{ orders: count, net: count },
      }),
    )
    .nullable(),
});

/** Members of a campaign who were treated alike, and what they did. Amounts in minor units of the shop's currency. */
export interface CampaignPart {
  members: number;
  /** Members who opened or clicked, and who clicked. */
  openers: number;
  clickers: number;
  /** Members who ordered from their first message until the campaign's end, whoever they heard from. */
  converted: number;
  /** Members whose orders are put down to the campaign, those orders, and their net. */
  buyers: number;
  orders: number;
  net: number;
}

/** The members of one RFM segment, as of the day before the campaign began; '' without orders. */
export interface CampaignSegment {
  segment: string;
  treated: CampaignPart;
  heldOut: CampaignPart;
}

/** A day of a campaign: what its source counted (null: not told), and the orders of that day that are put down to it. */
export interface CampaignDay {
  day: Day;
  sent: number | null;
  delivered: number | null;
  opens: number | null;
  clicks: number | null;
  orders: number;
  net: number;
}

/** How a campaign was drawn from a segment. */
export interface CampaignDraw {
  segment: string;
  day: Day;
  seed: number;
  /** Share that was to be held out, 0 to 1. */
  share: number;
  /** Everybody is in an arm. */
  drawn: boolean;
}

/** Counts of the campaign's source over all days; null where it does not tell. */
export type CampaignCounts = z.output<typeof campaignSchema>['counted'];

export interface Campaign {
  id: number;
  /** As it is called; with its first day where another has its name. */
  label: string;
  channel: string;
  firstDay: Day;
  /** Null while it is under way. */
  lastDay: Day | null;
  /** Days after a touch within which an order is put down to it. */
  windowDays: number;
  /** Minor units; null where nobody told it. */
  cost: number | null;
  /** Null for one that was drawn here, and of which no source tells yet. */
  source: string | null;
  draw: CampaignDraw | null;
  counted: CampaignCounts;
  /**
   * Up to which day orders may be its doing (null while it has no last day), and whether later data waits to be worked in;
   * null while not measured.
   */
  result: { ends: Day | null; stale: boolean } | null;
  treated: CampaignPart;
  heldOut: CampaignPart;
  /** Empty in lists. */
  segments: CampaignSegment[];
  days: CampaignDay[];
}

const nobody: CampaignPart = {
  ...{ members: 0, openers: 0, clickers: 0, converted: 0, buyers: 0, orders: 0, net: 0 },
};

/** Reads a campaign from the database's form. */
export function readCampaign(row: z.output<typeof campaignSchema>): Campaign {
  const pick = (arm: 'treated' | 'held_out', segment: string | null): CampaignPart => {
    const found = row.parts.find((part) => part.arm === arm && part.segment === segment);
    if (!found) return nobody;
    const { arm: _, segment: __, ...part } = found;
    return part;
  };
  const names = [...new Set(row.parts.flatMap(({ segment }) => (segment === null ? [] : [segment])))];
  return {
    id: row.id,
    label: row.label,
    channel: row.channel,
    firstDay: row.first_day,
    lastDay: row.last_day,
    windowDays: row.window_days,
    cost: row.cost,
    source: row.source,
    draw: row.draw,
    counted: row.counted,
    result: row.result && { ends: row.result.ends, stale: row.result.stale },
    treated: pick('treated', null),
    heldOut: pick('held_out', null),
    segments: names.map((segment) => ({
      segment,
      treated: pick('treated', segment),
      heldOut: pick('held_out', segment),
    })),
    days: row.days ?? [],
  };
}
