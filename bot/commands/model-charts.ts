import { drawBreakdown } from '../../renderers/charts/breakdown.ts';
import { drawCalibration } from '../../renderers/charts/calibration.ts';
import { drawIntervals } from '../../renderers/charts/intervals.ts';
import { drawTrend } from '../../renderers/charts/trend.ts';
import { cutMiddle, formatDay, formatMonth, formatValue } from '../../renderers/format.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import {
  judgeCalibration,
  type MeasuredVersion,
  type ModelDetail,
  type ModelGrain,
  type ModelList,
} from '../../services/models/index.ts';
import { monthOf } from '../../services/periods/index.ts';
import type { CommandContext } from '../command.ts';
import { nameRange } from './model-tables.ts';
import { modelTexts } from './model-texts.ts';
import { describeModelFooter, percentOf } from './model-words.ts';

/** Columns of a name in a title; the whole stands in the table. */
const longestName = 34;

const percent = { kind: 'percent' } as const;

/** A share of the activations whose outcome is known from which on a step is told as whole. */
const wholeFrom = 0.9;
/** Known outcomes of a step from which on its rate is worth a title. */
const tellingFrom = 10;

/** What the version said against what happened, by tenths of the score. */
export function drawModelCalibration(context: CommandContext, detail: ModelDetail): ChartPart {
  const { locale } = context;
  const words = modelTexts(locale);
  const { figures } = detail.version;
  const name = titleName(detail);
  const verdict = judgeCalibration(figures)?.verdict ?? 'thin';
  const drawing = drawCalibration(
    {
      title: words.titles[verdict](name),
      subtitle: words.calibration(figures.scored, formatValue(figures.scored, { kind: 'count' }, locale)),
      footer: describeModelFooter(context, figures.activations, detail.version.lastDay),
      words: words.axes,
      points: figures.bins.flatMap((bin) =>
        bin.meanScore === null || bin.observedRate === null || bin.interval === null
          ? []
          : [
              {
                range: nameRange(bin),
                count: bin.count,
                said: bin.meanScore,
                happened: bin.observedRate,
                low: bin.interval.lower,
                high: bin.interval.upper,
              },
            ],
      ),
    },
    { locale, empty: words.noOutcomes },
  );
  return { type: 'chart', key: 'calibration', ...drawing };
}

/** Whether it is still good: what happened over time, and what the version had said. */
export function drawModelTrend(context: CommandContext, detail: ModelDetail): ChartPart {
  const { locale } = context;
  const words = modelTexts(locale);
  const { series, grain, version } = detail;
  const isWhole = ({ activations, scored }: (typeof series)[number]) => scored >= activations * wholeFrom;
  const last = series.findLast((step) => step.scored >= tellingFrom && isWhole(step));
  const lastWhole = series.findLastIndex((step) => step.activations > 0 && isWhole(step));
  const unfinished = series[lastWhole + 1]?.start;
  const drawing = drawTrend(
    {
      title:
        last?.outcomeRate == null || last.meanScore === null
          ? words.trendThin(titleName(detail))
          : words.trendTitle(
              nameStep(last.start, grain, context),
              percentOf(last.meanScore, locale),
              percentOf(last.outcomeRate, locale),
            ),
      subtitle: words.trendSubtitle[grain](titleName(detail)),
      footer: describeModelFooter(context, version.figures.activations, version.lastDay),
      series: [
        {
          name: words.happened,
          emphasis: true,
          values: series.map(({ start, outcomeRate }) => ({ day: start, value: outcomeRate })),
        },
        {
          name: words.said,
          emphasis: false,
          values: series.map(({ start, meanScore }) => ({ day: start, value: meanScore })),
        },
      ],
      format: percent,
      granularity: grain,
      ...(unfinished === undefined ? {} : { unfinishedFrom: unfinished }),
    },
    { locale, empty: words.noOutcomes },
  );
  return { type: 'chart', key: 'trend', ...drawing };
}

function nameStep(start: string, grain: ModelGrain, { locale }: CommandContext): string {
  if (grain === 'month') {
    const month = formatMonth(monthOf(start), locale);
    return month.charAt(0).toLocaleUpperCase(locale) + month.slice(1);
  }
  const day = formatDay(start, locale);
  return grain === 'week' ? modelTexts(locale).weekOf(day) : day;
}

/** How often each version was right of those that it named, the latest first. */
export function drawModelVersions(context: CommandContext, detail: ModelDetail): ChartPart {
  const { locale } = context;
  const words = modelTexts(locale);
  const measured = [...detail.versions].reverse().flatMap((version) => {
    const { value, interval, total } = version.figures.precision;
    return value === null || interval === null ? [] : [{ version, value, interval, total }];
  });
  const say = ({ version, value }: { version: MeasuredVersion; value: number }) => ({
    version: cutMiddle(version.version, longestName),
    share: percentOf(value, locale),
  });
  const shown = measured.find(({ version }) => version.id === detail.version.id) ?? measured[0];
  const other = measured.find(({ version }) => version.id !== shown?.version.id);
  const drawing = drawIntervals(
    {
      title: shown
        ? words.versionsTitle(say(shown).version, say(shown).share, other ? say(other) : null)
        : words.titles.thin(titleName(detail)),
      subtitle: words.versionsSubtitle(cutMiddle(detail.model.name, longestName)),
      footer: describeModelFooter(
        context,
        detail.versions.reduce((sum, { figures }) => sum + figures.activations, 0),
        detail.model.current.lastDay,
      ),
      rows: measured.map(({ version, value, interval, total }) => ({
        label: version.version,
        value,
        low: interval.lower,
        high: interval.upper,
        note: words.named(total, formatValue(total, { kind: 'count' }, locale)),
      })),
    },
    { locale, empty: words.noNamed },
  );
  return { type: 'chart', key: 'versions', ...drawing };
}

/** How often each model was asked, the most asked first. */
export function drawModelList(context: CommandContext, { models, day }: ModelList): ChartPart {
  const { locale } = context;
  const words = modelTexts(locale);
  const rows = models
    .map(({ name, versions }) => ({
      label: name,
      value: versions.reduce((sum, { recent }) => sum + recent, 0),
      previous: versions.reduce((sum, { before }) => sum + before, 0),
    }))
    .sort((a, b) => b.value - a.value);
  const [most] = rows;
  const drawing = drawBreakdown(
    {
      title: words.listTitle(
        cutMiddle(most?.label ?? '', longestName),
        formatValue(most?.value ?? 0, { kind: 'count' }, locale),
      ),
      subtitle: words.listSubtitle(formatDay(day, locale)),
      footer: describeModelFooter(
        context,
        rows.reduce((sum, { value }) => sum + value, 0),
        models.map(({ current }) => current.lastDay).reduce((a, b) => (a > b ? a : b), ''),
      ),
      rows,
      format: { kind: 'count' },
    },
    { locale },
  );
  return { type: 'chart', key: 'models', ...drawing };
}

function titleName({ model, version }: ModelDetail): string {
  return cutMiddle(`${model.name} ${version.version}`, longestName);
}
