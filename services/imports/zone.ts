import { Temporal } from 'temporal-polyfill';
import { dayLength, type Stamp } from './parse-stamp.ts';

const noon = dayLength / 2;

/** A time zone that turns local times into instants quickly. */
export interface Zone {
  /** The instant, in milliseconds since 1970 UTC, of a local day's time. A time that the clocks skip moves forward. */
  toInstant(day: number, time: number): number;
}

function plainDateTime(day: number, time: number): Temporal.PlainDateTime {
  const at = new Date(day * dayLength + time);
  return new Temporal.PlainDateTime(
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
    at.getUTCMilliseconds(),
  );
}

/** Makes a zone that remembers each day's offset. Throws RangeError for a name that is no IANA zone. */
export function createZone(timeZone: string): Zone {
  const noons = new Map<number, number>();
  const steady = new Map<number, number | null>();

  const convert = (day: number, time: number) =>
    plainDateTime(day, time).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  const noonOffset = (day: number): number => {
    let offset = noons.get(day);
    if (offset === undefined) {
      offset = day * dayLength + noon - convert(day, noon);
      noons.set(day, offset);
    }
    return offset;
  };
  convert(0, 0);

  return {
    toInstant(day, time) {
      let offset = steady.get(day);
      if (offset === undefined) {
        // A day between two with its own noon's offset has no change of clocks.
        const own = noonOffset(day);
        offset = noonOffset(day - 1) === own && noonOffset(day + 1) === own ? own : null;
        steady.set(day, offset);
      }
      return offset === null ? convert(day, time) : day * dayLength + time - offset;
    },
  };
}

/**
 * The instant of a stamp in milliseconds since 1970 UTC: by its own offset, else in the zone of the stamps. A date
 * alone is noon of that day in the shop's zone, so that it stays the same local day.
 */
export function stampInstant(stamp: Stamp, zones: { stamps: Zone; shop: Zone }): number {
  if (stamp.time === null) return zones.shop.toInstant(stamp.day, noon);
  if (stamp.offset === null) return zones.stamps.toInstant(stamp.day, stamp.time);
  return stamp.day * dayLength + stamp.time - stamp.offset * minutes;
}

const minutes = 60_000;
