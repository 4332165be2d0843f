import { formatDay } from '../../renderers/format.ts';
import type { Kpis } from '../../services/kpis/index.ts';
import { addDays, countDays, localDay, type Range } from '../../services/periods/index.ts';
import type { CommandContext } from '../command.ts';
import { kpiTexts } from './kpi-texts.ts';
import { type Spans, sayCoverage } from './kpi-words.ts';

/** What is to be known of a period before its figures are used: that it still runs, and what the data lacks. */
export function listKpiWarnings(
  { ranges, period, status, coverage }: Pick<Kpis, 'ranges' | 'period' | 'status' | 'coverage'>,
  spans: Spans,
  { locale, now, timeZone }: CommandContext,
  compared = true,
): string[] {
  const words = kpiTexts(locale);
  const warnings: string[] = [];
  const { firstDay, lastDay } = status;
  const today = localDay(now(), timeZone);
  const last = formatDay(lastDay, locale);
  const isPartCompared = compared && ranges.unfinished && coverage.before !== 'none';
  const isOver = period.to < today;
  const days = ({ from, to }: Range) => countDays(from, to);
  const part = days(ranges.before) < days(ranges.current) ? words.shorter : words.samePart;
  if (isPartCompared && !isOver) warnings.push(words.unfinished(spans.current, spans.before, part));
  if (isPartCompared && isOver) warnings.push(words.cutShort(last, spans.current, spans.before, part));
  else if (lastDay < period.to && lastDay < addDays(today, -1)) warnings.push(words.dataEnds(last));
  return compared ? [...warnings, ...sayCoverage(coverage, spans, firstDay, locale)] : warnings;
}
