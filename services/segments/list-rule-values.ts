import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import type { RuleField } from './rule.ts';

/** What the shop has that a field of a rule may be compared with: states, cities, products …; 200 at most. */
export async function listRuleValues(context: Context, input: { field: RuleField }): Promise<string[]> {
  return call(context.db, 'segment_values', { p_field: input.field }, z.array(z.string()));
}
