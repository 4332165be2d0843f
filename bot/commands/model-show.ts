import { formatDay, formatSpan, formatValue } from '../../renderers/format.ts';
import type { Action, ChartPart } from '../../renderers/reply.ts';
import { enough, getModel, judgeCalibration, type ModelDetail } from '../../services/models/index.ts';
import { localDay, type Period, parsePeriod } from '../../services/periods/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { drawModelCalibration, drawModelTrend, drawModelVersions } from './model-charts.ts';
import { modelOption, spanOption, type View, versionOption, viewOption, views } from './model-options.ts';
import { makeBins, makeModelFacts, makeRates, makeSeries, makeVersions } from './model-tables.ts';
import { modelTexts } from './model-texts.ts';
import {
  decimalOf,
  describeModelFreshness,
  describeModels,
  intervalOf,
  modelLine,
  percentOf,
} from './model-words.ts';
import { countOf } from './segment-words.ts';

/** `/model show <model> [version]`: whether a model finds what it should, and whether its probabilities hold. */
export const modelShow = defineCommand({
  name: 'model show',
  aliases: ['modelo mostrar', 'modelo ver'],
  description: {
    en: 'One AI model: how many it finds, how often it is right, and whether its probabilities hold',
    'pt-BR': 'Um modelo de IA: quantos encontra, quanto acerta e se suas probabilidades se confirmam',
  },
  examples: [
    { en: '/model show churn-risk', 'pt-BR': '/model show churn-risk' },
    { en: '/model show churn-risk v2 view:trend', 'pt-BR': '/model show churn-risk v2 visão:tendência' },
  ],
  role: 'viewer',
  visibility: 'public',
  options: {
    model: modelOption,
    version: versionOption,
    view: viewOption,
    period: spanOption,
  },
  run: async (context, options) => {
    const today = localDay(context.now(), context.timeZone);
    const period =
      options.period === undefined
        ? undefined
        : parsePeriod(options.period, today, { dayFirst: context.locale === 'pt-BR' });
    const detail = await getModel(context, { name: options.model, version: options.version, period });
    return answerModel(context, detail, options.view, period);
  },
});

function answerModel(
  context: CommandContext,
  detail: ModelDetail,
  view: View,
  period: Period | undefined,
): Answer {
  const { locale } = context;
  const words = modelTexts(locale);
  const { model, version, span } = detail;
  const { figures } = version;
  const [from, to] = [formatDay(span.from, locale), formatDay(span.to, locale)];
  const line = (asked: View) =>
    modelLine(model.name, version.version, { view: asked, ...(period ? { period: period.text } : {}) });
  const shared = {
    question: line(view),
    freshness: describeModelFreshness(context, version.lastDay),
    provenance: describeModels(
      context,
      [words.span(from, to), words.threshold(decimalOf(version.threshold, locale))],
      figures.activations,
    ),
  };
  if (figures.activations === 0) {
    return {
      ...shared,
      tone: 'empty',
      summary: words.nothing(nameVersion(detail), formatSpan(span.from, span.to, locale)),
      parts: [],
      warnings: [],
      actions: [
        { label: words.actions.show(nameVersion(detail)), ask: modelLine(model.name, version.version) },
      ],
    };
  }
  return {
    ...shared,
    summary: saySummary(context, detail),
    parts: [
      drawView(context, detail, view),
      makeModelFacts(context, figures),
      makeBins(context, figures, view !== 'calibration'),
      makeVersions(context, detail, view !== 'versions'),
      makeSeries(context, detail, view !== 'trend'),
      makeRates(context, figures),
    ],
    warnings: listWarnings(context, detail),
    actions: listActions(context, detail, view, line),
  };
}

function drawView(context: CommandContext, detail: ModelDetail, view: View): ChartPart {
  if (view === 'trend') return drawModelTrend(context, detail);
  return view === 'versions' ? drawModelVersions(context, detail) : drawModelCalibration(context, detail);
}

function nameVersion({ model, version }: ModelDetail): string {
  return `${model.name} ${version.version}`;
}

function saySummary({ locale }: CommandContext, detail: ModelDetail): string {
  const words = modelTexts(locale);
  const { figures } = detail.version;
  const model = nameVersion(detail);
  const share = (value: number | null) => (value === null ? null : percentOf(value, locale));
  const judged = judgeCalibration(figures);
  if (judged === null) {
    const { value, interval } = figures.outcome;
    return words.thin({
      model,
      outcomes: countOf(figures.outcome.total, locale),
      positives: countOf(figures.outcome.count, locale),
      rate: share(value),
      interval: interval && intervalOf(interval, locale),
    });
  }
  const { worst, verdict } = judged;
  const [says, happens] = worst
    ? [worst.meanScore, worst.observedRate]
    : [figures.meanScore, figures.scoredPositives / figures.scored];
  return words.summary({
    model,
    found: share(figures.recall.value),
    right: share(figures.precision.value),
    wrong:
      verdict === 'holds'
        ? null
        : {
            says: percentOf(says ?? 0, locale),
            happens: percentOf(happens ?? 0, locale),
            isAverage: worst === null,
          },
  });
}

function listWarnings({ locale }: CommandContext, { version }: ModelDetail): string[] {
  const words = modelTexts(locale);
  const { figures, thresholdTold } = version;
  const count = (value: number) => formatValue(value, { kind: 'count' }, locale);
  const { scored, scoredPositives, unknown, activations } = figures;
  const unscored = figures.outcome.total - scored;
  return [
    ...(figures.isEnough
      ? []
      : [
          words.tooFew(
            count(scored),
            count(scoredPositives),
            count(scored - scoredPositives),
            enough.outcomes,
            enough.ofEither,
          ),
        ]),
    ...(unknown > 0
      ? [words.unknown(countOf(unknown, locale), percentOf(unknown / activations, locale))]
      : []),
    ...(unscored > 0 ? [words.unscored(countOf(unscored, locale))] : []),
    ...(thresholdTold ? [] : [words.thresholdAssumed]),
  ];
}

function listActions(
  { locale }: CommandContext,
  { model, version, versions }: ModelDetail,
  view: View,
  line: (view: View) => string,
): Action[] {
  const { actions } = modelTexts(locale);
  const others = [...versions].reverse().filter(({ id }) => id !== version.id);
  return [
    ...views.filter((each) => each !== view).map((each) => ({ label: actions[each], ask: line(each) })),
    ...others
      .slice(0, 2)
      .map((each) => ({ label: each.version, ask: modelLine(model.name, each.version, { view }) })),
    { label: actions.list, ask: '/model list' },
  ];
}
