import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { addDays, addMonths, monthEnd, monthOf } from '../periods/index.ts';
import { type FilledShop, getFilledShop, lastKnownDay } from '../shop/index.ts';
import { auditOf, seesNames, tellName } from './customer.ts';
import { type OrderPage, orderPageSchema, readOrderPage } from './list-orders.ts';

/** Month ends that a card goes back. */
const historyMonths = 12;
/** Longest that a card takes snapshots of month ends which nobody has taken yet, in milliseconds. */
const budgetMs = 1_500;

const text = z.string().nullable();
const score = z.int().nullable();

const stateSchema = z.object({
  day: z.string(),
  orders: z.int(),
  net: z.int(),
  last_order: text,
  known: z.boolean(),
  r: score,
  f: score,
  m: score,
  segment: text,
});

const cardSchema = z.object({
  customer: z.object({
    customer_id: z.int(),
    name: text,
    email: text,
    phone: text,
    document: text,
    city: text,
    state: text,
    erased_at: z.null(),
  }),
  first_order: text,
  now: stateSchema,
  history: z.array(stateSchema),
  months: z.array(z.object({ month: z.string(), orders: z.int(), net: z.int() })),
  placed: z.int(),
  page: orderPageSchema,
  segments: z.object({ held: z.array(z.string()), unknown: z.int() }),
  consents: z.array(
    z.object({ channel: z.string(), granted: z.boolean(), changed_at: z.string(), source: z.string() }),
  ),
  interactions: z.array(
    z.object({
      kind: z.string(),
      day: z.string(),
      by_customer: z.boolean().nullable(),
      summary: text,
      source: z.string(),
    }),
  ),
  campaigns: z.array(
    z.object({
      name: z.string(),
      channel: z.string(),
      arm: z.enum(['treated', 'held_out']),
      since: z.string(),
      opened_at: text,
      clicked_at: text,
    }),
  ),
  identities: z.array(z.object({ nr: z.int(), kind: z.string(), source: text, value: z.string() })),
  merges: z.array(z.object({ from: z.int(), at: z.string() })),
});

const erasedSchema = z.object({
  customer: z.object({ customer_id: z.int(), erased_at: z.string() }),
  orders: z.int(),
});

/** Where a customer stood at the end of a local day; net in minor units. */
export interface CustomerState {
  day: Day;
  /** Counted ones up to the day. */
  orders: number;
  net: number;
  lastOrder: Day | null;
  /** The day's scores can be told; where they are null all the same, there was no counted order yet. */
  known: boolean;
  r: number | null;
  f: number | null;
  m: number | null;
  /** English name of the RFM segment. */
  segment: string | null;
}

type Card = z.output<typeof cardSchema>;

/** All that is shown of a customer; what the asker may not know is null or left out. */
export interface Customer {
  customerId: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  document: string | null;
  city: string | null;
  state: string | null;
  firstOrder: Day | null;
  now: CustomerState;
  /** At the month ends before, the oldest first, as far as the shop goes back. */
  history: CustomerState[];
  /** Months with orders or refunds, the oldest first. */
  months: Card['months'];
  /** All orders, those that do not count included. */
  placed: number;
  page: OrderPage;
  /** The shop's own segments that hold them, and how many there was no time to look at. */
  segments: Card['segments'];
  consents: Card['consents'];
  interactions: Card['interactions'];
  campaigns: Card['campaigns'];
  /** Numbered as a split names them; empty for who may not know them. */
  identities: Card['identities'];
  /** Customers merged into this one, the latest first. */
  merges: Card['merges'];
  status: FilledShop;
}

/** A person of whom nothing is left but totals. */
export interface ErasedCustomer {
  customerId: number;
  erasedAt: Date;
  /** Counted orders. */
  orders: number;
  status: FilledShop;
}

/**
 * A customer by their number. Only an admin is told names, addresses and free text, and that is written down. Throws
 * EmptyShopError, or ServiceError `customer_unknown`.
 */
export async function getCustomer(
  context: Context,
  input: { customerId: number },
): Promise<Customer | ErasedCustomer> {
  const status = await getFilledShop(context);
  const day = lastKnownDay(context, status);
  const card = await call(
    context.db,
    'customer_card',
    {
      p_customer: input.customerId,
      p_day: day,
      p_month_ends: listMonthEnds(day, status.firstDay),
      p_budget_ms: budgetMs,
      p_audit: auditOf(context, 'customer_seen'),
    },
    z.union([cardSchema, erasedSchema]).nullable(),
  );
  if (card === null)
    throw new ServiceError('not_found', 'customer_unknown', { part: `#${input.customerId}` });
  if (!('page' in card)) {
    const { customer, orders } = card;
    return { customerId: customer.customer_id, erasedAt: new Date(customer.erased_at), orders, status };
  }
  return { ...readCard(context, card), status };
}

/** The latest first: the first are the ones to be told if time is short. */
function listMonthEnds(day: Day, firstDay: Day): Day[] {
  const ends: Day[] = [];
  for (let end = addDays(`${monthOf(day)}-01`, -1); ends.length < historyMonths && end >= firstDay; ) {
    ends.push(end);
    end = monthEnd(addMonths(end, -1));
  }
  return ends;
}

function readCard(context: Context, card: Card): Omit<Customer, 'status'> {
  const { customer } = card;
  const isOpen = seesNames(context);
  const shown = (value: string | null) => (isOpen ? value : null);
  return {
    customerId: customer.customer_id,
    name: tellName(context, customer.name),
    email: shown(customer.email),
    phone: shown(customer.phone),
    document: shown(customer.document),
    city: customer.city,
    state: customer.state,
    firstOrder: card.first_order,
    now: readState(card.now),
    history: card.history.map(readState),
    months: card.months,
    placed: card.placed,
    page: readOrderPage(context, card.page),
    segments: card.segments,
    consents: card.consents,
    interactions: card.interactions.map((each) => ({ ...each, summary: shown(each.summary) })),
    campaigns: card.campaigns,
    identities: isOpen ? card.identities : [],
    merges: card.merges,
  };
}

function readState({ last_order: lastOrder, ...state }: z.output<typeof stateSchema>): CustomerState {
  return { ...state, lastOrder };
}
