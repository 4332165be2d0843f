import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import { maskName } from '../access/index.ts';
import type { Context, Day } from '../context.ts';
import type { Rule } from './rule.ts';
import type { Segment } from './segment.ts';

/** A member of a segment; amounts in minor units, days local. */
export interface Member {
  customerId: number;
  /** Initials alone for who may not know it. */
  name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  state: string | null;
  /** Of the RFM grid; null without orders. */
  segment: string | null;
  r: number | null;
  f: number | null;
  m: number | null;
  orders: number;
  net: number;
  firstOrder: Day | null;
  lastOrder: Day | null;
  /** Ways in which they agreed to be written to. */
  consents: string[];
}

export interface MemberPage {
  members: Member[];
  /** Where the next page goes on; null at the end. */
  next: MemberCursor | null;
  /** The entry under which it is written down that they were seen; null where they were not, or nobody was there. */
  audit: number | null;
}

const cursorSchema = z.object({ customer_id: z.int(), monetary: z.int() });
export type MemberCursor = z.output<typeof cursorSchema>;

const text = z.string().nullable();
const score = z.int().nullable();
const pageSchema = z.object({
  members: z.array(
    z.object({
      customer_id: z.int(),
      name: text,
      email: text,
      phone: text,
      city: text,
      state: text,
      segment: text,
      r: score,
      f: score,
      m: score,
      frequency: z.int(),
      monetary: z.int(),
      first_order: text,
      last_order: text,
      consents: z.array(z.string()),
    }),
  ),
  next: cursorSchema.nullable(),
  audit: z.int().nullable(),
});

/** What is written down of who sees members. */
export interface MembersSeen {
  action: string;
  detail?: Record<string, unknown>;
  /** The entry of the pages before. */
  entry?: number | null;
}

/** Reads a page of members with all that is known of them; what of it is seen is written down. */
export async function readMembers(
  context: Context,
  input: {
    segment: Pick<Segment, 'name'> & { rule: Rule };
    day: Day;
    by: 'net' | 'id';
    after: MemberCursor | null;
    limit: number;
    seen: MembersSeen | null;
  },
): Promise<MemberPage> {
  const page = await call(
    context.db,
    'segment_members',
    {
      p_rule: input.segment.rule,
      p_day: input.day,
      p_by: input.by,
      p_after: input.after,
      p_limit: input.limit,
      p_audit: input.seen && { actor: context.actor.id, subject: input.segment.name, ...input.seen },
    },
    pageSchema,
  );
  return {
    members: page.members.map((row) => ({
      customerId: row.customer_id,
      name: row.name ?? '',
      email: row.email,
      phone: row.phone,
      city: row.city,
      state: row.state,
      segment: row.segment,
      r: row.r,
      f: row.f,
      m: row.m,
      orders: row.frequency,
      net: row.monetary,
      firstOrder: row.first_order,
      lastOrder: row.last_order,
      consents: row.consents,
    })),
    next: page.next,
    audit: page.audit,
  };
}

/**
 * The next members of a segment, whoever brought most first. Only an admin is told names and addresses, and that is
 * written down; others are told initials.
 */
export async function listMembers(
  context: Context,
  input: { segment: Segment; day: Day; after: MemberCursor | null; limit: number },
): Promise<MemberPage> {
  const isAdmin = context.actor.role === 'admin';
  const page = await readMembers(context, {
    ...input,
    by: 'net',
    seen: isAdmin ? { action: 'members_seen' } : null,
  });
  if (isAdmin) return page;
  const mask = (member: Member): Member => ({
    ...member,
    name: maskName(member.name),
    email: null,
    phone: null,
  });
  return { ...page, members: page.members.map(mask) };
}
