import { type CalendarDay, numberOf } from './calendar.ts';

/** Where the shop stands in its own history on a day. */
export interface Chapter {
  /** New customers on an ordinary day. */
  arrivals: number;
  /** How common those are among them who will hardly return; 1 is usual. */
  strangers: number;
  /** What is left of the regulars' wish to buy; 1 outside the slump. */
  appetite: number;
  /** How many times as easily as usual a customer is lost. */
  losses: number;
  /** The higher prices hold. */
  raised: boolean;
}

/** New customers a day at each half year of the shop's age, straight lines between; flat after the last. */
const arrivalLevels = [5.6, 4.6, 4.7, 4.9, 5.2, 3.9, 4.5, 5.1, 5.4];

/** Friends of the house come first, those whom advertising brings later: by years of age, straight lines between. */
const strangerLevels = [0.45, 1.05, 1.65, 2.05, 2.3];

/** Months of age of the shop: prices rise, and a slump follows until the range is renewed. */
const priceRise = 25;
const slump = { from: 26, deepest: 28, to: 32 };

/** The chapter of a day, for a shop that opened on 1 January of `openingYear`. */
export function chapterOf(day: CalendarDay, openingYear: number): Chapter {
  const monthStart = numberOf(day.year, day.month, 1);
  const monthLength = numberOf(day.year, day.month + 1, 1) - monthStart;
  const age = (day.year - openingYear) * 12 + day.month - 1 + (day.number - monthStart) / monthLength;
  const depth = slumpDepth(age);
  return {
    arrivals: levelAt(arrivalLevels, age / 6) * (1 - 0.35 * depth),
    strangers: levelAt(strangerLevels, age / 12),
    appetite: 1 - 0.42 * depth,
    losses: 1 + 2.2 * depth,
    raised: age >= priceRise,
  };
}

/** 0 outside the slump, 1 at its deepest. */
function slumpDepth(age: number): number {
  if (age <= slump.from || age >= slump.to) return 0;
  if (age < slump.deepest) return (age - slump.from) / (slump.deepest - slump.from);
  return (slump.to - age) / (slump.to - slump.deepest);
}

function levelAt(levels: readonly number[], position: number): number {
  const index = Math.min(Math.floor(position), levels.length - 1);
  const from = levels[index] ?? 0;
  const to = levels[index + 1] ?? from;
  return from + (to - from) * (position - Math.floor(position));
}
