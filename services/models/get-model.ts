import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { addDays, addMonths, localDay, monthOf, type Period, weekStart } from '../periods/index.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { type Figures, figuresSchema, measureFigures } from './figures.ts';
import { readModels } from './list-models.ts';
import { type Model, type ModelVersion, scoreSteps } from './model.ts';

/** Versions that are set side by side, the latest. */
const comparedVersions = 6;

/** A version with its figures over the days that are asked for. */
export interface MeasuredVersion extends ModelVersion {
  figures: Figures;
}

/** A day, week or month of activations, by its first day. */
export interface ModelStep {
  start: Day;
  activations: number;
  /** Known outcomes with a score, and what is known of them; null without any. */
  scored: number;
  outcomeRate: number | null;
  meanScore: number | null;
  brier: number | null;
}

export type ModelGrain = 'day' | 'week' | 'month';

export interface ModelDetail {
  model: Model;
  /** The one asked for. */
  version: MeasuredVersion;
  /** The latest versions with activations in the span, the earliest first; the one asked for is among them. */
  versions: MeasuredVersion[];
  /** Days of the activations that are counted: of the period, or of the version's life. */
  span: { from: Day; to: Day };
  /** Whether a period was asked for. */
  isPeriod: boolean;
  grain: ModelGrain;
  /** One after another, those without activations too. */
  series: ModelStep[];
  status: FilledShop;
}

export interface ModelAsked {
  /** Of the model; a version may follow it ("churn-risk v2"). */
  name: string;
  /** Default: the version in use. */
  version?: string | undefined;
  /** Default: the version's whole life. */
  period?: Period | undefined;
}

const foundSchema = z.object({ name: z.string(), version_id: z.int().nullable() });
const seriesSchema = z.array(
  z.object({
    start: z.string(),
    activations: z.int(),
    scored: z.int(),
    scored_positives: z.int(),
    score_sum: z.int(),
    squared_error: z.int(),
  }),
);

/**
 * A model with the figures of a version and of those beside it, and how it went over time. Case and accents make no
 * difference. Throws EmptyShopError, or ServiceError `model_unknown`, `models_none` and `model_version_unknown`.
 */
export async function getModel(context: Context, asked: ModelAsked): Promise<ModelDetail> {
  const status = await getFilledShop(context);
  const yesterday = addDays(localDay(context.now(), context.timeZone), -1);
  const [models, found] = await Promise.all([
    readModels(context, yesterday),
    call(
      context.db,
      'model_find',
      { p_name: asked.name, p_version: asked.version ?? null },
      foundSchema.nullable(),
    ),
  ]);
  const model = models.find(({ name }) => name === found?.name);
  if (!model) throw refuseName(asked.name, models);
  const version =
    found?.version_id == null
      ? asked.version === undefined && model.current
      : model.versions.find(({ id }) => id === found.version_id);
  if (!version) throw refuseVersion(asked.version ?? '', model);

  const { period } = asked;
  const range = { p_from: period?.from ?? null, p_to: period?.to ?? null };
  const beside = chooseBeside(model, version, period);
  const span = period ?? { from: version.firstDay, to: version.lastDay };
  const grain = chooseGrain(span);
  const [rows, steps] = await Promise.all([
    call(
      context.db,
      'model_figures',
      { p_versions: beside.map(({ id }) => id), ...range },
      z.array(figuresSchema),
    ),
    call(
      context.db,
      'model_series',
      { p_version: version.id, p_from: span.from, p_to: span.to, p_grain: grain },
      seriesSchema,
    ),
  ]);
  const versions = beside.flatMap((each, index) => {
    const row = rows[index];
    return row ? [{ ...each, figures: measureFigures(row, each.threshold) }] : [];
  });
  const measured = versions.find(({ id }) => id === version.id);
  if (!measured) throw new RangeError('the version asked for was not counted');
  return {
    model,
    version: measured,
    versions,
    span: { from: span.from, to: span.to },
    isPeriod: period !== undefined,
    grain,
    series: fillSteps(steps, grain),
    status,
  };
}

/** The latest versions that were in use in the period, and the one asked for. */
function chooseBeside(model: Model, version: ModelVersion, period: Period | undefined): ModelVersion[] {
  const inUse = model.versions.filter(
    ({ id, firstDay, lastDay }) =>
      id === version.id || period === undefined || (firstDay <= period.to && lastDay >= period.from),
  );
  const latest = inUse.slice(-comparedVersions);
  return latest.includes(version) ? latest : [version, ...latest.slice(1)];
}

/** The finest grain in which a step still has outcomes enough to tell of. */
function chooseGrain({ from, to }: { from: Day; to: Day }): ModelGrain {
  if (to < addDays(from, 21)) return 'day';
  return to < addDays(from, 150) ? 'week' : 'month';
}

function fillSteps(rows: z.output<typeof seriesSchema>, grain: ModelGrain): ModelStep[] {
  const byStart = new Map(rows.map((row) => [row.start, row]));
  const [first, last] = [rows[0]?.start, rows.at(-1)?.start];
  const steps: ModelStep[] = [];
  for (let start = first; start !== undefined && last !== undefined && start <= last; ) {
    const row = byStart.get(start);
    const scored = row?.scored ?? 0;
    const known = row !== undefined && scored > 0;
    steps.push({
      start,
      activations: row?.activations ?? 0,
      scored,
      outcomeRate: known ? row.scored_positives / scored : null,
      meanScore: known ? row.score_sum / scoreSteps / scored : null,
      brier: known ? row.squared_error / scoreSteps ** 2 / scored : null,
    });
    start = nextStart(start, grain);
  }
  return steps;
}

function nextStart(start: Day, grain: ModelGrain): Day {
  if (grain === 'month') return `${monthOf(addMonths(start, 1))}-01`;
  return grain === 'week' ? weekStart(addDays(start, 7)) : addDays(start, 1);
}

/** There is no model of that name: the error names all that there are. */
function refuseName(part: string, models: Model[]): ServiceError {
  if (models.length === 0) return new ServiceError('not_found', 'models_none');
  // A version that there is not, behind a model that there is.
  const wanted = part.toLocaleLowerCase();
  const meant = models.find(({ name }) => wanted.startsWith(`${name.toLocaleLowerCase()} `));
  if (meant) return refuseVersion(part.slice(meant.name.length).trim(), meant);
  const known = models.map(({ name }) => name).slice(0, 10);
  return new ServiceError('not_found', 'model_unknown', { part, known: known.join(', ') });
}

function refuseVersion(part: string, model: Model): ServiceError {
  const known = model.versions.map(({ version }) => version).slice(-10);
  return new ServiceError('not_found', 'model_version_unknown', {
    part,
    model: model.name,
    known: known.join(', '),
  });
}
