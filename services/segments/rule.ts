import { z } from 'zod';

/** What a condition may look at, by the kind of value that it is compared with. */
export const ruleFields = {
  segment: 'names',
  r: 'score',
  f: 'score',
  m: 'score',
  recency: 'count',
  frequency: 'count',
  monetary: 'money',
  inactive: 'count',
  first_order: 'day',
  last_order: 'day',
  state: 'names',
  city: 'names',
  source: 'names',
  product: 'names',
  category: 'names',
  campaign: 'names',
  consent: 'names',
} as const;

export type RuleField = keyof typeof ruleFields;

/** Ways that people may be written to, which they may consent to. */
export const consentChannels = ['email', 'sms', 'whatsapp', 'phone', 'post'] as const;

const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const;
const memberships = ['in', 'not in'] as const;

export type RuleOp = (typeof comparisons)[number] | (typeof memberships)[number] | 'within';

/** Conditions and groups in a rule, and how deep groups may be nested. */
const mostConditions = 50;
const mostDepth = 8;

/** Largest number that the database compares exactly and JSON carries. */
const largest = Number.MAX_SAFE_INTEGER;

const comparison = z.enum(comparisons);
const names = z.array(z.string().trim().min(1).max(200)).min(1).max(200);
const textFields = ['segment', 'state', 'city', 'source', 'product', 'category', 'campaign'] as const;

const conditionSchema = z.union([
  z.strictObject({ field: z.enum(textFields), op: z.enum(memberships), value: names }),
  z.strictObject({
    field: z.literal('consent'),
    op: z.enum(memberships),
    value: z.array(z.enum(consentChannels)).min(1).max(consentChannels.length),
  }),
  z.strictObject({ field: z.enum(['r', 'f', 'm']), op: comparison, value: z.int().min(1).max(5) }),
  z.strictObject({
    field: z.enum(['recency', 'frequency', 'inactive']),
    op: comparison,
    value: z.int().min(0).max(1_000_000),
  }),
  z.strictObject({ field: z.literal('monetary'), op: comparison, value: z.int().min(-largest).max(largest) }),
  z.strictObject({
    field: z.enum(['first_order', 'last_order']),
    op: comparison,
    value: z.iso.date().refine((day) => day >= '1900-01-01' && day <= '2199-12-31'),
  }),
  z.strictObject({
    field: z.enum(['first_order', 'last_order']),
    op: z.literal('within'),
    value: z.int().min(1).max(36_500),
  }),
]);

/** One thing that is known of a customer, compared with a value. Money in minor units, days `YYYY-MM-DD`. */
export type Condition = z.output<typeof conditionSchema>;

/**
 * Who belongs to a segment: all or any of a list, the contrary, or one condition. What is not known of a customer (the
 * recency of someone without orders) is equal to nothing, and neither less nor more; `!=` and `not in` are the very
 * contrary of `=` and `in`. `within` counts days back from the day that is asked, that day included.
 */
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Condition;

const anyRule: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(anyRule).max(mostConditions) }),
    z.strictObject({ any: z.array(anyRule).max(mostConditions) }),
    z.strictObject({ not: anyRule }),
    conditionSchema,
  ]),
);

/** A rule as it is stored; refuses one of more than 50 conditions or nested deeper than 8 groups. */
export const ruleSchema = z
  .custom<unknown>((value) => measure(value, 0) <= mostConditions, { abort: true })
  .pipe(anyRule);

/** Conditions in what may be a rule; infinite where it is nested too deeply to be read. */
function measure(value: unknown, depth: number): number {
  if (depth > mostDepth) return Number.POSITIVE_INFINITY;
  if (typeof value !== 'object' || value === null || 'field' in value) return 1;
  const parts = Object.values(value).flat();
  return parts.reduce<number>((sum, part) => sum + measure(part, depth + 1), 0);
}
