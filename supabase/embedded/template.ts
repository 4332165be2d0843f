import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip, createGzip } from 'node:zlib';
import type { Migration } from '../migrate.ts';
import { writeWhole } from './disk.ts';
import { packFolder, unpackFolder } from './tar.ts';

/**
 * A template is an empty store with all migrations applied, kept in a cache: to unpack it takes a tenth of a second,
 * to make one several. It may vanish at any time.
 */

/** Where templates are kept unless told otherwise. */
export const defaultTemplateFolder = fileURLToPath(
  new URL('../../node_modules/.cache/regulars/', import.meta.url),
);

/** How many templates of other versions are left beside the one in use. */
const othersKept = 2;
const hourMs = 3_600_000;

/** Path of the template for these migrations and the installed PGlite. */
export async function templatePath(folder: string, migrations: readonly Migration[]): Promise<string> {
  const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(await readFile(join(pglite, '../package.json'), 'utf8')) as {
    version: string;
  };
  const hash = createHash('sha256').update(version);
  for (const { file, sql } of migrations) hash.update(`\0${file}\0${sql}`);
  return join(folder, `template-${hash.digest('hex').slice(0, 16)}.tgz`);
}

/** Unpacks a template into an empty folder; false when there is none, or none that is whole, and nothing is left. */
export async function takeTemplate(path: string, into: string): Promise<boolean> {
  try {
    await stat(path);
    await mkdir(into, { recursive: true, mode: 0o700 });
    await pipeline(createReadStream(path), createGunzip({ chunkSize: 1 << 20 }), (chunks) =>
      unpackFolder(chunks, into),
    );
    await utimes(path, new Date(), new Date()).catch(() => undefined);
    return true;
  } catch {
    await rm(into, { recursive: true, force: true });
    return false;
  }
}

/** Makes the data of a store at rest the template; without effect where the cache cannot be written. */
export async function keepTemplate(path: string, dataFolder: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await pipeline(packFolder(dataFolder), createGzip({ level: 1 }), (chunks) =>
      writeWhole(path, chunks, 0o644),
    );
    await removeOthers(path);
  } catch {
    // A read-only or full disk costs the next store its quick start, no more.
  }
}

async function removeOthers(path: string): Promise<void> {
  const folder = dirname(path);
  const names = (await readdir(folder)).filter((name) => name.startsWith('template-'));
  const others = names.map((name) => join(folder, name)).filter((other) => other !== path);
  const used = await Promise.all(others.map(async (other) => ({ other, at: (await stat(other)).mtimeMs })));
  const finished = used.filter(({ other }) => other.endsWith('.tgz')).sort((one, two) => two.at - one.at);
  const abandoned = used.filter(({ other, at }) => other.endsWith('.part') && Date.now() - at > hourMs);
  for (const { other } of [...finished.slice(othersKept), ...abandoned]) await rm(other, { force: true });
}
