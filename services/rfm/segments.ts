/**
 * The segments on the grid of recency and frequency, the most valuable to keep first: moving towards the head of the
 * list is a move for the better. Which cell is which segment is said once, in the database.
 */
export const segments = [
  'Champions',
  'Loyal',
  'Potential Loyalist',
  'New',
  'Promising',
  'Need Attention',
  'About to Sleep',
  "Can't Lose",
  'At Risk',
  'Hibernating',
] as const;

export type Segment = (typeof segments)[number];

/** Whether a move between segments is for the better (1), for the worse (-1) or none (0). */
export function judgeMove(from: Segment, to: Segment): -1 | 0 | 1 {
  return Math.sign(segments.indexOf(from) - segments.indexOf(to)) as -1 | 0 | 1;
}
