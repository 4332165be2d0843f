import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors.ts';
import { addDays, countDays, parseAsOf, parsePeriod, previousPeriod, yearBefore } from './index.ts';

const someDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));

const written =
  'today|ontem|this week|semana passada|mtd|último mês|october|dez/25|Q4|3T26|H1 2026|ano até agora|desde outubro' +
  '|5 de outubro|29 february|W42|week 53|1 a 15 de outubro|nov a fev|october to today|25/10|30d..2026-09-30';

const typedPeriod = fc.oneof(
  fc.constantFrom(...written.split('|')),
  fc.tuple(someDay, fc.nat(2_000)).map(([from, days]) => `${from}..${addDays(from, days)}`),
  fc
    .tuple(fc.integer({ min: 1, max: 240 }), fc.constantFrom('days', 'weeks', 'months', 'quarters', 'years'))
    .map(([count, unit]) => `last ${count} ${unit}`),
);

/** What a text names on a day, or the refusal. */
function tryRead<T>(read: () => T): T | ServiceError {
  try {
    return read();
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

describe('every period', () => {
  it('parses back from its canonical text on any later day, in either order of dates', () => {
    fc.assert(
      fc.property(typedPeriod, someDay, fc.nat(1_000), fc.boolean(), (text, day, later, dayFirst) => {
        const period = tryRead(() => parsePeriod(text, day));
        if (period instanceof ServiceError) return;
        expect(parsePeriod(period.text, addDays(day, later), { dayFirst })).toEqual(period);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not empty, and neither are those before, each ending where the next begins', () => {
    fc.assert(
      fc.property(typedPeriod, someDay, (text, day) => {
        const period = tryRead(() => parsePeriod(text, day));
        if (period instanceof ServiceError) return;
        expect(countDays(period.from, period.to)).toBeGreaterThan(0);
        const before = previousPeriod(period);
        const twoBefore = previousPeriod(before);
        expect([addDays(twoBefore.to, 1), addDays(before.to, 1)]).toEqual([before.from, period.from]);
        expect(countDays(before.from, before.to)).toBeGreaterThan(0);
        expect(yearBefore(period).from < period.from).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('any text at all', () => {
  const words =
    'last this past since from to a e .. - 2026 31 0 99 #1 10/10 2026-02 w53 q3 mês dia semana ano de the out 3º';

  it('names a period or is refused in words', () => {
    const sentence = fc
      .array(fc.constantFrom(...words.split(' ')), { maxLength: 8 })
      .map((all) => all.join(' '));
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string(), sentence, sentence);
    fc.assert(
      fc.property(text, fc.boolean(), (typed, dayFirst) => {
        const period = tryRead(() => parsePeriod(typed, '2026-11-23', { dayFirst }));
        const asOf = tryRead(() => parseAsOf(typed, '2026-11-23', { dayFirst }));
        if (period instanceof ServiceError) expect(period.reason).toMatch(/^period_/);
        if (!(asOf instanceof ServiceError)) expect(asOf.day <= '2026-11-23').toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
