import { blackFriday, type CalendarDay, easter, nthWeekday, numberOf } from './calendar.ts';

/** How strongly a day pulls buyers; 1 is an ordinary day. */
export interface Season {
  /** Everybody's wish to buy. */
  demand: number;
  /** The wish to give a present, on top of demand. */
  gifts: number;
  /** How much of the catalogue's summer products are wanted, 0 to 1. */
  summer: number;
  /** What the shop takes off every price that day, in percent. */
  saleDiscount: number;
}

/** Coffee follows the cold: the level on the first of each month, straight lines between. */
const monthLevels = [0.78, 0.8, 0.9, 0.98, 1.04, 1.12, 1.17, 1.13, 1.02, 0.95, 0.97, 1.05, 0.78];
const weekdayLevels = [0.86, 1.12, 1.1, 1.06, 1.02, 0.98, 0.86];
/** Black Friday by days from it; before it people wait, after it cupboards are full. */
const saleLevels = new Map([
  ...range(-9, -2, 0.78),
  ...range(-1, -1, 1.7),
  ...range(0, 0, 4.4),
  ...range(1, 1, 2.3),
  ...range(2, 2, 1.6),
  ...range(3, 3, 2.1),
  ...range(4, 11, 0.76),
]);

/** The season of a day of the Brazilian retail year. */
export function seasonOf(day: CalendarDay): Season {
  const { number, year, month, dayOfMonth, weekday } = day;
  const before = (event: number, from: number, to: number) => number >= event - from && number <= event - to;
  const fromBlackFriday = number - blackFriday(year);
  const carnival = easter(year) - 48;

  let demand = between(monthLevels, month, dayOfMonth) * (weekdayLevels[weekday] ?? 1);
  let gifts = 0;
  if (dayOfMonth >= 5 && dayOfMonth <= 9) demand *= 1.13;
  if (dayOfMonth >= 24 && dayOfMonth <= 29) demand *= 0.93;
  if (before(carnival, 2, -2)) demand *= 0.55;
  if (month === 3 && dayOfMonth === 15) demand *= 1.7;
  if (before(nthWeekday(year, 5, 0, 2), 13, 3)) gifts = 0.5;
  if (before(numberOf(year, 6, 12), 9, 2)) gifts = 0.35;
  if (before(nthWeekday(year, 8, 0, 2), 11, 3)) gifts = 0.3;
  demand *= saleLevels.get(fromBlackFriday) ?? 1;
  if (month === 12 && dayOfMonth <= 19 && fromBlackFriday > 4) {
    gifts = 0.2 + dayOfMonth / 20;
    demand *= 1.3;
  }
  if (month === 12 && dayOfMonth >= 22) demand *= 0.55;

  return {
    demand,
    gifts,
    summer: month >= 11 || month <= 3 ? 1 : 0,
    saleDiscount: fromBlackFriday >= -1 && fromBlackFriday <= 3 ? 20 : 0,
  };
}

function between(levels: readonly number[], month: number, dayOfMonth: number): number {
  const from = levels[month - 1] ?? 1;
  const to = levels[month] ?? from;
  return from + ((to - from) * (dayOfMonth - 1)) / 31;
}

function range(from: number, to: number, level: number): [number, number][] {
  return Array.from({ length: to - from + 1 }, (_, index) => [from + index, level]);
}
