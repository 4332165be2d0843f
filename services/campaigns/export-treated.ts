import type { Context, Day } from '../context.ts';
import { type ExportFor, exportMembers, type Member } from '../segments/index.ts';
import type { Campaign } from './campaign.ts';

/**
 * The treated of a campaign who agree, now, to be written to in a way and have an address for it; as `exportMembers`.
 */
export function exportTreated(
  context: Context,
  { campaign, day, purpose }: { campaign: Campaign; day: Day; purpose: ExportFor },
): AsyncGenerator<Member[]> {
  const rule = { field: 'campaign', op: 'in', value: [`#${campaign.id}`] } as const;
  return exportMembers(context, {
    segment: { name: campaign.label, rule: { ...rule, value: [...rule.value] } },
    day,
    purpose,
  });
}
