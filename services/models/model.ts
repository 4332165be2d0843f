import { z } from 'zod';
import type { Day } from '../context.ts';

/** Scores and thresholds are kept in ten-thousandths. */
export const scoreSteps = 10_000;

export const modelSchema = z.object({
  name: z.string(),
  versions: z.array(
    z.object({
      version_id: z.int(),
      version: z.string(),
      threshold: z.int().nullable(),
      first_day: z.string(),
      last_day: z.string(),
      recent: z.int(),
      before: z.int(),
    }),
  ),
});

/** A version of a model that was activated at least once. */
export interface ModelVersion {
  id: number;
  version: string;
  /** From which score on, 0 to 1, an outcome is foretold. */
  threshold: number;
  /** False where nobody has told the threshold, and 0.5 is taken. */
  thresholdTold: boolean;
  /** Local days of its first and last activation. */
  firstDay: Day;
  lastDay: Day;
  /** Activations in the 28 days up to the day asked for, and in the 28 before those. */
  recent: number;
  before: number;
}

export interface Model {
  name: string;
  /** The one that was first activated earliest first; at least one. */
  versions: ModelVersion[];
  /** The version that is in use: the one that was activated last. */
  current: ModelVersion;
}

/** Where nobody has told a threshold. */
const usualThreshold = 0.5;

/** Reads a model from the database's form; undefined for one without a version. */
export function readModel({ name, versions }: z.output<typeof modelSchema>): Model | undefined {
  const read = versions.map(
    (row): ModelVersion => ({
      id: row.version_id,
      version: row.version,
      threshold: row.threshold === null ? usualThreshold : row.threshold / scoreSteps,
      thresholdTold: row.threshold !== null,
      firstDay: row.first_day,
      lastDay: row.last_day,
      recent: row.recent,
      before: row.before,
    }),
  );
  const [first, ...rest] = read;
  if (!first) return undefined;
  return {
    name,
    versions: read,
    current: rest.reduce((last, each) => (each.lastDay >= last.lastDay ? each : last), first),
  };
}
