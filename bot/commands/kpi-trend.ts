import { drawTrend } from '../../renderers/charts/trend.ts';
import { currencySymbol, formatCompact } from '../../renderers/format.ts';
import type { ChartPart, Format } from '../../renderers/reply.ts';
import type { Day } from '../../services/context.ts';
import { endOfStep, type KpiFigures, type Kpis } from '../../services/kpis/index.ts';
import { localDay } from '../../services/periods/index.ts';
import type { CommandContext } from '../command.ts';
import { kpiTexts } from './kpi-texts.ts';
import { relativeChange, sayFinding, shortenSpans } from './kpi-words.ts';
import { describeFooter } from './shop-notes.ts';

/** Net revenue over the period, against the period before; `empty` is said where there is nothing to draw. */
export function makeTrendChart(context: CommandContext, kpis: Kpis, empty: string): ChartPart {
  const { locale, currency } = context;
  const words = kpiTexts(locale);
  const money: Format = { kind: 'money', currency };
  const short = shortenSpans(kpis.ranges, locale);
  const subtitle = words.subtitle(kpis.grain, currencySymbol(currency, locale), short.whole);
  const today = localDay(context.now(), context.timeZone);
  const partial = findPartial(kpis);
  const drawing = drawTrend(
    {
      title: sayFinding(
        kpis.coverage.before === 'whole' ? relativeChange(kpis.current.net, kpis.before?.net) : null,
        short.before,
        words.titlePlain(formatCompact(kpis.current.net, money, locale), short.whole),
        locale,
      ),
      subtitle: kpis.before ? words.against(subtitle, short.before) : subtitle,
      footer: describeFooter(context, kpis.status, kpis.current.orders),
      series: [
        { name: short.current, values: listPoints(kpis.current), emphasis: true },
        ...(kpis.before ? [{ name: short.before, values: listPoints(kpis.before), emphasis: false }] : []),
      ],
      format: money,
      granularity: kpis.grain,
      ...(partial ? { unfinishedFrom: partial.start } : {}),
      running: (partial?.end ?? kpis.period.to) >= today && kpis.ranges.unfinished,
    },
    { locale, empty },
  );
  return { type: 'chart', key: 'trend', ...drawing };
}

/** The first and last day of the series' last step where the data ends within it; undefined where it is whole. */
function findPartial({ current, ranges, grain, period, status }: Kpis): { start: Day; end: Day } | undefined {
  const start = current.series.findLast(({ net }) => net !== null)?.start;
  if (start === undefined) return undefined;
  const stepEnd = endOfStep(start, grain);
  const end = stepEnd < period.to ? stepEnd : period.to;
  return ranges.current.until !== null || status.lastDay < end ? { start, end } : undefined;
}

function listPoints(figures: KpiFigures): { day: string; value: number | null }[] {
  return figures.series.map(({ start, net }) => ({ day: start, value: net }));
}
