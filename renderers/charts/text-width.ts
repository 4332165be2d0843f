import { splitGraphemes } from '../display-width.ts';

/** Advance widths of Inter Regular from space to tilde, in thousandths of the font size (from the font's hmtx). */
const advances = [
  281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646,
  593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269,
  571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471,
  456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528,
  327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
];

/** Inter SemiBold against Regular, over ordinary text. */
const boldRatio = 1.035;
/** Ideographs, emoji and other characters without an advance above. */
const widest = 1000;

function graphemeAdvance(grapheme: string): number {
  const plain = grapheme.length === 1 ? advances[grapheme.charCodeAt(0) - 0x20] : undefined;
  if (plain !== undefined) return plain;
  const base = grapheme.normalize('NFD').charCodeAt(0);
  if (base === 0xa0) return advances[0] ?? widest;
  return advances[base - 0x20] ?? (base < 0x590 ? 620 : widest);
}

/** Width of a text in Inter, in the units of `size`, within some percent: charts leave room by it. */
export function measureText(text: string, size: number, isBold = false): number {
  const advance = splitGraphemes(text).reduce((sum, grapheme) => sum + graphemeAdvance(grapheme), 0);
  return (advance / 1000) * size * (isBold ? boldRatio : 1);
}

/** A text at most `width` wide; a longer one loses its middle to an ellipsis. */
export function fitText(text: string, width: number, size: number, isBold = false): string {
  if (measureText(text, size, isBold) <= width) return text;
  const parts = splitGraphemes(text);
  for (let kept = parts.length - 1; kept > 1; kept--) {
    const start = parts
      .slice(0, Math.ceil(kept / 2))
      .join('')
      .trimEnd();
    const end = parts
      .slice(parts.length - Math.floor(kept / 2))
      .join('')
      .trimStart();
    const cut = `${start}…${end}`;
    if (measureText(cut, size, isBold) <= width) return cut;
  }
  return '…';
}

/** Lines broken at spaces where the next word would be too wide; a word wider than all stays whole. */
export function breakLines(text: string, width: number, size: number, isBold: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measureText(longer, size, isBold) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** The narrowest way to break a text into as many lines, so that no last word stands alone. */
function balanceLines(text: string, width: number, size: number, isBold: boolean): string[] {
  let balanced = breakLines(text, width, size, isBold);
  for (let narrower = width * 0.95; narrower > width / 2; narrower -= width * 0.05) {
    const lines = breakLines(text, narrower, size, isBold);
    if (lines.length > balanced.length) break;
    balanced = lines;
  }
  return balanced;
}

/** A text in lines at most `width` wide, broken at spaces; beyond `maxLines` it is cut with an ellipsis. */
export function wrapText(
  text: string,
  width: number,
  size: number,
  maxLines: number,
  isBold = false,
): string[] {
  const lines = breakLines(text, width, size, isBold);
  if (lines.length <= maxLines) {
    const balanced = lines.length > 1 ? balanceLines(text, width, size, isBold) : lines;
    return balanced.map((line) => fitText(line, width, size, isBold));
  }
  const last = lines[maxLines - 1] ?? '';
  return [...lines.slice(0, maxLines - 1), cutEnd(last, width, size, isBold)];
}

function cutEnd(text: string, width: number, size: number, isBold: boolean): string {
  const parts = splitGraphemes(text);
  while (parts.length > 0 && measureText(`${parts.join('')}…`, size, isBold) > width) parts.pop();
  return `${parts.join('').trimEnd()}…`;
}
