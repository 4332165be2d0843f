import type { Rows } from './frame.ts';

export type Pixel = [x: number, y: number];

/** Pixels of the points of a line without a gap, in order. */
export type Stroke = Pixel[];

/** Steps of a line after which it is drawn anew. */
const longest = 32;

/** Strokes in pieces that share their ends: Skia takes half as long for these as for the line in one. */
export function cutStrokes(strokes: Stroke[]): Stroke[] {
  return strokes.flatMap((stroke) =>
    Array.from({ length: Math.ceil((stroke.length - 1) / longest) }, (_, piece) =>
      stroke.slice(piece * longest, (piece + 1) * longest + 1),
    ),
  );
}

/**
 * Strokes as GeoJSON, a shape each: Vega lays out one shape of hundreds of points in the time of a few points of its
 * own kind of line. A stroke of a single point shows nothing.
 */
export function lineShapes(strokes: Stroke[]): Rows {
  return strokes
    .filter(({ length }) => length > 1)
    .map((stroke) => ({ type: 'LineString', coordinates: stroke }));
}

/** The areas between strokes and the pixel `bottom`, as GeoJSON. */
export function areaShapes(strokes: Stroke[], bottom: number): Rows {
  return strokes
    .filter(({ length }) => length > 1)
    .map((stroke) => {
      const feet = [stroke.at(-1), stroke[0]].flatMap((end) => (end ? [[end[0], bottom]] : []));
      return { type: 'Polygon', coordinates: [[...stroke, ...feet, stroke[0]]] };
    });
}
