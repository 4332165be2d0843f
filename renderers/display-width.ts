const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Blocks of East Asian Wide and Fullwidth characters (Unicode Standard Annex 11), as first and last code point. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
const emoji =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}|[0-9#*]\uFE0F?\u20E3/u;

/** Texts of these alone, from the space to the last Latin letter, have a grapheme a character; most texts are such. */
const plain = /^[\u0020-\u02ff]*$/;

/** The characters of a text as a person counts them: an accent, a skin tone or a flag belongs to its letter. */
export function splitGraphemes(text: string): string[] {
  if (plain.test(text)) return text.split('');
  return Array.from(graphemes.segment(text), (part) => part.segment);
}

/** Whether a grapheme is shown as a picture. */
export function isEmoji(grapheme: string): boolean {
  return emoji.test(grapheme);
}

/** Columns that one grapheme takes in a monospaced font: 0, 1 or 2. */
function graphemeWidth(grapheme: string): number {
  if (grapheme.length === 1 && grapheme >= ' ' && grapheme <= '~') return 1;
  if (zeroWidth.test(grapheme)) return 0;
  if (isEmoji(grapheme)) return 2;
  const code = grapheme.codePointAt(0) ?? 0;
  return wideBlocks.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/**
 * Columns that a text takes in a monospaced font: wide East Asian characters and emoji take 2, combining marks and
 * format characters 0, everything else 1.
 */
export function displayWidth(text: string): number {
  return splitGraphemes(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** How many graphemes, from the first on, take at most `width` columns together. */
function countFitting(parts: string[], width: number): number {
  let used = 0;
  const over = parts.findIndex((part) => {
    used += graphemeWidth(part);
    return used > width;
  });
  return over === -1 ? parts.length : over;
}

/**
 * A text in at most `width` columns of a monospaced font: a longer one loses its middle to an ellipsis, so that
 * both its beginning and its end can still be told apart from others.
 */
export function cutMiddle(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return '';
  const parts = splitGraphemes(text);
  const start = countFitting(parts, Math.ceil((width - 1) / 2));
  const end = countFitting(parts.toReversed(), Math.floor((width - 1) / 2));
  return `${parts.slice(0, start).join('').trimEnd()}…${parts
    .slice(parts.length - end)
    .join('')
    .trimStart()}`;
}

/**
 * A text in lines of at most `width` columns, broken at spaces, all but the first indented; a longer word keeps its
 * line. A no-break space holds what it joins on one line (`R$ 1`).
 */
export function wrapWords(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
