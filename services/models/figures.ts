import { z } from 'zod';
import {
  brierScore,
  type CalibrationBin,
  calibrationBins,
  expectedCalibrationError,
  type Interval,
  rocAuc,
  type ScoreGroup,
  thresholdMetrics,
  topDecileLift,
  wilsonInterval,
} from '../statistics/index.ts';
import { scoreSteps } from './model.ts';

/** Fewer known outcomes than these, of all or of either kind, tell nothing sure of a ranking or of probabilities. */
export const enough = { outcomes: 100, ofEither: 10 } as const;

export const figuresSchema = z.object({
  version_id: z.int(),
  activations: z.int(),
  action_known: z.int(),
  acted: z.int(),
  outcomes: z.int(),
  positives: z.int(),
  timed: z.int(),
  median_ms: z.int().nullable(),
  p95_ms: z.int().nullable(),
  scores: z.array(z.tuple([z.int(), z.int(), z.int()])),
});

/** A share of counted things, with its Wilson interval at 95 %; both null of nothing. */
export interface Share {
  count: number;
  total: number;
  value: number | null;
  interval: Interval | null;
}

export interface MeasuredBin extends CalibrationBin {
  positives: number;
  /** Wilson interval of the observed rate; null in an empty bin. */
  interval: Interval | null;
}

/** What is known of a version over a span of days; shares and probabilities 0 to 1, null where there are none. */
export interface Figures {
  activations: number;
  /** Activations of which it is not known yet what came. */
  unknown: number;
  /** Of the activations of which it is known whether anything was done. */
  acted: Share;
  /** Of the known outcomes. */
  outcome: Share;
  /** Known outcomes with a score: all below are over these. */
  scored: number;
  scoredPositives: number;
  /** Of those at or above the threshold, how many came true. */
  precision: Share;
  /** Of those that came true, how many were at or above the threshold. */
  recall: Share;
  f1: number | null;
  /** What the model said on average. */
  meanScore: number | null;
  bins: MeasuredBin[];
  /** Whether there are outcomes enough for the four figures below, which are null otherwise. */
  isEnough: boolean;
  auc: number | null;
  /** Times the whole's outcome rate, in the tenth with the highest scores. */
  lift: number | null;
  brier: number | null;
  /** Expected calibration error over 10 bins of equal width. */
  ece: number | null;
  /** Milliseconds; null where no latency is known. */
  latency: { median: number; p95: number } | null;
}

/** Measures a version by what the database counted of it, at a threshold of 0 to 1. */
export function measureFigures(row: z.output<typeof figuresSchema>, threshold: number): Figures {
  const groups = row.scores.map(
    ([step, events, positives]): ScoreGroup => ({
      score: step / scoreSteps,
      positives,
      negatives: events - positives,
    }),
  );
  const scored = row.scores.reduce((sum, [, events]) => sum + events, 0);
  const scoredPositives = row.scores.reduce((sum, [, , positives]) => sum + positives, 0);
  const named = row.scores.filter(([step]) => step / scoreSteps >= threshold);
  const hits = named.reduce((sum, [, , positives]) => sum + positives, 0);
  const bins = calibrationBins(groups).map(measureBin);
  const isEnough =
    scored >= enough.outcomes && Math.min(scoredPositives, scored - scoredPositives) >= enough.ofEither;
  const where = <T>(measure: () => T): T | null => (isEnough ? measure() : null);
  return {
    activations: row.activations,
    unknown: row.activations - row.outcomes,
    acted: shareOf(row.acted, row.action_known),
    outcome: shareOf(row.positives, row.outcomes),
    scored,
    scoredPositives,
    precision: shareOf(
      hits,
      named.reduce((sum, [, events]) => sum + events, 0),
    ),
    recall: shareOf(hits, scoredPositives),
    f1: thresholdMetrics(groups, threshold).f1,
    meanScore:
      scored === 0
        ? null
        : row.scores.reduce((sum, [step, events]) => sum + step * events, 0) / scoreSteps / scored,
    bins,
    isEnough,
    auc: where(() => rocAuc(groups)),
    lift: where(() => topDecileLift(groups)),
    brier: where(() => brierScore(groups)),
    ece: where(() => expectedCalibrationError(bins)),
    latency:
      row.median_ms === null || row.p95_ms === null ? null : { median: row.median_ms, p95: row.p95_ms },
  };
}

function shareOf(count: number, total: number): Share {
  return {
    count,
    total,
    value: total === 0 ? null : count / total,
    interval: wilsonInterval(count, total),
  };
}

function measureBin(bin: CalibrationBin): MeasuredBin {
  const positives = Math.round((bin.observedRate ?? 0) * bin.count);
  return { ...bin, positives, interval: wilsonInterval(positives, bin.count) };
}
