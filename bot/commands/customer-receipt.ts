import type { Action, Part, TablePart } from '../../renderers/reply.ts';
import type { CustomerSummary } from '../../services/customers/index.ts';
import type { Answer, CommandContext } from '../command.ts';
import { customerDeedTexts } from './customer-deed-texts.ts';
import { customerTexts } from './customer-texts.ts';

/** What would be done to customers, with the button that does it; or what was done. */
export function answerDeed(deed: {
  line: string;
  summary: string;
  parts: Part[];
  notes: string[];
  actions: Action[];
}): Answer {
  const { line, summary, parts, notes, actions } = deed;
  return {
    question: line,
    summary,
    parts: [...parts, ...notes.map((text) => ({ type: 'text' as const, text }))],
    warnings: [],
    actions,
    freshness: null,
    provenance: null,
  };
}

/** How a customer is called where admins alone read. */
export function nameCustomer({ locale }: CommandContext, { name, customerId }: CustomerSummary): string {
  return customerTexts(locale).named(name, customerId);
}

/** Customers beside one another. */
export function makeSummaries(context: CommandContext, summaries: CustomerSummary[]): TablePart {
  const { columns } = customerDeedTexts(context.locale);
  const count = { kind: 'count' } as const;
  return {
    type: 'table',
    key: 'customers',
    columns: [
      { key: 'customer', label: columns.customer, format: { kind: 'text' } },
      { key: 'orders', label: columns.orders, format: count },
      { key: 'net', label: columns.net, format: { kind: 'money', currency: context.currency } },
      { key: 'identities', label: columns.identities, format: count },
      { key: 'interactions', label: columns.interactions, format: count },
    ],
    rows: summaries.map((each) => ({
      customer: nameCustomer(context, each),
      orders: each.orders,
      net: each.net,
      identities: each.identities,
      interactions: each.interactions,
    })),
  };
}
