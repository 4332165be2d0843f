import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { type FilledShop, getFilledShop, lastKnownDay } from '../shop/index.ts';
import type { Rule, RuleField } from './rule.ts';
import { compositionSchema, pickParts, type SegmentPart, type Sums } from './segment.ts';

export interface SegmentCount extends Sums {
  asOf: Day;
  bySegment: SegmentPart[];
  byState: SegmentPart[];
  /** Values of the rule that nothing in the shop is called. */
  unknown: { field: RuleField; value: string }[];
  status: FilledShop;
}

const countSchema = z.object({
  customers: z.int(),
  orders: z.int(),
  net: z.int(),
  composition: compositionSchema,
});
const unknownSchema = z.array(z.object({ field: z.string(), value: z.string() }));

/** Counts who belongs by a rule on the last day known, and keeps nothing. Throws EmptyShopError. */
export async function countSegment(context: Context, input: { rule: Rule }): Promise<SegmentCount> {
  const status = await getFilledShop(context);
  const asOf = lastKnownDay(context, status);
  const [counted, unknown] = await Promise.all([
    call(context.db, 'segment_count', { p_rule: input.rule, p_day: asOf }, countSchema),
    call(context.db, 'segment_unknowns', { p_rule: input.rule }, unknownSchema),
  ]);
  const { composition, ...sums } = counted;
  return {
    ...sums,
    asOf,
    bySegment: pickParts(composition, 'segment'),
    byState: pickParts(composition, 'state'),
    unknown: unknown as SegmentCount['unknown'],
    status,
  };
}
