import { formatInterval } from '../../renderers/format-interval.ts';
import type { Column, Fact, FactsPart, TablePart } from '../../renderers/reply.ts';
import { segmentRank } from '../../renderers/segments.ts';
import {
  type Campaign,
  type CampaignFigures,
  campaignFigures,
  liftOf,
} from '../../services/campaigns/index.ts';
import type { CommandContext } from '../command.ts';
import { campaignTableTexts } from './campaign-table-texts.ts';
import { nameCampaignChannel } from './campaign-words.ts';
import { namePart } from './segment-charts.ts';

const text = { kind: 'text' } as const;
const count = { kind: 'count' } as const;
const percent = { kind: 'percent' } as const;
const points = { kind: 'points' } as const;
const ratio = { kind: 'decimal', digits: 1 } as const;

/** A campaign's figures as facts: those that its source tells of. */
export function makeCampaignFacts(
  context: CommandContext,
  campaign: Campaign,
  figures: CampaignFigures,
): FactsPart {
  const words = campaignTableTexts(context.locale).facts;
  const money = { kind: 'money', currency: context.currency } as const;
  const all: [keyof typeof words, Fact['value'], Fact['format']][] = [
    ['net', figures.net, money],
    ['orders', figures.orders, count],
    ['openRate', figures.openRate, percent],
    ['clickRate', figures.clickRate, percent],
    ['clickToOpen', figures.clickToOpen, percent],
    ['conversionRate', figures.conversionRate, percent],
    ['cost', campaign.cost, money],
    ['roas', figures.roas, ratio],
    ['roi', figures.roi, percent],
  ];
  return {
    type: 'facts',
    key: 'figures',
    facts: all
      .filter(([, value]) => value !== null)
      .map(
        ([key, value, format]): Fact => ({
          ...{ key, label: words[key], value, format },
          comparisons: [],
          better: key === 'cost' ? 'down' : 'up',
        }),
      ),
  };
}

/** Campaigns with what they brought, a row each. */
export function makeCampaignTable(context: CommandContext, campaigns: readonly Campaign[]): TablePart {
  const { locale, currency } = context;
  const { columns } = campaignTableTexts(locale);
  const money = { kind: 'money', currency } as const;
  const column = (key: keyof typeof columns & string, format: Column['format']): Column => ({
    key,
    label: columns[key],
    format,
  });
  return {
    type: 'table',
    key: 'campaigns',
    columns: [
      column('campaign', text),
      column('net', money),
      column('roas', ratio),
      column('lift', points),
      column('interval', text),
      column('conversionRate', percent),
      column('clickRate', percent),
      column('delivered', count),
      column('channel', text),
      column('began', { kind: 'day' }),
    ],
    rows: campaigns.map((campaign) => {
      const figures = campaignFigures(campaign);
      return {
        campaign: campaign.label,
        net: figures.net,
        roas: figures.roas,
        lift: figures.lift?.difference ?? null,
        interval: sayInterval(figures.lift, locale),
        conversionRate: figures.conversionRate,
        clickRate: figures.clickRate,
        delivered: figures.delivered,
        channel: nameCampaignChannel(campaign.channel, locale),
        began: campaign.firstDay,
      };
    }),
  };
}

/** Who was treated and who was held out, and how many of each bought; none without members. */
export function makeArmTable({ locale }: CommandContext, { treated, heldOut }: Campaign): TablePart[] {
  const { columns, arms, tables } = campaignTableTexts(locale);
  if (treated.members + heldOut.members === 0) return [];
  const rowOf = (arm: string, part: typeof treated) => ({
    arm,
    members: part.members,
    converted: part.converted,
    rate: part.members === 0 ? null : part.converted / part.members,
  });
  return [
    {
      type: 'table',
      key: 'arms',
      title: heldOut.members > 0 ? tables.arms : tables.members,
      columns: [
        { key: 'arm', label: columns.arm, format: text },
        { key: 'members', label: columns.members, format: count },
        { key: 'converted', label: columns.converted, format: count },
        { key: 'rate', label: columns.rate, format: percent },
      ],
      rows: [rowOf(arms.treated, treated), ...(heldOut.members > 0 ? [rowOf(arms.held_out, heldOut)] : [])],
    },
  ];
}

/** What a campaign did by RFM segment, from the best customers on; none without members. */
export function makeSegmentTable(context: CommandContext, campaign: Campaign, detail: boolean): TablePart[] {
  const { locale, currency } = context;
  const { columns, tables } = campaignTableTexts(locale);
  if (campaign.segments.length === 0) return [];
  const tested = campaign.heldOut.members > 0;
  return [
    {
      type: 'table',
      key: 'segments',
      title: tables.segments,
      detail,
      columns: [
        { key: 'segment', label: columns.segment, format: text },
        { key: 'net', label: columns.net, format: { kind: 'money', currency } },
        { key: 'buyers', label: columns.buyers, format: count },
        { key: 'treated', label: columns.treated, format: count },
        { key: 'treatedRate', label: columns.treatedRate, format: percent },
        ...(tested
          ? [
              { key: 'heldOut', label: columns.heldOut, format: count },
              { key: 'heldOutRate', label: columns.heldOutRate, format: percent },
              { key: 'difference', label: columns.lift, format: points },
              { key: 'interval', label: columns.interval, format: text },
            ]
          : []),
      ],
      rows: sortSegments(campaign).map(({ segment, treated, heldOut }) => ({
        segment: namePart(segment, 'segment', context),
        net: treated.net + heldOut.net,
        buyers: treated.buyers + heldOut.buyers,
        treated: treated.members,
        treatedRate: treated.members === 0 ? null : treated.converted / treated.members,
        heldOut: heldOut.members,
        heldOutRate: heldOut.members === 0 ? null : heldOut.converted / heldOut.members,
        difference: liftOf(treated, heldOut)?.difference ?? null,
        interval: sayInterval(liftOf(treated, heldOut), locale),
      })),
    },
  ];
}

/** From the best customers on; who had no order last. */
export function sortSegments({ segments }: Campaign): Campaign['segments'] {
  const rank = (segment: string) => (segment === '' ? Number.POSITIVE_INFINITY : segmentRank(segment));
  return segments.toSorted((a, b) => rank(a.segment) - rank(b.segment));
}

/** A campaign day by day; none where there is nothing. */
export function makeDayTable(context: CommandContext, { days }: Campaign): TablePart[] {
  const { locale, currency } = context;
  const { columns, tables } = campaignTableTexts(locale);
  if (days.length === 0) return [];
  const counts = ['sent', 'delivered', 'opens', 'clicks'] as const;
  const told = counts.filter((key) => days.some((day) => day[key] !== null));
  return [
    {
      type: 'table',
      key: 'days',
      title: tables.days,
      detail: true,
      columns: [
        { key: 'day', label: columns.day, format: { kind: 'day' } },
        { key: 'net', label: columns.net, format: { kind: 'money', currency } },
        { key: 'orders', label: columns.orders, format: count },
        ...told.map((key) => ({ key, label: columns[key], format: count })),
      ],
      rows: days.map(({ day, net, orders, sent, delivered, opens, clicks }) => ({
        ...{ day, net, orders, sent, delivered, opens, clicks },
      })),
    },
  ];
}

function sayInterval(lift: CampaignFigures['lift'], locale: CommandContext['locale']): string | null {
  return lift?.differenceInterval ? formatInterval(lift.differenceInterval, locale) : null;
}
