import type { Day } from './calendar.ts';
import { dayNumber, localStamp } from './calendar.ts';
import type { Person } from './person.ts';
import { createRandom } from './random.ts';
import type { Sale } from './sale.ts';

interface Consent {
  channel: 'email' | 'whatsapp' | 'sms';
  granted: boolean;
  changed_at: string;
}

/** A customer's consents, as `ingest_contacts` takes them. */
export interface DemoContact {
  id: string;
  consents: Consent[];
}

/** A message of a customer, as `ingest_interactions` takes it. */
export interface DemoInteraction {
  id: string;
  kind: 'ticket' | 'message';
  at: string;
  by_customer: boolean;
  summary: string;
  customer: { id: string };
}

const morning = 9 * 3600;
const asked = [
  'Perguntou pelo prazo de entrega',
  'Pediu indicação de café para espresso',
  'Pediu nota fiscal',
  'Elogiou o café',
];

/** How the online shop knows a person. */
export const shopId = ({ serial }: Person): string => String(100 + serial);

/**
 * Collects who agreed to what and who wrote to the online shop, from a day on, as its sales go by. Whoever reads its
 * e-mails has agreed to them; every refund was asked for, and now and then somebody asks something else.
 */
export function createMailList(from: Day | null, seed: number) {
  const first = from === null ? Number.NEGATIVE_INFINITY : dayNumber(from);
  const random = createRandom(seed, 'consents');
  const talk = createRandom(seed, 'talk');
  const known = new Set<number>();
  const contacts: DemoContact[] = [];
  const interactions: DemoInteraction[] = [];

  /** Drawn for everybody, so that an extension agrees with the whole. */
  function meet(person: Person, day: number): void {
    if (known.has(person.serial)) return;
    known.add(person.serial);
    const changed_at = localStamp(day, morning);
    const left = random.chance(0.06) ? random.between(30, 400) : null;
    const consents: Consent[] = [];
    if (person.email !== null) {
      const isOut = left !== null && person.reader;
      consents.push({
        channel: 'email',
        granted: person.reader && !isOut,
        changed_at: isOut ? localStamp(day + left, morning) : changed_at,
      });
    }
    const talks = random.chance(0.45);
    const texts = random.chance(0.2);
    if (person.phone !== null) {
      consents.push({ channel: 'whatsapp', granted: talks, changed_at });
      if (texts) consents.push({ channel: 'sms', granted: true, changed_at });
    }
    if (day >= first && consents.length > 0) contacts.push({ id: shopId(person), consents });
  }

  return {
    contacts,
    interactions,
    see(day: number, sales: readonly Sale[], through: number): void {
      for (const sale of sales) {
        if (sale.source !== 'woocommerce-demo') continue;
        meet(sale.person, day);
        const customer = { id: shopId(sale.person) };
        const say = (
          id: string,
          at: number,
          second: number,
          summary: string,
          kind: DemoInteraction['kind'],
        ) => {
          if (at < first || at > through) return;
          interactions.push({ id, kind, at: localStamp(at, second), by_customer: true, summary, customer });
        };
        const [refund] = sale.refunds;
        if (refund) {
          say(
            `T${sale.id}`,
            refund.day,
            Math.max(0, refund.second - 3600),
            `Pediu reembolso do pedido ${sale.id}`,
            'ticket',
          );
        }
        if (talk.chance(0.03)) say(`M${sale.id}`, day + 1, 14 * 3600, talk.pick(asked), 'message');
      }
    },
  };
}
