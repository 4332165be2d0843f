import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { type Campaign, campaignSchema, readCampaign } from './campaign.ts';
import { listCampaignNames } from './list-campaigns.ts';

const foundSchema = z.array(campaignSchema.nullable());

/** Campaigns that an unknown name is answered with. */
const mostProposed = 8;

/**
 * The campaigns of those names, in their order, with their days and segments, measured as things are now. Case and accents
 * make no difference. Throws EmptyShopError, or ServiceError `campaign_unknown` and `campaign_none`.
 */
export async function getCampaigns(
  context: Context,
  input: { names: readonly string[] },
): Promise<{ campaigns: Campaign[]; status: FilledShop }> {
  const status = await getFilledShop(context);
  const found = await call(
    context.db,
    'campaign_find',
    { p_names: input.names, p_detail: true },
    foundSchema,
  );
  const missing = found.indexOf(null);
  if (missing !== -1) throw await refuseName(context, input.names[missing] ?? '');
  return { campaigns: found.flatMap((row) => (row === null ? [] : [readCampaign(row)])), status };
}

/** The campaign of that name; otherwise as `getCampaigns`. */
export async function getCampaign(
  context: Context,
  input: { name: string },
): Promise<{ campaign: Campaign; status: FilledShop }> {
  const { campaigns, status } = await getCampaigns(context, { names: [input.name] });
  const [campaign] = campaigns;
  if (!campaign) throw new ServiceError('not_found', 'campaign_unknown', { part: input.name, known: '' });
  return { campaign, status };
}

async function refuseName(context: Context, name: string): Promise<ServiceError> {
  const names = await listCampaignNames(context);
  if (names.length === 0) return new ServiceError('not_found', 'campaign_none', { part: name });
  // Whoever left out a part of the name reads it first.
  const wanted = name.toLocaleLowerCase();
  const isNear = (label: string) => label.toLocaleLowerCase().includes(wanted);
  const labels = names.map(({ label }) => label);
  const known = labels.toSorted((a, b) => Number(isNear(b)) - Number(isNear(a))).slice(0, mostProposed);
  return new ServiceError('not_found', 'campaign_unknown', { part: name, known: known.join(', ') });
}
