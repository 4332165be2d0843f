import { mkdir } from 'node:fs/promises';
import { readMigrations } from '../migrate.ts';
import { moveInto, type StorePaths, syncFolder } from './disk.ts';
import { openEngine } from './engine.ts';
import { keepTemplate, takeTemplate, templatePath } from './template.ts';
import type { OnMigration } from './thread.ts';

export interface MakeSettings {
  migrationsFolder: string;
  templateFolder: string;
  durable: boolean;
  onMigration?: OnMigration | undefined;
}

/**
 * Makes the data of a new store beside where it belongs and moves it there whole, so that one interrupted is no store
 * yet. Comes from the template where there is one, and leaves one otherwise.
 */
export async function makeStore(paths: StorePaths, settings: MakeSettings): Promise<void> {
  const { migrationsFolder, templateFolder, durable, onMigration } = settings;
  const template = await templatePath(templateFolder, await readMigrations(migrationsFolder));
  if (!(await takeTemplate(template, paths.making))) {
    await mkdir(paths.making, { mode: 0o700 });
    const engine = await openEngine({
      dataFolder: paths.making,
      durable: false,
      migrationsFolder,
      timeoutMs: Number.POSITIVE_INFINITY,
      onMigration,
    });
    await engine.close();
    await keepTemplate(template, paths.making);
  }
  if (durable) await syncFolder(paths.making);
  await moveInto(paths.making, paths.data);
}
