import { drawTrend } from '../../renderers/charts/trend.ts';
import { currencySymbol, formatCompact } from '../../renderers/format.ts';
import type { ChartPart, Format } from '../../renderers/reply.ts';
import type { KpiFigures, Kpis } from '../../services/kpis/index.ts';
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
  const { current, unfinished } = kpis.ranges;
  const lastPoint = kpis.current.series.findLast(({ net }) => net !== null);
  const endsWithin = unfinished || kpis.status.lastDay < current.to;
  const cutShort = current.until !== null || (kpis.grain !== 'day' && endsWithin);
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
      ...(cutShort && lastPoint ? { unfinishedFrom: lastPoint.start } : {}),
      running: unfinished,
    },
    { locale, empty },
  );
  return { type: 'chart', key: 'trend', ...drawing };
}

function listPoints(figures: KpiFigures): { day: string; value: number | null }[] {
  return figures.series.map(({ start, net }) => ({ day: start, value: net }));
}
