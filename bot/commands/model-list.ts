import type { TablePart } from '../../renderers/reply.ts';
import {
  judgeCalibration,
  type ListedModel,
  listModels,
  type ModelList,
} from '../../services/models/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { drawModelList } from './model-charts.ts';
import { modelHeadings } from './model-headings.ts';
import { modelTexts } from './model-texts.ts';
import { decimalOf, describeModelFreshness, describeModels, modelLine } from './model-words.ts';
import { countOf } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

const text = { kind: 'text' } as const;
const count = { kind: 'count' } as const;
const three = { kind: 'decimal', digits: 3 } as const;

/** `/model list`: every AI model, how much it is asked, and whether it can be relied on. */
export const modelList = defineCommand({
  name: 'model list',
  aliases: ['model', 'models', 'modelo', 'modelos', 'modelo lista', 'modelo listar'],
  description: {
    en: 'All AI models: how much each is asked, how well it ranks, and whether its probabilities hold',
    'pt-BR': 'Todos os modelos de IA: quanto cada um é consultado, quão bem ordena e se cumpre o que promete',
  },
  examples: [{ en: '/model list', 'pt-BR': '/model list' }],
  role: 'viewer',
  visibility: 'public',
  options: {},
  run: async (context) => answerList(context, await listModels(context)),
});

function answerList(context: CommandContext, list: ModelList): Answer {
  const { locale } = context;
  const words = modelTexts(locale);
  const { models } = list;
  const recent = models.reduce((sum, model) => sum + sumOf(model, 'recent'), 0);
  const shared = { question: '/model list', warnings: [] };
  if (models.length === 0) {
    return {
      ...shared,
      tone: 'empty',
      summary: words.none,
      parts: [{ type: 'text', text: words.remedy }],
      actions: [],
      freshness: describeFreshness(context, list.status),
      provenance: describeModels(context, [], 0),
    };
  }
  const lastDay = models.map(({ current }) => current.lastDay).reduce((a, b) => (a > b ? a : b));
  const [most] = [...models].sort((a, b) => sumOf(b, 'recent') - sumOf(a, 'recent'));
  // What is amiss is what one looks at next.
  const first = models.find((model) => ['too_much', 'too_little'].includes(promiseOf(model))) ?? most;
  return {
    ...shared,
    summary: saySummary(context, models),
    parts: [drawModelList(context, list), makeTable(context, models), makeActivity(context, models)],
    actions: first
      ? [{ label: words.actions.show(first.name), ask: modelLine(first.name, first.current.version) }]
      : [],
    freshness: describeModelFreshness(context, lastDay),
    provenance: describeModels(context, [], recent),
  };
}

function sumOf({ versions }: ListedModel, key: 'recent' | 'before'): number {
  return versions.reduce((sum, version) => sum + version[key], 0);
}

function promiseOf({ figures }: ListedModel): 'holds' | 'too_much' | 'too_little' | 'uneven' | 'thin' {
  return judgeCalibration(figures)?.verdict ?? 'thin';
}

function saySummary({ locale }: CommandContext, models: ListedModel[]): string {
  const named = (promise: ReturnType<typeof promiseOf>) =>
    models.filter((model) => promiseOf(model) === promise).map(nameCurrent);
  const best = models.reduce<{ model: string; auc: number } | null>((most, model) => {
    const { auc } = model.figures;
    return auc === null || (most !== null && most.auc >= auc) ? most : { model: nameCurrent(model), auc };
  }, null);
  return modelTexts(locale).listSummary(countOf(models.length, locale), {
    best: best && { model: best.model, auc: decimalOf(best.auc, locale) },
    tooMuch: named('too_much').map(quote),
    tooLittle: named('too_little').map(quote),
    thin: named('thin').map(quote),
  });
}

const quote = (name: string) => `“${name}”`;

function nameCurrent({ name, current }: ListedModel): string {
  return `${name} ${current.version}`;
}

function makeTable({ locale }: CommandContext, models: ListedModel[]): TablePart {
  const { columns, facts, promises } = modelHeadings(locale);
  return {
    type: 'table',
    key: 'models',
    columns: [
      { key: 'model', label: columns.model, format: text },
      { key: 'version', label: columns.version, format: text },
      { key: 'promise', label: columns.promise, format: text, labels: promises },
      { key: 'auc', label: facts.auc, format: three },
      { key: 'ece', label: facts.ece, format: three },
      { key: 'outcome', label: facts.outcome, format: { kind: 'percent' } },
    ],
    rows: models.map((model) => ({
      model: model.name,
      version: model.current.version,
      promise: promiseOf(model),
      auc: model.figures.auc,
      ece: model.figures.ece,
      outcome: model.figures.outcome.value,
    })),
  };
}

/** How much the models are asked, and of how much it is known what came. */
function makeActivity({ locale }: CommandContext, models: ListedModel[]): TablePart {
  const { columns, facts, tables } = modelHeadings(locale);
  return {
    type: 'table',
    key: 'activity',
    title: tables.activity,
    detail: true,
    columns: [
      { key: 'model', label: columns.model, format: text },
      { key: 'version', label: columns.version, format: text },
      { key: 'recent', label: columns.recent, format: count },
      { key: 'change', label: columns.change, format: { kind: 'difference' } },
      { key: 'outcomes', label: columns.outcomes, format: count },
      { key: 'unknown', label: facts.unknown, format: count },
      { key: 'since', label: columns.since, format: { kind: 'day' } },
    ],
    rows: models.map((model) => ({
      model: model.name,
      version: model.current.version,
      recent: sumOf(model, 'recent'),
      change: sumOf(model, 'recent') - sumOf(model, 'before'),
      outcomes: model.figures.outcome.total,
      unknown: model.figures.unknown,
      since: model.current.firstDay,
    })),
  };
}
