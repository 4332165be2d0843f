import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { auditOf, seesNames, tellName } from './customer.ts';

const text = z.string().nullable();

const foundSchema = z.object({
  how: z.enum(['number', 'key', 'name', 'like', 'part']),
  more: z.boolean(),
  matches: z.array(
    z.object({
      customer_id: z.int(),
      name: text,
      email: text,
      city: text,
      state: text,
      erased_at: text,
      orders: z.int(),
      net: z.int(),
      last_order: text,
    }),
  ),
});

/** One of the customers who may be meant; net in minor units. */
export interface Match {
  customerId: number;
  /** Initials for who may not know it; null where none is known. */
  name: string | null;
  /** Null for who may not know it. */
  email: string | null;
  city: string | null;
  state: string | null;
  orders: number;
  net: number;
  lastOrder: Day | null;
}

export interface Found {
  /**
   * By their number, by an address, document or id that is theirs alone, by all words of their name, by words like
   * those, or by a part of them.
   */
  how: z.output<typeof foundSchema>['how'];
  /** Whoever brought most first. */
  matches: Match[];
  /** There are others. */
  more: boolean;
}

/** Customers shown at most: what a message has buttons for. */
const mostMatches = 10;

/**
 * Finds customers by numbers (`#12`, several apart by blanks), e-mail, document, telephone, the id of a source, or name:
 * accents and case make no difference, and a slip of a letter is forgiven. Throws DatabaseError.
 */
export async function findCustomers(context: Context, input: { text: string }): Promise<Found> {
  const ids = readNumbers(input.text);
  const found = await call(
    context.db,
    'customer_find',
    {
      ...(ids === null ? { p_text: input.text } : { p_ids: ids }),
      p_limit: mostMatches,
      // One alone is opened, which is written down there.
      p_audit:
        ids?.length === 1
          ? null
          : (auditOf(context, 'customers_seen') ?? { actor: context.actor.id, action: 'customers_tried' }),
      p_begun: seesNames(context),
    },
    foundSchema,
  );
  return {
    how: found.how,
    more: found.more,
    // One that was erased is told of where it alone is asked for.
    matches: found.matches
      .filter((row) => row.erased_at === null || found.matches.length === 1)
      .map((row) => ({
        customerId: row.customer_id,
        name: tellName(context, row.name),
        email: seesNames(context) ? row.email : null,
        city: row.city,
        state: row.state,
        orders: row.orders,
        net: row.net,
        lastOrder: row.last_order,
      })),
  };
}

/** The numbers of a text that has nothing else; null for any other. */
function readNumbers(text: string): number[] | null {
  const words = text.trim().split(/[\s,]+/);
  const numbers = words.map((word) => /^#(\d{1,15})$/.exec(word)?.[1]);
  return numbers.every((number) => number !== undefined) ? numbers.slice(0, 20).map(Number) : null;
}
