import { formatDay } from '../../renderers/format.ts';
import type { Kpis } from '../../services/kpis/index.ts';
import { addDays, localDay } from '../../services/periods/index.ts';
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
  if (compared && ranges.unfinished && coverage.before !== 'none') {
    const say = period.to < today ? words.cutShort : words.unfinished;
    warnings.push(say(spans.current, spans.before));
  }
  if (lastDay < period.to && lastDay < addDays(today, -1)) {
    warnings.push(words.dataEnds(formatDay(lastDay, locale)));
  }
  return compared ? [...warnings, ...sayCoverage(coverage, spans, firstDay, locale)] : warnings;
}
