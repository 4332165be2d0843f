import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { type Member, readMembers } from './list-members.ts';
import type { consentChannels, Rule } from './rule.ts';
import type { Segment } from './segment.ts';

/** By which way those who are exported are to be written to; `everyone` leaves nobody out. */
export type ExportFor = (typeof consentChannels)[number] | 'everyone';

/** Members that one call of the database gives. */
const slice = 5_000;

/** The way that needs an address which not everybody has. */
const addressOf: Partial<Record<ExportFor, (member: Member) => string | null>> = {
  email: ({ email }) => email,
  sms: ({ phone }) => phone,
  whatsapp: ({ phone }) => phone,
  phone: ({ phone }) => phone,
};

/** The rule of those among whom a rule holds who agreed to be written to in a way. */
export function restrictToConsent(rule: Rule, purpose: ExportFor): Rule {
  if (purpose === 'everyone') return rule;
  return { all: [rule, { field: 'consent', op: 'in', value: [purpose] }] };
}

/**
 * The members of a segment who agreed to be written to in a way and have an address for it, whole, a slice at a time in
 * the order of their numbers. It is written down as one entry. Throws ServiceError `role_needed` for whoever is no admin.
 */
export async function* exportMembers(
  context: Context,
  input: { segment: Pick<Segment, 'name' | 'rule'>; day: Day; purpose: ExportFor },
): AsyncGenerator<Member[]> {
  if (context.actor.role !== 'admin') {
    throw new ServiceError('forbidden', 'role_needed', { command: 'segment export', role: 'admin' });
  }
  const { segment, day, purpose } = input;
  const rule = restrictToConsent(segment.rule, purpose);
  const address = addressOf[purpose];
  let after: Awaited<ReturnType<typeof readMembers>>['next'] = null;
  let entry: number | null = null;
  do {
    const page: Awaited<ReturnType<typeof readMembers>> = await readMembers(context, {
      segment: { name: segment.name, rule },
      ...{ day, after, by: 'id', limit: slice },
      seen: { action: 'members_exported', detail: { purpose, day }, entry },
    });
    yield address ? page.members.filter((member) => address(member)) : page.members;
    after = page.next;
    entry ??= page.audit;
  } while (after !== null);
}
