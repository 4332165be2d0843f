import { z } from 'zod';
import { maskName } from '../access/index.ts';
import type { Context } from '../context.ts';

const text = z.string().nullable();

/** A customer in a few words, as the database tells it before and after something is done to them. */
export const summarySchema = z
  .object({
    customer_id: z.int(),
    name: text,
    email: text,
    erased_at: text,
    placed: z.int(),
    orders: z.int(),
    net: z.int(),
    interactions: z.int(),
    consents: z.int(),
    campaigns: z.int(),
    identities: z.int(),
  })
  .transform(({ customer_id, erased_at, ...summary }) => ({
    ...summary,
    customerId: customer_id,
    erasedAt: erased_at === null ? null : new Date(erased_at),
  }));

/**
 * A customer in a few words. `placed` are all orders, `orders` those that count; `net` in minor units of the shop's
 * currency.
 */
export type CustomerSummary = z.output<typeof summarySchema>;

/** Whether who asks may be told names and addresses; what they are told is then written down. */
export function seesNames({ actor }: Context): boolean {
  return actor.role === 'admin';
}

/** The audit row that goes with telling names; null for who is told initials. */
export function auditOf(context: Context, action: string): { actor: string; action: string } | null {
  return seesNames(context) ? { actor: context.actor.id, action } : null;
}

/** A name as who asks may be told it; null where none is known. */
export function tellName(context: Context, name: string | null): string | null {
  if (name === null) return null;
  return seesNames(context) ? name : maskName(name);
}
