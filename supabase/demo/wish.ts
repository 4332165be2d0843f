import type { Pull } from './mailings.ts';
import type { Person } from './person.ts';
import type { Season } from './seasons.ts';
import type { Chapter } from './story.ts';

/** What a day is like for everybody. */
export interface Weather {
  day: number;
  season: Season;
  chapter: Chapter;
  pull: Pull;
}

/** How ripe the next purchase is by the share of the interval gone: tenths, the last for all that is later. */
const ripeness = [0.05, 0.08, 0.15, 0.3, 0.45, 0.6, 0.85, 1.2, 1.7, 2.1, 2.2, 2.1, 2, 1.9, 1.8, 1.7, 1.5];
/** Customers who have stopped come back by themselves about once in this many days. */
const returnDays = 1500;

/** How many times as much as usual givers of presents want to buy in their seasons. */
const giving = 4.5;
const mostMailed = 1.5;
const mostRipe = Math.max(...ripeness);
const mostGifts = 1.2;

/**
 * What no wish of a day with ordinary demand exceeds, mailings apart: most customers are passed over by it without
 * looking closer.
 */
export function keennessOf({ habit: { interval, gifts } }: Person): number {
  return Math.max((gifts ? mostGifts * giving : mostRipe) / interval, 1 / returnDays);
}

/** What neither wish of a customer so keen exceeds today, nor the two together. */
export function wishCeiling(keenness: number, { season, pull }: Weather): number {
  return keenness * season.demand + Math.max(pull.readers * mostMailed, pull.lapsed);
}

/** The chance that a customer buys today by their own wish. */
export function ownWish(person: Person, weather: Weather): number {
  const { season, chapter, pull } = weather;
  const level = season.demand * chapter.appetite * pull.dip;
  if (person.lapsed) return level / returnDays;
  const elapsed = weather.day - (person.lastBought ?? weather.day - 30);
  const { interval, gifts } = person.habit;
  if (gifts && person.lastBought !== null) {
    return elapsed < 20 ? 0 : (season.gifts * season.demand * giving) / interval;
  }
  const ripe = ripeness[Math.min(Math.floor((elapsed * 10) / interval), ripeness.length - 1)] ?? 1;
  return (level * ripe) / interval;
}

/** The chance that a customer buys today because of a mailing. */
export function mailingWish(person: Person, weather: Weather): number {
  if (!person.reader) return 0;
  const { pull, season } = weather;
  if (person.lapsed) return pull.lapsed * person.habit.readsMail;
  const recent = person.lastBought !== null && weather.day - person.lastBought < 6;
  return recent ? 0 : pull.readers * person.habit.readsMail * Math.min(season.demand, mostMailed);
}

/** What a purchase that counts changes in a customer: habits end, and old ones begin again. */
export function remember(person: Person, weather: Weather, luck: number): void {
  const lapse = Math.min(person.habit.lapse * weather.chapter.losses, 0.9);
  person.lastBought = weather.day;
  person.lapsed = person.lapsed ? luck < 0.4 : luck < lapse;
}
