import { fillBasket, stockShelf } from './basket.ts';
import { type CalendarDay, calendarDay, numberOf } from './calendar.ts';
import { pickChannel } from './channel.ts';
import { mailingsOf, pullOf } from './mailings.ts';
import { createPeople, type Person } from './person.ts';
import { createRandom } from './random.ts';
import { liveLife, pickSecond, type Sale, type SaleWithoutId } from './sale.ts';
import { seasonOf } from './seasons.ts';
import { chapterOf } from './story.ts';
import { keennessOf, mailingWish, ownWish, remember, type Weather, wishCeiling } from './wish.ts';

/** Chances a day at which a new customer may come; together they make the day's arrivals. */
const doors = 96;
/** Orders from which on the parcel is sent for free, in cents. */
const freeShippingFrom = 17_900;

/**
 * The demo shop's life day by day, from 1 January of `openingYear` through the day `through` (days since
 * 1970-01-01): each day's sales in the order of their time. A day's sales depend on the days before it only, so a
 * longer life begins with exactly the shorter one.
 */
export function* simulateDemoShop(openingYear: number, through: number, seed: number): Generator<Sale[]> {
  const arrivals = createRandom(seed, 'arrivals');
  const wishes = createRandom(seed, 'wishes');
  const orders = createRandom(seed, 'orders');
  const makePerson = createPeople(createRandom(seed, 'people'));
  const people: { person: Person; keenness: number }[] = [];
  const numbers = { 'woocommerce-demo': 1000, 'bling-demo': 40_000 };
  const opening = numberOf(openingYear, 1, 1);

  for (let number = opening; number <= through; number += 1) {
    const day = calendarDay(number);
    const weather = weatherOf(day, openingYear);
    const shelf = shelfOf(day, openingYear, weather);
    const sales: SaleWithoutId[] = [];

    const sell = (person: Person, mailed: boolean) => {
      const channel = pickChannel(person, mailed, day.weekday, orders);
      const first = person.lastBought === null;
      const percentOff = discountOf(channel, first, mailed, weather, orders.next());
      const lines = fillBasket(person, shelf, percentOff, orders);
      const worth = lines.reduce((sum, line) => sum + line.gross - line.discount, 0);
      const inPerson = channel === 'Loja física';
      const placed = { day: number, second: pickSecond(inPerson, orders) };
      const source = channel === 'Marketplace' || inPerson ? 'bling-demo' : 'woocommerce-demo';
      const life = liveLife(placed, source, channel, lines, orders);
      const shipping = inPerson || worth >= freeShippingFrom ? 0 : person.place.shipping;
      if (life.counted) remember(person, weather, wishes.next());
      sales.push({ source, person, channel, lines, shipping, ...life });
    };

    for (const { person, keenness } of people) {
      const luck = wishes.next();
      if (luck >= wishCeiling(keenness, weather)) continue;
      const mailed = mailingWish(person, weather);
      if (luck < mailed) sell(person, true);
      else if (luck < mailed + ownWish(person, weather)) sell(person, false);
    }
    const chance = (weather.chapter.arrivals * arrivalSeason(weather)) / doors;
    for (let door = 0; door < doors; door += 1) {
      if (!arrivals.chance(chance)) continue;
      const person = makePerson(weather.chapter.strangers);
      people.push({ person, keenness: keennessOf(person) });
      sell(person, false);
    }

    sales.sort((one, other) => one.steps[0].second - other.steps[0].second);
    yield sales.map((sale) => {
      numbers[sale.source] += 1;
      return { ...sale, id: String(numbers[sale.source]) };
    });
  }
}

function weatherOf(day: CalendarDay, openingYear: number): Weather {
  return {
    day: day.number,
    season: seasonOf(day),
    chapter: chapterOf(day, openingYear),
    pull: pullOf(day, mailingsOf(day.year)),
  };
}

function shelfOf(day: CalendarDay, openingYear: number, { season, chapter }: Weather) {
  const christmas = (day.month === 11 && day.dayOfMonth >= 10) || (day.month === 12 && day.dayOfMonth <= 24);
  const { gifts, summer } = season;
  const months = (day.year - openingYear) * 12 + day.month - 1;
  return stockShelf(months, { gifts, summer, christmas, raised: chapter.raised });
}

/** New customers follow the seasons less than the regulars do, and presents more. */
function arrivalSeason({ season }: Weather): number {
  return (0.35 + 0.65 * season.demand) * (1 + 0.55 * season.gifts);
}

/** Percent off: the sale's, the mailing's coupon, the welcome coupon, or now and then a small favour. */
function discountOf(
  channel: string,
  first: boolean,
  mailed: boolean,
  { season, pull }: Weather,
  luck: number,
): number {
  if (channel === 'Marketplace') return season.saleDiscount > 0 ? 10 : 0;
  const coupon = mailed && luck < 0.85 ? pull.coupon : 0;
  if (season.saleDiscount > 0 || coupon > 0) return Math.max(season.saleDiscount, coupon);
  if (channel === 'Loja física') return luck < 0.06 ? 5 : 0;
  if (first) return luck < 0.38 ? 10 : 0;
  return luck < 0.07 ? 5 : 0;
}
