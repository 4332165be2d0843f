import { z } from 'zod';
import { campaignFigures, getCampaigns, listCampaignNames } from '../../services/campaigns/index.ts';
import { ServiceError } from '../../services/errors.ts';
import { defineCommand } from '../command.ts';
import { drawComparison } from './campaign-charts.ts';
import { campaignLine, campaignOption, splitCampaignNames } from './campaign-options.ts';
import { makeCampaignTable } from './campaign-tables.ts';
import { campaignTexts } from './campaign-texts.ts';
import { describeCampaigns } from './campaign-words.ts';
import { moneyOf } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** Campaigns that are compared at once. */
const mostCompared = 8;

/** `/campaign compare <name>, <name> …`: campaigns side by side. */
export const campaignCompare = defineCommand({
  name: 'campaign compare',
  aliases: ['campanha comparar', 'campaigns compare', 'campanhas comparar'],
  description: {
    en: 'Campaigns side by side: revenue, rates, ROAS, lift with its interval',
    'pt-BR': 'Campanhas lado a lado: receita, taxas, ROAS, efeito com seu intervalo',
  },
  examples: [
    { en: '/campaign compare Spring sale, Winter sale', 'pt-BR': '/campaign compare Primavera, Inverno' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    names: {
      schema: z.string(),
      description: {
        en: 'Two to eight campaigns, with commas between',
        'pt-BR': 'De duas a oito campanhas, separadas por vírgulas',
      },
      aliases: ['campanhas', 'campaigns', 'nomes'],
      positional: true,
      suggest: campaignOption.suggest,
      examples: [{ en: 'Spring sale, Winter sale', 'pt-BR': 'Primavera, Inverno' }],
    },
  },
  run: async (context, { names: typed }) => {
    const { locale } = context;
    const words = campaignTexts(locale);
    const known = await listCampaignNames(context);
    const names = splitCampaignNames(
      typed,
      known.map(({ label }) => label),
    );
    if (names.length < 2 || names.length > mostCompared) {
      throw new ServiceError('invalid_input', 'campaigns_unfit', { given: names.length, most: mostCompared });
    }
    const { campaigns, status } = await getCampaigns(context, { names });
    const byNet = campaigns
      .flatMap((campaign) => {
        const { net } = campaignFigures(campaign);
        return net === null ? [] : [{ campaign, net }];
      })
      .sort((a, b) => b.net - a.net);
    const [best, second] = byNet;
    return {
      question: campaignLine('compare', campaigns.map(({ label }) => label).join(', ')),
      summary:
        best && second
          ? words.compareSummary(
              best.campaign.label,
              moneyOf(best.net, context),
              second.campaign.label,
              moneyOf(second.net, context),
            )
          : words.compareNone,
      parts: [drawComparison(context, { campaigns, status }), makeCampaignTable(context, campaigns)],
      warnings: campaigns.some(({ result }) => result?.stale) ? [words.warnings.stale] : [],
      actions: [
        ...(best ? [{ label: words.actions.show, ask: campaignLine('show', best.campaign.label) }] : []),
        { label: words.actions.list, ask: '/campaign list' },
      ],
      freshness: describeFreshness(context, status),
      provenance: describeCampaigns(context, {
        campaigns,
        span: campaigns.map(({ label }) => label).join(', '),
        status,
      }),
    };
  },
});
