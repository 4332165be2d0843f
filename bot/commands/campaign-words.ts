import { formatDay, formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Provenance } from '../../renderers/reply.ts';
import type { Campaign } from '../../services/campaigns/index.ts';
import { addDays } from '../../services/periods/index.ts';
import { consentChannels } from '../../services/segments/index.ts';
import type { FilledShop } from '../../services/shop/index.ts';
import type { CommandContext } from '../command.ts';
import { nameChannel } from '../rules/rule-words.ts';
import { campaignTexts } from './campaign-texts.ts';
import { countOf } from './segment-words.ts';
import { describeFilters, listOmissions } from './shop-notes.ts';

/** How a campaign's channel is called. */
export function nameCampaignChannel(channel: string, locale: Locale): string {
  return channel === 'ads' ? campaignTexts(locale).channels.ads : nameChannel(channel, locale);
}

/** The words for the channels of campaigns and consents, as a table column's `labels` take them. */
export function campaignChannelLabels(locale: Locale): Record<string, string> {
  return Object.fromEntries(
    [...consentChannels, 'ads'].map((channel) => [channel, nameCampaignChannel(channel, locale)]),
  );
}

/** A ratio with its unit: `3.2×`. */
export function writeRatio(value: number | null, locale: Locale): string | null {
  return value === null ? null : `${formatValue(value, { kind: 'decimal', digits: 1 }, locale)}×`;
}

/** Whether orders of days that are not over yet may still be a campaign's doing. */
export function isRunning({ result }: Campaign, { lastDay }: FilledShop): boolean {
  return result !== null && (result.ends === null || result.ends > lastDay);
}

/** From its first day to its last, in words. */
export function spanOf({ firstDay, lastDay }: Campaign, locale: Locale): string {
  const from = formatDay(firstDay, locale);
  return lastDay === null || lastDay === firstDay
    ? from
    : campaignTexts(locale).span(from, formatDay(lastDay, locale));
}

/** The day of which its members' segments are. */
export function segmentDayOf({ firstDay }: Campaign, locale: Locale): string {
  return formatDay(addDays(firstDay, -1), locale);
}

/** What the reader of one campaign must know before using its numbers. */
export function listCampaignWarnings(
  { locale }: CommandContext,
  campaign: Campaign,
  { lastDay }: FilledShop,
): string[] {
  const { warnings } = campaignTexts(locale);
  const { treated, heldOut, result, cost } = campaign;
  const members = treated.members + heldOut.members;
  const reached = countOf(heldOut.openers, locale);
  return [
    ...(members === 0 ? [warnings.noMembers] : []),
    ...(members > 0 && heldOut.members === 0 ? [warnings.noHoldout] : []),
    ...(reached.count > 0 ? [warnings.reached(reached)] : []),
    ...(cost === null && members > 0 ? [warnings.noCost] : []),
    ...(result !== null && result.ends === null ? [warnings.goesOn] : []),
    ...(result?.ends != null && result.ends > lastDay
      ? [warnings.running(formatDay(result.ends, locale))]
      : []),
    ...(result?.stale ? [warnings.stale] : []),
  ];
}

/** Where the numbers of campaigns come from. */
export function describeCampaigns(
  context: CommandContext,
  { campaigns, span, status }: { campaigns: readonly Campaign[]; span: string; status: FilledShop },
): Provenance {
  const { definitions, windowDays } = campaignTexts(context.locale);
  const windows = [...new Set(campaigns.map((campaign) => campaign.windowDays))].sort((a, b) => a - b);
  return {
    definitions: [
      definitions.attribution(windowDays(windows.join(', ') || '5')),
      definitions.net,
      definitions.rates,
      definitions.roas,
      definitions.lift,
      definitions.segments,
    ],
    filters: [span, ...describeFilters(context)],
    rows: null,
    caveats: listOmissions(context, status),
  };
}
