import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeAllInert, makeInert } from './inert-text.ts';

test.each([
  ['a\r\nb\tc\u2028d\u0085e\u3000f', 'a b c d e f'],
  ['a\u202Egnp\u2066x\u2069', 'agnpx'],
  ['\u001B[31mred\u0000\u009B', '[31mred'],
  ['c\u200Ba\u200Cm\u200Di\uFEFFs\u00ADa\u3164', 'camisa'],
  ['x\uD800', 'x\uFFFD'],
])('%j is %j', (hostile, inert) => expect(makeInert(hostile)).toBe(inert));

test.each(['Óleo d’água 30 ml – R$\u00A01,00', '👩‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍🚀 1️⃣ ❤️', 'عميل 日本語 देव', 'a  b'])(
  '%s stays as it is',
  (text) => expect(makeInert(text)).toBe(text),
);

test('is one line, and the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const inert = makeInert(text);
      expect(inert).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$|\u200D/u);
      expect(makeInert(inert)).toBe(inert);
    }),
  );
});

test('reaches every text of a value, and keeps what has none to change', () => {
  const rows = [{ name: 'Ana', net: 1 }];
  const value = { rows, title: 'a\nb', list: ['x\u202Ey', null, 2], on: true };
  const inert = makeAllInert(value);
  expect(inert).toEqual({ rows, title: 'a b', list: ['xy', null, 2], on: true });
  expect(inert.rows).toBe(rows);
});
