import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../locale.ts';
import type { Format } from '../reply.ts';
import { segments } from '../segments.ts';
import { picture, sizes } from '../theme.ts';
import { drawBreakdown } from './breakdown.ts';
import { drawCalibration } from './calibration.ts';
import { drawCustomerHistory } from './customer-history.ts';
import { drawEffects } from './effects.ts';
import type { Drawing } from './frame.ts';
import { drawFunnel } from './funnel.ts';
import { drawIntervals } from './intervals.ts';
import { drawMoves } from './moves.ts';
import { drawSegments } from './segments.ts';
import { measureText } from './text-width.ts';
import { drawTrend } from './trend.ts';

const currency = 'BRL';
const money: Format = { kind: 'money', currency };

describe('whatever the data, no text leaves the picture', () => {
  const amount = fc.integer({ min: -990_000_000_000, max: 990_000_000_000 });
  const count = fc.integer({ min: 0, max: 2_000_000 });
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constant('Kit Cachos Definidos '.repeat(6)),
  );
  const options = fc.constantFrom<Locale>('en', 'pt-BR').map((locale) => ({ locale }));
  const anyHead = fc.record({ title: name, subtitle: name, footer: name });
  const oneOf = fc.constantFrom(...segments);

  const toDays = (values: (number | null)[]) =>
    values.map((value, index) => ({
      day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
      value,
    }));

  /** Every text with a place of its own, by its alignment and size, within the picture. */
  function expectWithin(
    { spec }: Drawing,
    lists: Record<string, [align: 'left' | 'center' | 'right', bold: boolean]>,
  ) {
    const { datasets } = spec as unknown as {
      datasets: Record<string, { x: number; y: number; text: string | string[] }[]>;
    };
    for (const [list, [align, bold]] of Object.entries(lists)) {
      for (const { x, y, text } of datasets[list] ?? []) {
        const width = Math.max(...[text].flat().map((line) => measureText(line, sizes.small, bold)));
        const left = { left: x, center: x - width / 2, right: x - width }[align];
        expect(left, `${list} ${text}`).toBeGreaterThanOrEqual(0);
        expect(left + width, `${list} ${text}`).toBeLessThanOrEqual(picture.width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(picture.height);
      }
    }
  }

  test('trend', () => {
    const series = fc.record({
      name,
      values: fc.array(fc.option(amount, { freq: 8 }), { minLength: 1, maxLength: 40 }).map(toDays),
      emphasis: fc.boolean(),
    });
    const some = fc.array(series, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(anyHead, some, options, (words, list, how) => {
        const drawing = drawTrend({ ...words, series: list, format: money, granularity: 'day' }, how);
        const left: ['left', boolean] = ['left', false];
        expectWithin(drawing, {
          meantName: ['left', true],
          otherNames: left,
          gridLabels: ['right', false],
          timeLabels: ['center', false],
        });
      }),
    );
  });

  test('segments', () => {
    const row = fc.record({
      segment: oneOf,
      customers: count,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      net: amount,
      change: fc.option(fc.integer({ min: -2_000_000, max: 2_000_000 })),
    });
    fc.assert(
      fc.property(anyHead, fc.array(row, { minLength: 1, maxLength: 10 }), options, (words, rows, how) => {
        const right: ['right', boolean] = ['right', true];
        const drawing = drawSegments({ ...words, rows, currency }, how);
        expectWithin(drawing, {
          names: ['left', false],
          values: ['left', true],
          shares: ['left', false],
          amounts: right,
          ups: right,
          downs: right,
        });
      }),
    );
  });

  test('breakdown', () => {
    const row = fc.record({ label: name, value: amount, previous: fc.option(amount) });
    fc.assert(
      fc.property(anyHead, fc.array(row, { minLength: 1, maxLength: 12 }), options, (words, rows, how) => {
        const drawing = drawBreakdown({ ...words, rows, format: money }, how);
        expectWithin(drawing, {
          names: ['left', false],
          values: ['left', true],
          ups: ['right', true],
          downs: ['right', true],
        });
      }),
    );
  });

  test('calibration', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const point = fc
      .tuple(share, fc.tuple(share, share, share), fc.integer({ min: 1, max: 90_000_000 }), name)
      .map(([said, [a, b, c], events, range]) => {
        const [low = 0, happened = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        return { range, count: events, said, happened, low, high };
      });
    const named = {
      said: 'Disse',
      happened: 'aconteceu',
      ideal: 'como prometido',
      scale: 'barra: intervalo de 95 %',
      bin: (range: string) => range,
    };
    fc.assert(
      fc.property(
        anyHead,
        fc.array(point, { minLength: 1, maxLength: 10 }),
        options,
        (words, points, how) => {
          const centre: ['center', boolean] = ['center', false];
          expectWithin(drawCalibration({ ...words, points, words: named }, how), {
            gridLabels: ['right', false],
            axisLabels: centre,
            counts: centre,
            idealName: ['left', false],
          });
        },
      ),
    );
  });

  test('intervals', () => {
    const row = fc
      .tuple(name, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }))
      .map(([label, shares]) => {
        const [low = 0, value = 0, high = 0] = shares.sort((x, y) => x - y);
        return { label, value, low, high, note: 'de 1.234.567 apontados' };
      });
    fc.assert(
      fc.property(anyHead, fc.array(row, { minLength: 1, maxLength: 10 }), options, (words, rows, how) => {
        expectWithin(drawIntervals({ ...words, rows }, how), {
          names: ['left', false],
          values: ['left', true],
          notes: ['right', false],
        });
      }),
    );
  });

  test('effects', () => {
    const share = fc.double({ min: -1, max: 1, noNaN: true });
    const row = fc.tuple(name, fc.array(share, { minLength: 3, maxLength: 3 })).map(([label, shares]) => {
      const [lower = 0, value = 0, upper = 0] = shares.sort((x, y) => x - y);
      return { label, value, lower, upper };
    });
    const heading = 'Diferença (95 %)';
    fc.assert(
      fc.property(anyHead, fc.array(row, { minLength: 1, maxLength: 12 }), options, (words, rows, how) => {
        expectWithin(drawEffects({ ...words, rows, heading }, how), {
          names: ['left', false],
          ups: ['right', true],
          downs: ['right', true],
          levels: ['right', false],
          rightHeadings: ['right', false],
        });
      }),
    );
  });

  test('customer history', () => {
    const month = fc.record({ net: amount, segment: fc.option(oneOf) });
    fc.assert(
      fc.property(
        anyHead,
        fc.array(month, { minLength: 1, maxLength: 13 }),
        options,
        (words, months, how) => {
          const dated = months.map((each, index) => ({
            ...each,
            month: new Date(Date.UTC(2025, index, 1)).toISOString().slice(0, 7),
          }));
          expectWithin(drawCustomerHistory({ ...words, months: dated, currency }, how), {
            values: ['center', true],
            months: ['center', false],
            names: ['center', false],
          });
        },
      ),
    );
  });

  test('funnel', () => {
    const step = fc.record({
      label: fc.constantFrom('Enviados', 'Compraram'),
      count,
      rate: fc.option(
        fc.record({ share: fc.double({ min: 0, max: 20, noNaN: true }), of: fc.constant('dos que abriram') }),
      ),
    });
    fc.assert(
      fc.property(anyHead, fc.array(step, { minLength: 1, maxLength: 5 }), options, (words, steps, how) => {
        expectWithin(drawFunnel({ ...words, steps, heading: 'Taxa' }, how), {
          names: ['left', false],
          values: ['left', true],
          levels: ['right', false],
          rightHeadings: ['right', false],
        });
      }),
    );
  });

  test('moves', () => {
    const row = fc.record({ from: fc.option(oneOf), to: oneOf, customers: count, net: amount });
    fc.assert(
      fc.property(anyHead, fc.array(row, { minLength: 1, maxLength: 40 }), options, (words, rows, how) => {
        expectWithin(drawMoves({ ...words, rows, currency }, how), {
          names: ['left', false],
          counts: ['center', false],
        });
      }),
    );
  });
});
