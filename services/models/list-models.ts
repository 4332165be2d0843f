import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { addDays, localDay } from '../periods/index.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { type Figures, figuresSchema, measureFigures } from './figures.ts';
import { type Model, modelSchema, readModel } from './model.ts';

export interface ListedModel extends Model {
  /** Of its current version, over all of its time. */
  figures: Figures;
}

export interface ModelList {
  models: ListedModel[];
  /** The last day of the 28 that are counted: yesterday. */
  day: Day;
  status: FilledShop;
}

/** Every model by name, with the figures of the version in use. Throws EmptyShopError. */
export async function listModels(context: Context): Promise<ModelList> {
  const status = await getFilledShop(context);
  const day = addDays(localDay(context.now(), context.timeZone), -1);
  const models = await readModels(context, day);
  const rows = await call(
    context.db,
    'model_figures',
    { p_versions: models.map(({ current }) => current.id) },
    z.array(figuresSchema),
  );
  const listed = models.flatMap((model, index) => {
    const row = rows[index];
    return row ? [{ ...model, figures: measureFigures(row, model.current.threshold) }] : [];
  });
  return { models: listed, day, status };
}

/** Every model by name, without figures; activations are counted up to a day. */
export async function readModels(context: Context, day: Day): Promise<Model[]> {
  const rows = await call(context.db, 'model_list', { p_day: day }, z.array(modelSchema));
  return rows.flatMap((row) => readModel(row) ?? []);
}

/** The names of all models, each with those of its versions, the latest first. */
export async function listModelNames(context: Context): Promise<{ name: string; versions: string[] }[]> {
  const models = await readModels(context, localDay(context.now(), context.timeZone));
  return models.map(({ name, versions }) => ({
    name,
    versions: versions.map(({ version }) => version).reverse(),
  }));
}
