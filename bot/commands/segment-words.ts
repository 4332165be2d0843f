import { formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Provenance } from '../../renderers/reply.ts';
import { segmentName } from '../../renderers/segments.ts';
import type { Rule, Segment } from '../../services/segments/index.ts';
import type { FilledShop } from '../../services/shop/index.ts';
import type { CommandContext } from '../command.ts';
import { writeRule } from '../rules/write-rule.ts';
import { quoteValue } from '../split-line.ts';
import type { Count } from './rfm-texts.ts';
import { segmentTexts } from './segment-texts.ts';
import { describeFilters, listOmissions } from './shop-notes.ts';

/** How a segment is called in the reader's language. */
export function nameSegment({ name, builtin }: Pick<Segment, 'name' | 'builtin'>, locale: Locale): string {
  return builtin ? segmentName(name, locale) : name;
}

export function countOf(value: number, locale: Locale): Count {
  return { count: value, text: formatValue(value, { kind: 'count' }, locale) };
}

export function moneyOf(value: number | null, { locale, currency }: CommandContext): string {
  return formatValue(value, { kind: 'money', currency }, locale);
}

/** Minor units a customer, rounded; null without any. */
export function averageOf({ customers, net }: { customers: number; net: number }): number | null {
  return customers === 0 ? null : Math.round(net / customers);
}

/** A line about a segment. */
export function segmentLine(verb: string, name: string, more = ''): string {
  return `/segment ${verb} ${quoteValue(name)}${more}`;
}

/** Where the numbers of a segment come from. */
export function describeSegment(
  context: CommandContext,
  {
    rule,
    day,
    orders,
    status,
  }: { rule: Rule | null; day: string; orders: string | null; status: FilledShop },
): Provenance {
  const { definitions } = segmentTexts(context.locale);
  return {
    definitions: [
      definitions.segment,
      definitions.net,
      definitions.rfm,
      definitions.attributes,
      definitions.erased,
    ],
    filters: [day, ...(rule === null ? [] : [writeRule(rule, context)]), ...describeFilters(context)],
    rows: orders,
    caveats: listOmissions(context, status),
  };
}
