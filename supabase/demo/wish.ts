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

/** The chance that a customer buys today by their own wish. */
export function ownWish(person: Person, weather: Weather): number {
  const { season, chapter, pull } = weather;
  const level = season.demand * chapter.appetite * pull.dip;
  if (person.lapsed) return level / returnDays;
  const elapsed = weather.day - (person.lastBought ?? weather.day - 30);
  const { interval, gifts } = person.habit;
  if (gifts && person.lastBought !== null) {
    return elapsed < 20 ? 0 : (season.gifts * season.demand * 4.5) / interval;
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
  return recent ? 0 : pull.readers * person.habit.readsMail * Math.min(season.demand, 1.5);
}

/** What a purchase that counts changes in a customer: habits end, and old ones begin again. */
export function remember(person: Person, weather: Weather, luck: number): void {
  const lapse = Math.min(person.habit.lapse * weather.chapter.losses, 0.9);
  person.lastBought = weather.day;
  person.lapsed = person.lapsed ? luck < 0.4 : luck < lapse;
}
