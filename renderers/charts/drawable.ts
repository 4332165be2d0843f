import { isEmoji, splitGraphemes } from '../display-width.ts';

/**
 * Code points of Inter, in hexadecimal (from the font's cmap, without its private ones): Latin, Greek, Cyrillic and
 * signs. Fonts for the other scripts of the world are tens of megabytes.
 */
const inter = (
  '20-7e a0-ac ae-148 14a-1c3 1c5-254 256-27b 27e-284 286-290 292-2a4 2a6-304 306-30a 30c 30f 313 315 31b 323 ' +
  '326-328 32c 342-343 346-36f 374-376 37a-37f 384-38a 38c 38e-3a1 3a3-3d7 3f0-3f6 3fc-479 480-49d 4a0-4ff ' +
  '1e00-1e9b 1e9d-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 ' +
  '1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200b 2010-2027 202f-2055 2057 205f 2070-2071 2074-208e ' +
  '2090-209c 20a0-20af 20b1-20b5 20b8-20ba 20bc-20bf 2103 2109 2113 2116-2117 211e-2122 2126 212a-212b 212e ' +
  '2150-217f 2190-2199 2202 2205-2206 220f 2211-2212 221a 221e 222b 2248 2260 2264-2265 2460-2468 24b6-24cf ' +
  '25a0-25a2 25aa 25b2-25b3 25b6-25b7 25ba-25bd 25c0-25c1 25c4-25c7 25ca-25cb 25cf 25e6 2605-2606 2661 2665 2713 2717'
)
  .split(' ')
  .map((range) => range.split('-').map((code) => Number.parseInt(code, 16)))
  .map(([first = 0, last = first]) => [first, last] as const);

function isDrawable(grapheme: string): boolean {
  if (isEmoji(grapheme)) return true;
  return Array.from(grapheme.normalize('NFC'), (character) => character.codePointAt(0) ?? 0).every((code) =>
    inter.some(([first, last]) => code >= first && code <= last),
  );
}

/** A text for a picture: an ellipsis stands for what its fonts cannot draw, which would be empty boxes. */
export function keepDrawable(text: string): string {
  const kept = splitGraphemes(text).map((grapheme) => (isDrawable(grapheme) ? grapheme : '\uFFFC'));
  return kept.join('').replace(/\uFFFC[\s\uFFFC]*\uFFFC|\uFFFC/g, '…');
}

/**
 * A name for a picture. One in a script that the picture's fonts do not have is referred to by its row in the table,
 * from 1, with what can be drawn of it: `#3`, `#3 Matcha 100 g`.
 */
export function nameInPicture(name: string, row: number): string {
  const drawable = keepDrawable(name);
  if (drawable === name) return name;
  const rest = drawable.replace(/\s*…[\s\p{Pd}\p{Po}\p{Pe}]*/gu, ' ').trim();
  return /[\p{L}\p{N}]{2}/u.test(rest) ? `#${row} ${rest}` : `#${row}`;
}
