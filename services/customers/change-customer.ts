import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { summarySchema } from './customer.ts';

/** Without `confirm`, everything here says what it would do and does nothing. */
interface Deed {
  confirm: boolean;
}

const refusedSchema = z.object({ refused: z.string() });

const mergeSchema = z.object({ from: summarySchema, into: summarySchema, after: summarySchema.optional() });
const unmergeSchema = z.object({
  customer: summarySchema,
  from: z.int(),
  orders: z.int(),
  since: z.int(),
  interactions: z.int(),
  other: summarySchema.optional(),
});
const splitSchema = z.object({
  customer: summarySchema,
  taken: z.array(
    z.object({ nr: z.int(), kind: z.string(), source: z.string().nullable(), value: z.string() }),
  ),
  sources: z.array(z.string()),
  orders: z.int(),
  interactions: z.int(),
  other: summarySchema.optional(),
});
const eraseSchema = z.object({
  customer: summarySchema,
  /** Records of merges that knew the person. */
  merges: z.int(),
  /** Kept lines of a chat that named the person. */
  references: z.int().optional(),
});

export type Merge = z.output<typeof mergeSchema>;
export type Unmerge = z.output<typeof unmergeSchema>;
export type Split = z.output<typeof splitSchema>;
export type Erasure = z.output<typeof eraseSchema>;

/**
 * Merges a customer into another, whose name and addresses stay. Throws ServiceError `forbidden`, `customer_unknown`,
 * `customer_merge_same`, `customer_erased`.
 */
export function mergeCustomers(
  context: Context,
  input: { from: number; into: number } & Deed,
): Promise<Merge> {
  const args = { p_from: input.from, p_into: input.into };
  return change(context, 'customer_merge', args, input, mergeSchema);
}

/** Undoes the latest merge into a customer. Throws ServiceError `forbidden`, `customer_merge_none`, `customer_erased`. */
export function unmergeCustomer(context: Context, input: { customerId: number } & Deed): Promise<Unmerge> {
  return change(context, 'customer_unmerge', { p_customer: input.customerId }, input, unmergeSchema);
}

/**
 * Makes a customer of their own of some of the ways in which one is known, by their numbers on the card. Throws
 * ServiceError `forbidden`, `customer_unknown`, `customer_erased`, `customer_split_none`, `customer_split_all`.
 */
export function splitCustomer(
  context: Context,
  input: { customerId: number; numbers: number[] } & Deed,
): Promise<Split> {
  const args = { p_customer: input.customerId, p_numbers: input.numbers };
  return change(context, 'customer_split', args, input, splitSchema);
}

/**
 * Erases a person for good: their orders stay as an anonymous customer's. Throws ServiceError `forbidden`,
 * `customer_unknown`, `customer_erased`.
 */
export function eraseCustomer(context: Context, input: { customerId: number } & Deed): Promise<Erasure> {
  return change(context, 'customer_erase', { p_customer: input.customerId }, input, eraseSchema);
}

const reasons: Record<string, string> = {
  unknown: 'customer_unknown',
  erased: 'customer_erased',
  same: 'customer_merge_same',
  no_merge: 'customer_merge_none',
  none: 'customer_split_none',
  all: 'customer_split_all',
};

async function change<T>(
  context: Context,
  fn: string,
  args: Record<string, unknown>,
  { confirm }: Deed,
  schema: z.ZodType<T>,
): Promise<T> {
  if (context.actor.role !== 'admin') throw new ServiceError('forbidden', 'forbidden');
  const answer = await call(
    context.db,
    fn,
    { ...args, p_actor: context.actor.id, p_confirm: confirm },
    z.union([schema, refusedSchema]),
  );
  if (typeof answer !== 'object' || answer === null || !('refused' in answer)) return answer as T;
  throw new ServiceError('invalid_input', reasons[String(answer.refused)] ?? 'invalid_input');
}
