export type { Campaign, CampaignPart, CampaignSegment } from './campaign.ts';
export { type CampaignFigures, campaignFigures, liftOf } from './campaign-figures.ts';
export { createCampaign, drawCampaign } from './create-campaign.ts';
export { exportTreated } from './export-treated.ts';
export { getCampaign, getCampaigns } from './get-campaigns.ts';
export { keepCampaigns } from './keep-campaigns.ts';
export { type CampaignList, listCampaignNames, listCampaigns } from './list-campaigns.ts';
