import { drawBreakdown } from '../../renderers/charts/breakdown.ts';
import { drawEffects, type EffectRow } from '../../renderers/charts/effects.ts';
import { drawFunnel, type FunnelStep } from '../../renderers/charts/funnel.ts';
import { drawTrend } from '../../renderers/charts/trend.ts';
import { cutMiddle, formatValue } from '../../renderers/format.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import {
  type Campaign,
  type CampaignFigures,
  type CampaignPart,
  campaignFigures,
  liftOf,
} from '../../services/campaigns/index.ts';
import { addDays } from '../../services/periods/index.ts';
import type { FilledShop } from '../../services/shop/index.ts';
import type { CommandContext } from '../command.ts';
import { campaignChartTexts } from './campaign-chart-texts.ts';
import { campaignTableTexts } from './campaign-table-texts.ts';
import { sortSegments } from './campaign-tables.ts';
import { campaignTexts } from './campaign-texts.ts';
import { segmentDayOf, spanOf } from './campaign-words.ts';
import { namePart } from './segment-charts.ts';
import { moneyOf } from './segment-words.ts';
import { describeFooter } from './shop-notes.ts';

/** Columns of a name in a title; the whole stands in the table. */
const longestName = 40;

const nameOf = ({ label }: Campaign) => cutMiddle(label, longestName);
const points = { kind: 'points' } as const;

/** Bars of a list of campaigns. */
const mostDrawn = 7;

/** Members of either arm below which a segment's interval is too wide to be drawn. */
const leastCompared = 25;

/** What each campaign brought, the one that brought most first. */
export function drawCampaignNets(
  context: CommandContext,
  { campaigns, subtitle, status }: { campaigns: readonly Campaign[]; subtitle: string; status: FilledShop },
): ChartPart {
  const { locale, currency } = context;
  const words = campaignChartTexts(locale);
  const rows = campaigns
    .flatMap((campaign) => {
      const { net } = campaignFigures(campaign);
      return net === null ? [] : [{ label: campaign.label, value: net, previous: null }];
    })
    .sort((a, b) => b.value - a.value);
  const [best] = rows;
  const shown = rows.slice(0, mostDrawn);
  const drawing = drawBreakdown(
    {
      title: best
        ? words.titles.list(cutMiddle(best.label, longestName), moneyOf(best.value, context))
        : campaignTexts(locale).actions.list,
      subtitle: shown.length < rows.length ? words.subtitles.first(subtitle, shown.length) : subtitle,
      footer: describeFooter(context, status, null),
      rows: shown,
      format: { kind: 'money', currency },
    },
    { locale, empty: words.nothingMeasured },
  );
  return { type: 'chart', key: 'campaigns', ...drawing };
}

/** From sent to bought, each step with its rate. */
export function drawCampaignFunnel(
  context: CommandContext,
  { campaign, figures, status }: { campaign: Campaign; figures: CampaignFigures; status: FilledShop },
): ChartPart {
  const { locale } = context;
  const words = campaignChartTexts(locale);
  const { sent, delivered, opens, clicks, buyers } = figures;
  const step = (label: string, count: number | null, share: number | null, of: string): FunnelStep[] =>
    count === null ? [] : [{ label, count, rate: share === null ? null : { share, of } }];
  const deliveredShare =
    sent && delivered !== null && campaign.counted.sent !== null ? delivered / sent : null;
  const rate =
    figures.conversionRate === null ? null : formatValue(figures.conversionRate, { kind: 'percent' }, locale);
  const drawing = drawFunnel(
    {
      title: words.titles.funnel(nameOf(campaign), rate),
      subtitle: words.subtitles.funnel(spanOf(campaign, locale)),
      footer: describeFooter(context, status, null),
      heading: words.rate,
      steps: [
        ...step(words.steps.sent, sent, null, ''),
        ...step(words.steps.delivered, delivered, deliveredShare, words.of.sent),
        ...step(words.steps.opens, opens, figures.openRate, words.of.delivered),
        ...step(words.steps.clicks, clicks, figures.clickRate, words.of.delivered),
        ...step(words.steps.buyers, buyers, figures.conversionRate, words.of.delivered),
      ],
    },
    { locale, empty: words.noMembers },
  );
  return { type: 'chart', key: 'funnel', ...drawing };
}

/** By RFM segment: the effect with its interval where some were held out, else what each brought. */
export function drawCampaignSegments(
  context: CommandContext,
  { campaign, status }: { campaign: Campaign; status: FilledShop },
): ChartPart {
  const { locale, currency } = context;
  const words = campaignChartTexts(locale);
  const footer = describeFooter(context, status, null);
  const day = segmentDayOf(campaign, locale);
  const segments = sortSegments(campaign);
  if (campaign.heldOut.members > 0) {
    const all = segments.filter(({ treated, heldOut }) => treated.members > 0 && heldOut.members > 0);
    const rows = all
      .filter(({ treated, heldOut }) => Math.min(treated.members, heldOut.members) >= leastCompared)
      .flatMap(({ segment, treated, heldOut }) =>
        intervalOf(namePart(segment, 'segment', context), treated, heldOut),
      );
    const shown = rows.filter(({ lower }) => lower > 0).length;
    const drawing = drawEffects(
      {
        title: words.titles.effects(nameOf(campaign), shown, rows.length),
        subtitle: words.subtitles.effects(day, all.length - rows.length, leastCompared),
        footer,
        rows,
        heading: words.difference,
      },
      { locale, empty: words.fewMembers(leastCompared) },
    );
    return { type: 'chart', key: 'segments', ...drawing };
  }
  const rows = segments
    .map(({ segment, treated, heldOut }) => ({
      label: namePart(segment, 'segment', context),
      value: treated.net + heldOut.net,
      previous: null,
      ...(segment === '' ? {} : { segment }),
    }))
    .filter(({ value }) => value !== 0);
  const best = rows.toSorted((a, b) => b.value - a.value)[0];
  const drawing = drawBreakdown(
    {
      title: best
        ? words.titles.segments(nameOf(campaign), best.label, moneyOf(best.value, context))
        : nameOf(campaign),
      subtitle: words.subtitles.segments(day),
      footer,
      rows,
      format: { kind: 'money', currency },
    },
    { locale, empty: campaign.segments.length === 0 ? words.noMembers : words.nothing },
  );
  return { type: 'chart', key: 'segments', ...drawing };
}

function intervalOf(label: string, treated: CampaignPart, heldOut: CampaignPart): EffectRow[] {
  const lift = liftOf(treated, heldOut);
  if (lift?.difference == null || lift.differenceInterval === null) return [];
  return [{ label, value: lift.difference, ...lift.differenceInterval }];
}

/** What a campaign brought by the day of the order. */
export function drawCampaignDays(
  context: CommandContext,
  { campaign, figures, status }: { campaign: Campaign; figures: CampaignFigures; status: FilledShop },
): ChartPart {
  const { locale, currency } = context;
  const words = campaignChartTexts(locale);
  const known = new Map(campaign.days.map(({ day, net }) => [day, net]));
  const ends = [campaign.result?.ends ?? status.lastDay, status.lastDay].sort()[0] ?? campaign.firstDay;
  const days: string[] = [];
  for (let day = campaign.firstDay; day <= ends && days.length < 400; day = addDays(day, 1)) days.push(day);
  const hasSales = (figures.orders ?? 0) > 0;
  const drawing = drawTrend(
    {
      title: words.titles.days(nameOf(campaign), moneyOf(figures.net ?? 0, context)),
      subtitle: words.subtitles.days,
      footer: describeFooter(context, status, null),
      series: hasSales
        ? [
            {
              name: campaignTableTexts(locale).facts.net,
              emphasis: true,
              values: days.map((day) => ({ day, value: known.get(day) ?? 0 })),
            },
          ]
        : [],
      format: { kind: 'money', currency },
      granularity: 'day',
    },
    { locale, empty: words.nothing },
  );
  return { type: 'chart', key: 'days', ...drawing };
}

/** Several campaigns side by side: their effect with its interval where any had a holdout, else what they brought. */
export function drawComparison(
  context: CommandContext,
  { campaigns, status }: { campaigns: readonly Campaign[]; status: FilledShop },
): ChartPart {
  const { locale } = context;
  const words = campaignChartTexts(locale);
  const rows = campaigns
    .flatMap(({ label, treated, heldOut }) => intervalOf(label, treated, heldOut))
    .sort((a, b) => b.value - a.value);
  if (rows.length === 0)
    return drawCampaignNets(context, { campaigns, subtitle: words.subtitles.compareNet, status });
  const best = rows.find(({ lower }) => lower > 0);
  const drawing = drawEffects(
    {
      title: best
        ? words.titles.compareLift(
            cutMiddle(best.label, longestName),
            formatValue(best.value, points, locale),
          )
        : words.titles.compareUnshown,
      subtitle: words.subtitles.compareLift,
      footer: describeFooter(context, status, null),
      rows,
      heading: words.difference,
    },
    { locale },
  );
  return { type: 'chart', key: 'comparison', ...drawing };
}
