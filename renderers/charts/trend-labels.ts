import { sizes } from '../theme.ts';
import type { Room } from './frame.ts';
import { measureText } from './text-width.ts';

/** A line as pixels, and what is said at its end. */
export interface LineEnd {
  /** Pixels of the points that the line has, in order. */
  points: { x: number; y: number }[];
  /** In one line or several. */
  name: string[];
  /** Value of the last point, said of the line that is meant alone. */
  value: string;
  meant: boolean;
}

/** Words at a place of the picture: pixels of the first of their lines. */
export interface PlacedText {
  x: number;
  y: number;
  text: string[];
  align: 'left';
  meant: boolean;
}

export const lineHeight = 23;
const gap = 14;
/** Of the picture's width: a line that ends further left is named inside the picture. */
const edgeFrom = 0.85;
/** Pixels of air around a name beyond which more is of no use. */
const enoughAir = 16;
/** Pixels between the places that are tried, and between the points that a line is looked at. */
const stride = 10;

function wordsOf({ name, value, meant }: LineEnd): string[] {
  return meant ? [value, ...name] : name;
}

function endOf(line: LineEnd): { x: number; y: number } {
  return line.points.at(-1) ?? { x: 0, y: 0 };
}

/** Names beside the right edge, at the height of their lines' ends, moved apart where they would touch. */
function placeAtEdge(ends: LineEnd[], edge: number, room: Room): PlacedText[] {
  const boxes = ends
    .map((line) => {
      const text = wordsOf(line);
      return { y: endOf(line).y, text, meant: line.meant, height: text.length * lineHeight };
    })
    .toSorted((a, b) => a.y - b.y);
  let taken = room.top - lineHeight / 2;
  for (const box of boxes) {
    box.y = Math.max(box.y, taken + box.height / 2);
    taken = box.y + box.height / 2;
  }
  taken = room.bottom + lineHeight / 2;
  for (const box of boxes.toReversed()) {
    box.y = Math.min(box.y, taken - box.height / 2);
    taken = box.y - box.height / 2;
  }
  return boxes.map(({ y, text, meant, height }) => ({
    x: edge + gap,
    y: y - (height - lineHeight) / 2,
    text,
    align: 'left',
    meant,
  }));
}

/** A line's points and as many between them that nothing slips through. */
function samplePoints({ points }: LineEnd): { x: number; y: number }[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1] ?? point;
    const steps = Math.max(1, Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / stride));
    return Array.from({ length: steps }, (_, step) => ({
      x: point.x + ((next.x - point.x) * step) / steps,
      y: point.y + ((next.y - point.y) * step) / steps,
    }));
  });
}

/** Pixels from a box to the nearest of the points; 0 within it. */
function airAround(
  left: number,
  right: number,
  top: number,
  bottom: number,
  points: { x: number; y: number }[],
): number {
  return points.reduce((least, { x, y }) => {
    const aside = Math.max(left - x, x - right, 0);
    const above = Math.max(top - y, y - bottom, 0);
    return Math.min(least, Math.hypot(aside, above));
  }, enoughAir);
}

/** A name within the picture, as near to its line's end as leaves air between it and the lines. */
function placeInside(line: LineEnd, lines: LineEnd[], room: Room): PlacedText {
  const end = endOf(line);
  const text = wordsOf(line);
  const width = Math.max(...text.map((each) => measureText(each, sizes.label, line.meant)));
  const height = text.length * lineHeight;
  const points = lines.flatMap(samplePoints);
  const offsets = Array.from({ length: 27 }, (_, index) => (index - 13) * stride);
  const places = offsets.flatMap((offset) =>
    [end.x + gap, end.x - width / 2, end.x - width - gap].map((wanted) => {
      const left = Math.max(room.left, Math.min(wanted, room.right - width));
      const top = end.y + offset - height / 2;
      const outside = top < room.top - lineHeight || top + height > room.bottom;
      const air = airAround(left, left + width, top, top + height, points);
      const far = Math.hypot(Math.max(left - end.x, end.x - left - width, 0), offset);
      return { left, top, score: air * 8 - far - (outside ? 1000 : 0) };
    }),
  );
  const best = places.reduce((a, b) => (b.score > a.score ? b : a));
  return { x: best.left, y: best.top + lineHeight / 2, text, align: 'left', meant: line.meant };
}

/**
 * Names the lines where they end: beside the right edge, or within the picture where a line ends earlier. `room` is
 * that of the lines themselves.
 */
export function placeNames(lines: LineEnd[], room: Room): PlacedText[] {
  if (lines.every(({ points }) => points.length === 1)) {
    return placeAtEdge(lines, Math.max(...lines.map((line) => endOf(line).x)), room);
  }
  const reach = room.left + (room.right - room.left) * edgeFrom;
  const isAtEdge = (line: LineEnd) => endOf(line).x >= reach;
  const inside = lines.filter((line) => !isAtEdge(line));
  return [
    ...placeAtEdge(lines.filter(isAtEdge), room.right, room),
    ...inside.map((line) => placeInside(line, lines, room)),
  ];
}
