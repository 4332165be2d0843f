import type { SourceModelEvent } from '../ingest-model-events.ts';
import { calendarDay, type Day, dayNumber, formatDay, localStamp, numberOf } from './calendar.ts';
import { demoSeed } from './demo-batches.ts';
import { type ModelCareer, modelCareers } from './models.ts';
import { createRandom, type Random } from './random.ts';
import { simulateDemoShop } from './simulate-demo-shop.ts';

export interface ModelSpan {
  /** The last day. */
  through: Day;
  /** The first day that the store lacks; null fills an empty store. */
  from: Day | null;
  openingYear: number;
}

/** Days from the opening whose customers the models are asked about: they are there in every store. */
const earlyDays = 75;

/**
 * What the demo shop's models told, each activation as it stood at the end of the day `through`; those alone of which
 * something is new since `from`. A day's activations hang on the day alone, so that filling a store and extending it later
 * gives the same as filling it at once. Throws RangeError when a day is none.
 */
export function demoModelEvents({ from, through, openingYear }: ModelSpan): SourceModelEvent[] {
  const last = dayNumber(through);
  const first = from === null ? Number.NEGATIVE_INFINITY : dayNumber(from);
  const customers = listEarlyCustomers(openingYear, last);
  return modelCareers.flatMap((career) => {
    const opened = numberOf(openingYear + career.from[0], career.from[1], career.from[2]);
    const closed = career.to ? numberOf(openingYear + career.to[0], career.to[1], career.to[2]) : last;
    const events: SourceModelEvent[] = [];
    for (let day = opened; day <= Math.min(closed, last); day += 1) {
      if (career.weekday !== null && calendarDay(day).weekday !== career.weekday) continue;
      const random = createRandom(demoSeed, `${career.model} ${career.version} ${day}`);
      for (let nth = 0; nth < career.each; nth += 1) {
        const { event, changed } = activate(career, { day, nth, last, customers, random });
        if (changed >= first) events.push(event);
      }
    }
    return events;
  });
}

interface Moment {
  day: number;
  nth: number;
  last: number;
  customers: string[];
  random: Random;
}

/** One activation as it stood at the end of the day `last`, and the day of its latest change. */
function activate(
  { model, version, threshold, horizon, latency, score: makeScore, truth }: ModelCareer,
  { day, nth, last, customers, random }: Moment,
): { event: SourceModelEvent; changed: number } {
  const second = random.between(6 * 3600, 9 * 3600);
  const score = Math.round(makeScore(random.next()) * 10_000) / 10_000;
  const happens = random.chance(truth(score));
  const acts = random.chance(score >= threshold ? 0.86 : 0.04);
  const actedOn = day + random.between(1, 2);
  const isLost = random.chance(0.015);
  const slow = random.chance(0.06) ? random.between(3, 9) : 1;
  const latency_ms = slow * random.between(latency, 2 * latency);
  const customer = { id: random.pick(customers) };
  const knownOn = day + horizon;
  const [isActed, isKnown] = [actedOn <= last, knownOn <= last && !isLost];
  const changed = Math.max(day, isActed ? actedOn : 0, isKnown ? knownOn : 0);
  return {
    changed,
    event: {
      id: `${model}-${version}-${formatDay(day)}-${nth + 1}`,
      model,
      version,
      threshold,
      activated_at: localStamp(day, second),
      score,
      latency_ms,
      customer,
      ...(isActed ? { acted: acts, ...(acts ? { acted_at: localStamp(actedOn, second) } : {}) } : {}),
      ...(isKnown ? { outcome: happens, outcome_at: localStamp(knownOn, second) } : {}),
      updated_at: localStamp(changed, second),
    },
  };
}

/** How the online shop knows those who bought in its first weeks. */
function listEarlyCustomers(openingYear: number, last: number): string[] {
  const opening = numberOf(openingYear, 1, 1);
  const serials = new Set<number>();
  for (const sales of simulateDemoShop(openingYear, Math.min(opening + earlyDays, last), demoSeed)) {
    for (const { source, person } of sales) {
      if (source === 'woocommerce-demo') serials.add(person.serial);
    }
  }
  return [...serials].map((serial) => String(100 + serial));
}
