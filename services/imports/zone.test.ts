import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayLength } from './parse-stamp.ts';
import { createZone, stampInstant, type Zone } from './zone.ts';

const zones = new Map<string, Zone>();
const zone = (name: string): Zone => {
  const known = zones.get(name) ?? createZone(name);
  zones.set(name, known);
  return known;
};
const timeZone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const day = fc.integer({ min: Date.UTC(1990, 0, 1) / dayLength, max: Date.UTC(2040, 0, 1) / dayLength });
const isoDay = (number: number) => new Date(number * dayLength).toISOString().slice(0, 10);
const local = (at: number, name: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);

/** A few zones crossed the date line and left out a whole day. */
function exists(number: number, name: string): boolean {
  const noon = Temporal.PlainDateTime.from(`${isoDay(number)}T12:00`);
  return noon.toZonedDateTime(name).toPlainDateTime().equals(noon);
}

describe('stampInstant', () => {
  it('keeps the local day of a date without time, in every zone', () => {
    fc.assert(
      fc.property(timeZone, timeZone, day, (shop, stamps, number) => {
        fc.pre(exists(number, shop));
        const both = { shop: zone(shop), stamps: zone(stamps) };
        const at = stampInstant({ day: number, time: null, offset: null }, both);
        expect(local(at, shop).toPlainDate().toString()).toBe(isoDay(number));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with Temporal for every local time in every zone', () => {
    fc.assert(
      fc.property(timeZone, day, fc.integer({ min: 0, max: dayLength - 1 }), (name, number, time) => {
        const at = stampInstant(
          { day: number, time, offset: null },
          { shop: zone('UTC'), stamps: zone(name) },
        );
        const plain = Temporal.Instant.fromEpochMilliseconds(number * dayLength + time)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        expect(at).toBe(plain.toZonedDateTime(name).epochMilliseconds);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with Temporal on every hour around each change of clocks in São Paulo', () => {
    const name = 'America/Sao_Paulo';
    for (const around of ['2018-02-18', '2018-11-04', '2019-02-17']) {
      for (let hour = -30; hour < 54; hour++) {
        const wall = Date.parse(`${around}T00:00Z`) + hour * 3_600_000;
        const number = Math.floor(wall / dayLength);
        const plain = Temporal.Instant.fromEpochMilliseconds(wall)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        expect(zone(name).toInstant(number, wall - number * dayLength)).toBe(
          plain.toZonedDateTime(name).epochMilliseconds,
        );
      }
    }
  });

  it("takes a stamp's own offset before any zone", () => {
    const both = { shop: zone('Asia/Tokyo'), stamps: zone('Asia/Tokyo') };
    expect(stampInstant({ day: 0, time: 0, offset: -180 }, both)).toBe(3 * 3_600_000);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => createZone('Mars/Olympus')).toThrow(RangeError);
  });
});
