import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutMiddle, displayWidth, splitGraphemes } from './display-width.ts';

test.each([
  ['', 0],
  ['Coração', 7],
  ['Coração'.normalize('NFD'), 7],
  ['日本語', 6],
  ['한국', 4],
  ['👍🏽', 2],
  ['👨‍👩‍👧‍👦', 2],
  ['🇧🇷', 2],
  ['❤️', 2],
  ['a\u200Bb', 2],
  ['R$\u00A01.234,56', 11],
  ['−—…▲', 4],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('a text is split as Unicode says, plain or not', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const unit = fc.constantFrom(
    'a',
    'ã',
    ' ',
    '\u00A0',
    '\u00AD',
    '©',
    '\r',
    '\n',
    '\u0301',
    '\u200D',
    '−',
    '👍🏽',
    '日',
  );
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(splitGraphemes(text)).toEqual(Array.from(segmenter.segment(text), ({ segment }) => segment));
    }),
  );
});

test('a long name keeps its beginning and its end', () => {
  expect(cutMiddle('Shampoo 300 ml', 20)).toBe('Shampoo 300 ml');
  expect(cutMiddle('Kit Cachos Definidos 1 kg', 12)).toBe('Kit Ca…1 kg');
  expect(cutMiddle('日本語日本語日本語', 7)).toBe('日…語');
  expect(cutMiddle('abc', 1)).toBe('…');
  expect(cutMiddle('abc', 0)).toBe('');
});

test('is never wider than it may be, and stays as it is where it fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, width) => {
      const cut = cutMiddle(text, width);
      expect(displayWidth(cut)).toBeLessThanOrEqual(width);
      if (displayWidth(text) <= width) expect(cut).toBe(text);
    }),
  );
});
