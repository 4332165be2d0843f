import { z } from 'zod';
import { formatDay } from '../../renderers/format.ts';
import { type CampaignList, campaignFigures, listCampaigns } from '../../services/campaigns/index.ts';
import { addDays, localDay, parsePeriod } from '../../services/periods/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { readPeriodText, suggestPeriods } from '../period-words.ts';
import { campaignChartTexts } from './campaign-chart-texts.ts';
import { drawCampaignNets } from './campaign-charts.ts';
import { campaignLine } from './campaign-options.ts';
import { makeCampaignTable } from './campaign-tables.ts';
import { campaignTexts } from './campaign-texts.ts';
import { describeCampaigns, isRunning } from './campaign-words.ts';
import { countOf, moneyOf } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** Days that the list goes back unless told otherwise. */
const usualDays = 365;

/** `/campaign list [period]`: what each campaign brought, and whether it is shown to work. */
export const campaignList = defineCommand({
  name: 'campaign list',
  aliases: ['campaign', 'campanha', 'campaigns', 'campanhas', 'campanha lista', 'campanha listar'],
  description: {
    en: 'The campaigns of the last year or of a period: revenue, ROAS, lift',
    'pt-BR': 'As campanhas do último ano ou de um período: receita, ROAS, efeito',
  },
  examples: [
    { en: '/campaign list', 'pt-BR': '/campaign list' },
    { en: '/campaign list this year', 'pt-BR': '/campaign list este ano' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    period: {
      schema: z.string().optional(),
      description: {
        en: 'When they began: this year, last 90 days, 2026-10',
        'pt-BR': 'Quando começaram: este ano, últimos 90 dias, 2026-10',
      },
      aliases: ['período', 'periodo'],
      positional: true,
      examples: [
        { en: 'this year', 'pt-BR': 'este ano' },
        { en: 'last 90 days', 'pt-BR': 'últimos 90 dias' },
      ],
      read: readPeriodText,
      suggest: suggestPeriods,
    },
  },
  run: async (context, { period }) => {
    const today = localDay(context.now(), context.timeZone);
    const span =
      period === undefined
        ? { from: addDays(today, 1 - usualDays), to: today }
        : parsePeriod(period, today, { dayFirst: context.locale === 'pt-BR' });
    const list = await listCampaigns(context, span);
    return {
      ...answerList(context, list, span),
      question: `/campaign list${period === undefined ? '' : ` ${period}`}`,
    };
  },
});

function answerList(
  context: CommandContext,
  list: CampaignList,
  { from, to }: { from: string; to: string },
): Answer {
  const { locale } = context;
  const { campaigns, all, status } = list;
  const words = campaignTexts(locale);
  const span = words.span(formatDay(from, locale), formatDay(to, locale));
  const measured = campaigns.map((campaign) => ({ campaign, figures: campaignFigures(campaign) }));
  const best = measured
    .filter(({ figures }) => (figures.net ?? 0) > 0)
    .sort((a, b) => (b.figures.net ?? 0) - (a.figures.net ?? 0))[0];
  const tested = measured.filter(
    ({ campaign, figures }) => figures.lift !== null && !isRunning(campaign, status),
  );
  const unmeasured = campaigns.filter(({ result }) => result === null).length;
  const [latest, before] = campaigns;
  return {
    tone: campaigns.length === 0 ? 'empty' : 'answer',
    summary: words.listSummary({
      campaigns: countOf(all, locale),
      measured: unmeasured === 0 ? null : countOf(campaigns.length - unmeasured, locale).text,
      span,
      net: moneyOf(
        measured.reduce((sum, { figures }) => sum + (figures.net ?? 0), 0),
        context,
      ),
      best: best ? { name: best.campaign.label, net: moneyOf(best.figures.net, context) } : null,
      tested: tested.length,
      shown: tested.filter(({ figures }) => figures.lift?.shown && (figures.lift.difference ?? 0) > 0).length,
    }),
    parts: [
      drawCampaignNets(context, {
        campaigns,
        subtitle: campaignChartTexts(locale).subtitles.list(span),
        status,
      }),
      ...(campaigns.length === 0 ? [] : [makeCampaignTable(context, campaigns)]),
    ],
    warnings: [
      ...(all > campaigns.length
        ? [words.warnings.more(countOf(all, locale).text, countOf(campaigns.length, locale).text)]
        : []),
      ...(unmeasured > 0 ? [words.warnings.notMeasured(unmeasured)] : []),
      ...(campaigns.some(({ result }) => result?.stale) ? [words.warnings.stale] : []),
    ],
    actions: [
      ...(best ? [{ label: words.actions.show, ask: campaignLine('show', best.campaign.label) }] : []),
      ...(latest && before
        ? [{ label: words.actions.compare, ask: campaignLine('compare', `${latest.label}, ${before.label}`) }]
        : []),
    ],
    freshness: describeFreshness(context, status),
    provenance: describeCampaigns(context, { campaigns, span, status }),
  };
}
