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
  if (compared && ranges.unfinished && coverage.before !== 'none') {
    warnings.push(words.unfinished(spans.current, spans.before));
  }
  const { firstDay, lastDay } = status;
  const yesterday = addDays(localDay(now(), timeZone), -1);
  if (lastDay < period.to && lastDay < yesterday) {
    warnings.push(words.dataEnds(formatDay(lastDay, locale)));
  }
  return compared ? [...warnings, ...sayCoverage(coverage, spans, firstDay, locale)] : warnings;
}
