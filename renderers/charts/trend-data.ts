import type { Day } from '../../services/context.ts';
import type { Format } from '../reply.ts';
import type { ChartHead } from './frame.ts';
import type { Granularity } from './time-axis.ts';

export interface TrendPoint {
  day: Day;
  value: number | null;
}

export interface TrendSeries {
  /** Said at the line's end. */
  name: string;
  /** One after another without gaps: a day without a number is there, with null. */
  values: TrendPoint[];
  /** What is meant, against what it is compared with. */
  emphasis: boolean;
}

export interface TrendData extends ChartHead {
  /** Aligned by their first points; the axis is labelled by the days of the one that is meant. */
  series: TrendSeries[];
  format: Format;
  granularity: Granularity;
  /** First day of the part that is not whole, drawn dashed. */
  unfinishedFrom?: Day;
  /** Whether the period is not over yet. */
  running?: boolean;
}
