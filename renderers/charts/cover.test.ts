import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Locale, locales } from '../locale.ts';
import { picture, sizes } from '../theme.ts';
import { type CoverRow, drawCover } from './cover.ts';
import type { Drawing } from './frame.ts';
import { measureText } from './text-width.ts';

const head = { title: 'The finding', subtitle: 'What is drawn', footer: 'Demo shop' };

interface Placed {
  x: number;
  y: number;
  text: string;
}

const rowsOf = ({ spec }: Drawing, name: string) =>
  (spec as unknown as { datasets: Record<string, Placed[]> }).datasets[name] ?? [];

function subtitleOf({ spec }: Drawing): string[] {
  const { params } = spec as unknown as { params: { name: string; value: { subtitle: string[] } }[] };
  return params.find(({ name }) => name === 'words')?.value.subtitle ?? [];
}

function makeRow(label: string, cover: number): CoverRow {
  return { label, cover, runsOutOn: cover === 0 ? null : '2026-12-01', weeklyNet: 12_300 };
}

function draw(rows: CoverRow[], days: number, locale: Locale = 'en'): Drawing {
  return drawCover({ ...head, rows, days, currency: 'BRL' }, { locale });
}

test('cover has its golden spec', async () => {
  const rows = [makeRow('Out', 0), makeRow('Short', 4.25), makeRow('Enough', 20)];
  const { spec, alt } = draw(rows, 14, 'pt-BR');
  const golden = JSON.stringify({ alt, spec: { ...spec, config: undefined } }, null, 1);
  await expect(`${golden}\n`).toMatchFileSnapshot('./golden/cover.json.golden');
});

test('what is out is said in words, and what lasts longer than is asked for is grey', () => {
  const drawing = draw([makeRow('Out', 0), makeRow('Short', 4.25), makeRow('Enough', 20)], 14);
  expect(rowsOf(drawing, 'outs').map(({ text }) => text)).toEqual(['out of stock']);
  expect(rowsOf(drawing, 'values').map(({ text }) => text)).toEqual(['4.3', '20.0']);
  expect(rowsOf(drawing, 'bars')).toHaveLength(2);
  expect(rowsOf(drawing, 'colouredBars')).toHaveLength(1);
  expect(drawing.alt).toContain('Out out of stock, Short 4.3 days, Enough 20.0 days');
});

test('no line is drawn where it would leave the bars no room, and the rest is left to the table', () => {
  const drawing = draw(
    Array.from({ length: 9 }, (_, index) => makeRow(`P${index}`, 1 + index)),
    90,
  );
  expect(rowsOf(drawing, 'zero')).toEqual([]);
  expect(subtitleOf(drawing)).toEqual(['What is drawn · first 7 of 9']);
});

test.each(locales)('without rows there are words, in %s', (locale) => {
  expect(rowsOf(draw([], 14, locale), 'empty')).toHaveLength(1);
});

test('whatever the data, no text leaves the picture, and the line gives way to what stands across it', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constant('Kit Cachos Definidos '.repeat(6)),
  );
  const row = fc.record({
    label: name,
    cover: fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.integer({ max: 99_999, min: 0 }),
    ),
    runsOutOn: fc.constantFrom('2026-12-31', null),
    weeklyNet: fc.integer({ min: -990_000_000_000, max: 990_000_000_000 }),
  });
  const rows = fc.array(row, { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 365 }),
      fc.constantFrom(...locales),
      (given, days, locale) => {
        const drawing = draw(given, days, locale);
        for (const list of ['names', 'values', 'outs', 'untils', 'amounts', 'rightHeadings']) {
          for (const { x, y, text } of rowsOf(drawing, list)) {
            const width = measureText(text, sizes.small, list === 'values' || list === 'outs');
            const left = list === 'amounts' || list === 'rightHeadings' ? x - width : x;
            expect(left, `${list} ${text}`).toBeGreaterThanOrEqual(0);
            expect(left + width, `${list} ${text}`).toBeLessThanOrEqual(picture.width);
            expect(y).toBeGreaterThan(0);
            expect(y).toBeLessThan(picture.height);
            if (!['values', 'outs', 'untils'].includes(list)) continue;
            expect(rowsOf(drawing, 'halos')).toContainEqual(expect.objectContaining({ x, y, text }));
          }
        }
      },
    ),
  );
});
