export {
  addDays,
  addMonths,
  countDays,
  localDay,
  monthEnd,
  monthOf,
  startOfDay,
  weekStart,
} from './calendar.ts';
export { type ComparisonRanges, comparisonRanges, type Range } from './comparison-ranges.ts';
export { type AsOf, parseAsOf } from './parse-as-of.ts';
export { type ParsePeriodOptions, parsePeriod } from './parse-period.ts';
export type { Period } from './period.ts';
export { previousPeriod, yearBefore } from './shift-period.ts';
