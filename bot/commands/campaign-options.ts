import { z } from 'zod';
import { listCampaignNames } from '../../services/campaigns/index.ts';
import type { CommandContext, Option, Suggestion } from '../command.ts';
import { foldText } from '../fold-text.ts';
import { quoteValue } from '../split-line.ts';

/** The name of a campaign that there is. */
export const campaignOption = {
  schema: z.string(),
  description: { en: 'The campaign, by its name', 'pt-BR': 'A campanha, pelo nome' },
  aliases: ['campanha', 'campaign', 'nome'],
  positional: true,
  suggest: (typed, context) => suggestCampaigns(typed, context, false),
  examples: [{ en: '"Spring sale"', 'pt-BR': '"Promoção de primavera"' }],
} satisfies Option;

/** The name of a campaign that was drawn here. */
export const drawnCampaignOption = {
  ...campaignOption,
  suggest: (typed: string, context: CommandContext) => suggestCampaigns(typed, context, true),
} satisfies Option;

async function suggestCampaigns(
  typed: string,
  context: CommandContext,
  drawnOnly: boolean,
): Promise<Suggestion[]> {
  const wanted = foldText(typed);
  return (await listCampaignNames(context))
    .filter(({ label, drawn }) => foldText(label).includes(wanted) && (drawn || !drawnOnly))
    .map(({ label }) => ({ value: label, label }));
}

/** A line about a campaign. */
export function campaignLine(verb: string, name: string, more = ''): string {
  return `/campaign ${verb} ${quoteValue(name)}${more}`;
}

/**
 * The names in a text of several: those that the shop's campaigns have, the longest that fits first, with commas, `vs` or
 * nothing between them. What is none of them goes to the next comma.
 */
export function splitCampaignNames(text: string, known: readonly string[]): string[] {
  const names = known.toSorted((a, b) => b.length - a.length);
  const found: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const name = names.find((each) => beginsWith(rest, each)) ?? rest.split(/[,;]/)[0]?.trim() ?? '';
    if (name !== '' && !found.some((each) => foldText(each) === foldText(name))) found.push(name);
    rest = rest
      .slice(name.length)
      .replace(/^(?:[\s,;]+(?:(?:vs\.?|versus|and|e|x|contra)\s+)?)+/iu, '')
      .trim();
    if (name === '') rest = rest.replace(/^[,;]+/, '').trim();
  }
  return found;
}

function beginsWith(text: string, name: string): boolean {
  return (
    foldText(text.slice(0, name.length)) === foldText(name) && /^(?:$|[\s,;])/.test(text.slice(name.length))
  );
}
