import { z } from 'zod';
import { formatDay, formatValue } from '../../renderers/format.ts';
import type { Action } from '../../renderers/reply.ts';
import { segmentName } from '../../renderers/segments.ts';
import { type Campaign, campaignFigures, getCampaign } from '../../services/campaigns/index.ts';
import type { FilledShop } from '../../services/shop/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { mayAsk } from '../example-lines.ts';
import { drawCampaignDays, drawCampaignFunnel, drawCampaignSegments } from './campaign-charts.ts';
import { campaignExport } from './campaign-export.ts';
import { sayLift } from './campaign-lift.ts';
import { campaignLine, campaignOption } from './campaign-options.ts';
import { makeArmTable, makeCampaignFacts, makeDayTable, makeSegmentTable } from './campaign-tables.ts';
import { campaignTexts } from './campaign-texts.ts';
import { describeCampaigns, isRunning, listCampaignWarnings, spanOf, writeRatio } from './campaign-words.ts';
import { countOf, moneyOf } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

const views = ['funnel', 'segments', 'days'] as const;
type View = (typeof views)[number];

/** How each view is drawn. */
const drawings = { funnel: drawCampaignFunnel, segments: drawCampaignSegments, days: drawCampaignDays };

/** `/campaign show <name>`: from sent to bought, what it brought, and whether its holdout shows that it worked. */
export const campaignShow = defineCommand({
  name: 'campaign show',
  aliases: ['campanha mostrar', 'campanha ver'],
  description: {
    en: 'One campaign: funnel, revenue, ROAS, effect by segment, lift against its holdout',
    'pt-BR': 'Uma campanha: funil, receita, ROAS, efeito por segmento e contra o grupo de controle',
  },
  examples: [
    { en: '/campaign show "Spring sale"', 'pt-BR': '/campaign show "Promoção de primavera"' },
    {
      en: '/campaign show "Spring sale" view:segments',
      'pt-BR': '/campaign show "Promoção de primavera" visão:segmentos',
    },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    name: campaignOption,
    view: {
      schema: z.enum(views).default('funnel'),
      description: {
        en: 'The picture: funnel, effect by segment, or day by day',
        'pt-BR': 'A figura: funil, efeito por segmento ou dia a dia',
      },
      aliases: ['visão', 'visao', 'como', 'as'],
      examples: [
        {
          en: '/campaign show "Spring sale" view:days',
          'pt-BR': '/campaign show "Promoção de primavera" visão:dias',
        },
      ],
      choices: {
        funnel: { label: { en: 'funnel', 'pt-BR': 'funil' } },
        segments: { label: { en: 'segments', 'pt-BR': 'segmentos' } },
        days: { label: { en: 'days', 'pt-BR': 'dias' } },
      },
    },
  },
  run: async (context, { name, view }) => {
    const { campaign, status } = await getCampaign(context, { name });
    return answerCampaign(context, campaign, status, view);
  },
});

function answerCampaign(context: CommandContext, campaign: Campaign, status: FilledShop, view: View): Answer {
  const { locale } = context;
  const words = campaignTexts(locale);
  const figures = campaignFigures(campaign);
  const { draw } = campaign;
  // Who is just being written to is not judged before anything is known.
  const isTooEarly = isRunning(campaign, status) && figures.orders === 0;
  const lift = isTooEarly ? null : figures.lift && sayLift(figures.lift, locale);
  const drawn = { campaign, figures, status };
  return {
    question: campaignLine('show', campaign.label, view === 'funnel' ? '' : ` view:${view}`),
    summary: words.summary({
      name: campaign.label,
      reached: figures.sent === null ? null : countOf(figures.sent, locale),
      orders: figures.orders === null ? null : countOf(figures.orders, locale),
      net: figures.net === null ? null : moneyOf(figures.net, context),
      roas: isTooEarly ? null : writeRatio(figures.roas, locale),
      isDrawnOnly: draw !== null && campaign.source === null,
      isRunning: isRunning(campaign, status),
    }),
    parts: [
      drawings[view](context, drawn),
      ...(lift === null ? [] : [{ type: 'text', text: lift } as const]),
      makeCampaignFacts(context, campaign, isTooEarly ? { ...figures, roas: null, roi: null } : figures),
      ...makeArmTable(context, campaign),
      ...makeSegmentTable(context, campaign, view !== 'segments'),
      ...makeDayTable(context, campaign),
      ...(draw === null
        ? []
        : [
            {
              type: 'text',
              text: words.drawn(
                segmentName(draw.segment, locale),
                formatDay(draw.day, locale),
                formatValue(draw.share, { kind: 'percent' }, locale),
                String(draw.seed),
              ),
            } as const,
          ]),
    ],
    warnings: listCampaignWarnings(context, campaign, status),
    actions: listActions(context, campaign, view),
    freshness: describeFreshness(context, status),
    provenance: describeCampaigns(context, { campaigns: [campaign], span: spanOf(campaign, locale), status }),
  };
}

function listActions({ locale, actor }: CommandContext, { label, draw }: Campaign, view: View): Action[] {
  const { actions } = campaignTexts(locale);
  return [
    ...views
      .filter((each) => each !== view)
      .map((each) => ({
        label: actions[each],
        ask: campaignLine('show', label, each === 'funnel' ? '' : ` view:${each}`),
      })),
    ...(draw !== null && mayAsk(actor.role, campaignExport)
      ? [{ label: actions.export, ask: campaignLine('export', label) }]
      : []),
    { label: actions.list, ask: '/campaign list' },
  ];
}
