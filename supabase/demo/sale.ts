import type { Line } from './basket.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

/** The two systems that the demo shop's orders come from: its online shop, and its ERP for everything else. */
export const demoSources = ['woocommerce-demo', 'bling-demo'] as const;
export type DemoSource = (typeof demoSources)[number];

/** A moment: days since 1970-01-01, and seconds of the local day. */
export interface Moment {
  day: number;
  second: number;
}

/** A status that an order takes at a moment. */
interface Step extends Moment {
  status: 'pending' | 'paid' | 'processing' | 'completed' | 'cancelled' | 'failed' | 'refunded';
}

interface SaleRefund extends Moment {
  /** Cents given back, above 0. */
  amount: number;
}

/** An order with its whole life, of which a store sees what has happened by the day it is filled to. */
export interface Sale {
  source: DemoSource;
  /** Unique in its source. */
  id: string;
  person: Person;
  channel: string;
  lines: Line[];
  /** Cents. */
  shipping: number;
  /** In the order of their moments; the first is when the order is placed. */
  steps: [Step, ...Step[]];
  refunds: SaleRefund[];
  /** It was paid for. */
  counted: boolean;
}

export type SaleWithoutId = Omit<Sale, 'id'>;

const hours = [22, 12, 6, 3, 2, 3, 8, 18, 34, 48, 58, 62, 60, 52, 50, 52, 54, 56, 58, 68, 84, 92, 78, 46];
const counterHours = hours.map((_, hour) => (hour >= 8 && hour <= 18 ? 10 - Math.abs(hour - 12) : 0));

/** The second of the local day at which someone orders: most at night, hardly anyone at dawn. */
export function pickSecond(counter: boolean, random: Random): number {
  return random.weighted(counter ? counterHours : hours) * 3600 + random.between(0, 3599);
}

/** What becomes of an order: 4 in 100 come to nothing, 3 in 100 of the others are refunded in part or whole. */
export function liveLife(
  placed: Moment,
  source: DemoSource,
  channel: string,
  lines: readonly Line[],
  random: Random,
): Pick<Sale, 'steps' | 'refunds' | 'counted'> {
  const counter = channel === 'Loja física';
  const fate = counter ? 1 : random.next();
  if (fate < 0.012) return { steps: [{ ...placed, status: 'failed' }], refunds: [], counted: false };
  if (fate < 0.042) {
    const given = { day: placed.day + (fate < 0.026 ? 3 : 1), second: random.between(6, 20) * 3600 };
    const first: Step = { ...placed, status: 'pending' };
    return { steps: [first, { ...given, status: 'cancelled' }], refunds: [], counted: false };
  }

  const done: Step = {
    day: placed.day + random.between(1, 3),
    second: random.between(9 * 3600, 18 * 3600),
    status: 'completed',
  };
  const accepted = source === 'bling-demo' ? 'paid' : 'processing';
  const steps: Sale['steps'] = counter
    ? [{ ...placed, status: 'completed' }]
    : [{ ...placed, status: accepted }, done];
  if (!random.chance(counter ? 0.01 : 0.033)) return { steps, refunds: [], counted: true };

  const back = { day: placed.day + random.between(4, 20), second: random.between(9 * 3600, 17 * 3600) };
  const worth = lines.reduce((sum, line) => sum + line.gross - line.discount, 0);
  const whole = random.chance(0.38);
  const returned = random.pick(lines);
  const unit = Math.round((returned.gross - returned.discount) / returned.quantity);
  if (whole || unit >= worth) {
    return {
      steps: [...steps, { ...back, status: 'refunded' }],
      refunds: [{ ...back, amount: worth }],
      counted: true,
    };
  }
  return { steps, refunds: [{ ...back, amount: unit }], counted: true };
}
