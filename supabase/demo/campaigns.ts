import { calendarDay, formatDay, localStamp } from './calendar.ts';
import { shopId } from './mail-list.ts';
import { type Mailing, mailingsOf } from './mailings.ts';
import type { Person } from './person.ts';
import { createRandom, type Random } from './random.ts';
import type { Sale } from './sale.ts';

/** A campaign as `ingest_campaigns` takes it. */
export interface DemoCampaign {
  id: string;
  name: string;
  channel: 'email';
  first_day: string;
  last_day: string;
  window_days: number;
  cost: number | null;
  days: {
    day: string;
    sent: number;
    delivered: number;
    opens: number;
    clicks: number;
    bounces: number;
    unsubscribes: number;
    complaints: number;
  }[];
  members: { customer: { id: string }; arm: 'treated' | 'held_out'; at: string }[];
  touches: { customer: { id: string }; kind: 'open' | 'click'; at: string }[];
}

/** Days of campaigns that a store holds. */
const keptDays = 365;
/** Days since their last order after which customers are to be won back, and until which they are sent the others. */
const lapsedDays = 120;
const activeDays = 365;
/** Days on which a mailing is answered. */
const answeredDays = 5;
const sentAt = 8 * 3600;
const windowDays = 5;

/** Shares held out, by the campaign's name without its year. */
const holdouts: Record<string, number> = {
  'Volte em janeiro': 0.2,
  'Saudades de inverno': 0.2,
  'Um café te espera': 0.2,
  'Aniversário da loja': 0.12,
  'Black Friday': 0.08,
};
/** Nobody noted what this one cost. */
const withoutCost = 'Dia dos Pais';

interface Running {
  mailing: Mailing;
  recipients: Person[];
  /** Who ordered from it, and when: days since 1970-01-01, second of the day. */
  bought: Map<number, { day: number; second: number }>;
}

/** Collects the campaigns of the last year before `through` (days since 1970-01-01), as the shop's sales go by. */
export function createCampaigns(through: number, seed: number) {
  const people = new Map<number, { person: Person; last: number }>();
  const running: Running[] = [];

  return {
    see(day: number, sales: readonly Sale[]): void {
      if (day > through - keptDays) {
        for (const mailing of mailingsOf(calendarDay(day).year)) {
          if (mailing.sent !== day || mailing.campaign === null) continue;
          const recipients = [...people.values()]
            .filter(
              ({ person, last }) =>
                person.reader && (mailing.winBack ? last < day - lapsedDays : last > day - activeDays),
            )
            .map(({ person }) => person);
          running.push({ mailing, recipients, bought: new Map() });
        }
      }
      for (const sale of sales) {
        const [{ second }] = sale.steps;
        if (sale.channel === 'E-mail') {
          const latest = running.findLast(({ mailing }) => day - mailing.sent < answeredDays);
          const isFirst = latest && !latest.bought.has(sale.person.serial);
          if (isFirst) latest.bought.set(sale.person.serial, { day, second });
        }
        if (sale.source === 'woocommerce-demo')
          people.set(sale.person.serial, { person: sale.person, last: day });
      }
    },
    campaigns: (): DemoCampaign[] =>
      running.map((each) => describe(each, through, createRandom(seed, each.mailing.campaign ?? ''))),
  };
}

function describe({ mailing, recipients, bought }: Running, through: number, random: Random): DemoCampaign {
  const name = mailing.campaign ?? '';
  const title = name.replace(/ \d{4}$/, '');
  const share = holdouts[title] ?? 0;
  const members: DemoCampaign['members'] = [];
  const touches: DemoCampaign['touches'] = [];
  const at = localStamp(mailing.sent, sentAt);
  const counts = new Map<number, { opens: number; clicks: number }>();
  let sent = 0;
  for (const person of recipients) {
    const order = bought.get(person.serial);
    const [held, reads, delay, clicks] = [random.next(), random.next(), random.next(), random.next()];
    const customer = { id: shopId(person) };
    // Whom the mailing moved had received it.
    if (!order && held < share) {
      members.push({ customer, arm: 'held_out', at });
      continue;
    }
    members.push({ customer, arm: 'treated', at });
    sent += 1;
    // From minutes to two days later, most within hours.
    const seconds = order
      ? (order.day - mailing.sent) * 86_400 + Math.max(0, order.second - 900)
      : sentAt + 120 + Math.floor(delay ** 3 * 2 * 86_400);
    const day = mailing.sent + Math.floor(seconds / 86_400);
    if (day > through || (!order && reads >= 0.27)) continue;
    const touch = (kind: 'open' | 'click', moment: number) =>
      touches.push({
        customer,
        kind,
        at: localStamp(mailing.sent + Math.floor(moment / 86_400), moment % 86_400),
      });
    const count = counts.get(day) ?? { opens: 0, clicks: 0 };
    touch('open', seconds);
    count.opens += 1;
    if (order || clicks < 0.12) {
      touch('click', seconds + 40);
      count.clicks += 1;
    }
    counts.set(day, count);
  }
  const bounces = Math.round(sent * 0.014);
  const days = [...new Set([mailing.sent, ...counts.keys()])].sort((a, b) => a - b);
  return {
    ...{ id: `mail-${mailing.sent}`, name, channel: 'email', window_days: windowDays },
    ...{ first_day: formatDay(mailing.sent), last_day: formatDay(mailing.sent) },
    cost: title === withoutCost ? null : 9_000 + Math.round(mailing.strength * 12_000) + 3 * sent,
    days: days.map((day) => ({
      day: formatDay(day),
      sent: day === mailing.sent ? sent : 0,
      delivered: day === mailing.sent ? sent - bounces : 0,
      opens: counts.get(day)?.opens ?? 0,
      clicks: counts.get(day)?.clicks ?? 0,
      bounces: day === mailing.sent ? bounces : 0,
      unsubscribes: day === mailing.sent ? Math.round(sent * 0.003) : 0,
      complaints: 0,
    })),
    members,
    touches,
  };
}
