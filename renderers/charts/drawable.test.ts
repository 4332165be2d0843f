import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { fontFiles } from '../theme.ts';
import { keepDrawable, nameInPicture } from './drawable.ts';

test.each([
  ['Óleo d’água 30 ml – nº 1 · €', 'Óleo d’água 30 ml – nº 1 · €'],
  ['Ελλάδα Россия Việt Cão'.normalize('NFD'), 'Ελλάδα Россия Việt Cão'.normalize('NFD')],
  ['👩🏽‍🚀 🏳️‍🌈 ❤️ 1️⃣', '👩🏽‍🚀 🏳️‍🌈 ❤️ 1️⃣'],
  ['Source: 東京 支店 · Data', 'Source: … · Data'],
  ['قهوة', '…'],
])('%s is drawn as %s', (text, drawn) => expect(keepDrawable(text)).toBe(drawn));

test.each([
  ['Coffee', 'Coffee'],
  ['抹茶', '#3'],
  ['抹茶（ほうじ茶）', '#3'],
  ['抹茶 (Matcha) 100 g', '#3 (Matcha) 100 g'],
  ['Kit 抹茶 Premium', '#3 Kit Premium'],
  ['قهوة - 250 g', '#3 250 g'],
])('%s is named %s', (name, shown) => expect(nameInPicture(name, 3)).toBe(shown));

describe('whatever counts as drawable is in the font', () => {
  const { resolve } = createRequire(import.meta.url);
  const inter = fontFiles.filter(({ family }) => family === 'Inter');

  test.each(inter)('$file', ({ file }) => {
    const known = readCodePoints(readFileSync(resolve(file)));
    const missing = Array.from({ length: 0x3000 - 0x20 }, (_, index) => String.fromCodePoint(index + 0x20))
      .filter((character) => character.normalize('NFC') === character && !/\p{Emoji}/u.test(character))
      .filter((character) => keepDrawable(character) === character)
      .filter((character) => !known.has(character.codePointAt(0) ?? 0));
    expect(missing).toEqual([]);
    expect(known.size).toBeGreaterThan(2_000);
  });
});

/** Code points of a TrueType font, from its cmap table in format 12 (OpenType specification). */
function readCodePoints(font: Buffer): Set<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') ?? 0;
  const cmap = font.readUInt32BE(entry + 8);
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, index) => cmap + font.readUInt32BE(cmap + 8 + 8 * index),
  );
  const at = subtables.find((start) => font.readUInt16BE(start) === 12) ?? 0;
  const known = new Set<number>();
  for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
    const [first, last] = [at + 16 + 12 * group, at + 20 + 12 * group].map((place) =>
      font.readUInt32BE(place),
    );
    for (let code = first ?? 0; code <= (last ?? -1); code++) known.add(code);
  }
  return known;
}
