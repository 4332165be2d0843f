import { makeDocument, makeEmail, makeName, makePhone } from './names.ts';
import { homeTown, type Place, pickPlace } from './places.ts';
import { products } from './products.ts';
import type { Random } from './random.ts';

/** Where a customer buys: online, both online and elsewhere, on a marketplace, or over the counter. */
type Home = 'online' | 'both' | 'marketplace' | 'counter';

/** How a customer behaves; the shop never sees this, only what follows from it. */
interface Habit {
  /** Days between two purchases while the habit lasts. */
  interval: number;
  /** The chance that a purchase is the last for a long time. */
  lapse: number;
  /** How readily mailings bring an order, beside a regular reader. */
  readsMail: number;
  /** Buys presents rather than coffee, and only in their seasons. */
  gifts: boolean;
  /** How much more than one thing at a time. */
  appetite: number;
}

const habits = {
  champion: { interval: 15, lapse: 0.022, readsMail: 0.9, gifts: false, appetite: 1.25 },
  loyal: { interval: 28, lapse: 0.042, readsMail: 1, gifts: false, appetite: 1.1 },
  regular: { interval: 58, lapse: 0.1, readsMail: 1, gifts: false, appetite: 1 },
  occasional: { interval: 140, lapse: 0.24, readsMail: 0.8, gifts: false, appetite: 1 },
  giver: { interval: 330, lapse: 0.3, readsMail: 0.25, gifts: true, appetite: 0.9 },
  once: { interval: 4200, lapse: 0.5, readsMail: 0.06, gifts: false, appetite: 0.85 },
} satisfies Record<string, Habit>;

const habitNames = ['champion', 'loyal', 'regular', 'occasional', 'giver', 'once'] as const;
const homeNames = ['online', 'both', 'marketplace', 'counter'] as const;
const homeWeights = [66, 7, 18, 9];

/** Shares of the habits among the customers of a home, in the order of their names. */
const habitWeights: Record<Home, number[]> = {
  online: [4, 9, 14, 22, 9, 42],
  both: [5, 12, 22, 26, 10, 25],
  marketplace: [0.5, 3, 9, 22, 11, 54.5],
  counter: [4, 10, 20, 24, 7, 35],
};

const staples = products.filter((product) => product.staple && product.launched === 0);
const stapleWeights = staples.map((product) => product.weight);

export interface Person {
  serial: number;
  name: string;
  email: string | null;
  phone: string | null;
  document: string | null;
  place: Place;
  home: Home;
  habit: Habit;
  /** Agreed to receive mailings. */
  reader: boolean;
  /** The SKU of the coffee that this customer comes back for. */
  staple: string;
  /** Day number of the last purchase that counts; null before the first. */
  lastBought: number | null;
  /** Has stopped buying. */
  lapsed: boolean;
}

/**
 * Makes customers one after the other; e-mail addresses are unique within one maker. `strangers` is how many times as
 * common as usual people are who will hardly return.
 */
export function createPeople(random: Random): (strangers: number) => Person {
  const namesakes = new Map<string, number>();
  let serial = 0;

  return (strangers) => {
    serial += 1;
    const home = homeNames[random.weighted(homeWeights)] ?? 'online';
    const weights = habitWeights[home].map((weight, index) => (index < 4 ? weight : weight * strangers));
    const habit = habits[habitNames[random.weighted(weights)] ?? 'once'];
    const place =
      home === 'counter' || (home === 'both' && random.chance(0.5)) ? homeTown : pickPlace(random);
    const name = makeName(random);
    const plain = makeEmail(name, 1);
    const count = (namesakes.get(plain) ?? 0) + 1;
    namesakes.set(plain, count);
    const online = home === 'online' || home === 'both';

    return {
      serial,
      name,
      email: online ? makeEmail(name, count) : null,
      phone: home === 'marketplace' || random.chance(0.1) ? null : makePhone(place.areaCode, serial),
      document: home === 'online' ? null : makeDocument(serial),
      place,
      home,
      habit: { ...habit, interval: habit.interval * (0.75 + 0.5 * random.next()) },
      reader: online && random.chance(0.72),
      staple: staples[random.weighted(stapleWeights)]?.sku ?? '',
      lastBought: null,
      lapsed: false,
    };
  };
}
