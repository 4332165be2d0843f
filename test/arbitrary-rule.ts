import fc from 'fast-check';
import { segments } from '../renderers/segments.ts';
import { consentChannels, type Rule } from '../services/segments/index.ts';

/** Values of the conditions that look for names in the shop. */
export interface RuleNames {
  state: string[];
  city: string[];
  source: string[];
  product: string[];
  category: string[];
  campaign: string[];
}

const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const membership = fc.constantFrom('in', 'not in');
const some = (names: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 });

/** Rules of any shape over days from `firstDay` on; names as a shop has them. */
export function arbitraryRule(names: RuleNames, firstDay: string, days: number): fc.Arbitrary<Rule> {
  const day = fc
    .integer({ min: 0, max: days })
    .map((after) => new Date(Date.parse(firstDay) + after * 86_400_000).toISOString().slice(0, 10));
  const named = fc
    .constantFrom(...(Object.keys(names) as (keyof RuleNames)[]))
    .chain((field) => fc.record({ field: fc.constant(field), op: membership, value: some(names[field]) }));
  const condition = fc.oneof(
    { weight: 3, arbitrary: named },
    fc.record({ field: fc.constant('segment'), op: membership, value: some(segments) }),
    fc.record({ field: fc.constant('consent'), op: membership, value: some(consentChannels) }),
    fc.record({
      field: fc.constantFrom('r', 'f', 'm'),
      op: comparison,
      value: fc.integer({ min: 1, max: 5 }),
    }),
    fc.record({
      field: fc.constantFrom('recency', 'frequency', 'inactive'),
      op: comparison,
      value: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 150 })),
    }),
    fc.record({
      field: fc.constant('monetary'),
      op: comparison,
      value: fc.integer({ min: -5_000, max: 200_000 }),
    }),
    fc.record({ field: fc.constantFrom('first_order', 'last_order'), op: comparison, value: day }),
    fc.record({
      field: fc.constantFrom('first_order', 'last_order'),
      op: fc.constant('within'),
      value: fc.integer({ min: 1, max: 150 }),
    }),
  ) as fc.Arbitrary<Rule>;
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
      condition,
      fc.record({ all: fc.array(tie('rule'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('rule'), { maxLength: 3 }) }),
      fc.record({ not: tie('rule') }),
    ),
  }));
  return rule;
}
