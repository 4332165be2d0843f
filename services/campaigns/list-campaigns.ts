import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { type Campaign, campaignSchema, readCampaign } from './campaign.ts';

/** Campaigns of a list at most, and longest that it measures those which nobody has measured yet, in milliseconds. */
const mostListed = 50;
const measureBudgetMs = 1_500;

export interface CampaignList {
  /** The latest first. */
  campaigns: Campaign[];
  /** How many there are, those beyond the list's length too. */
  all: number;
  status: FilledShop;
}

const listSchema = z.object({ all: z.int(), campaigns: z.array(campaignSchema) });

/**
 * The campaigns that began from one local day to another, with what they brought. One that is not measured within the
 * budget lacks its result. Throws EmptyShopError.
 */
export async function listCampaigns(context: Context, input: { from: Day; to: Day }): Promise<CampaignList> {
  const status = await getFilledShop(context);
  const { all, campaigns } = await call(
    context.db,
    'campaign_list',
    { p_from: input.from, p_to: input.to, p_limit: mostListed, p_budget_ms: measureBudgetMs },
    listSchema,
  );
  return { campaigns: campaigns.map(readCampaign), all, status };
}

const namesSchema = z.array(z.object({ label: z.string(), first_day: z.string(), drawn: z.boolean() }));

/** What the latest 200 campaigns are called, the latest first, and whether each was drawn here. */
export async function listCampaignNames(context: Context): Promise<{ label: string; drawn: boolean }[]> {
  return call(context.db, 'campaign_names', {}, namesSchema);
}
