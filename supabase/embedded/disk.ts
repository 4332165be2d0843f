import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How a store's folder is laid out. */
export interface StorePaths {
  /** The Postgres data. */
  data: string;
  /** Data being made; of no worth once its maker has ended. */
  making: string;
  /** The data before a restore, until that has succeeded. */
  aside: string;
  /** A copy of the data on its way into a backup. */
  snapshot: string;
  lock: string;
  owner: string;
}

export function storePaths(folder: string): StorePaths {
  const at = (name: string) => join(folder, name);
  return {
    data: at('db'),
    making: at('db.making'),
    aside: at('db.aside'),
    snapshot: at('db.snapshot'),
    lock: at('lock.db'),
    owner: at('owner.json'),
  };
}

/** Whether a folder holds Postgres data. */
export function holdsData(dataFolder: string): boolean {
  return existsSync(join(dataFolder, 'PG_VERSION'));
}

/** Has a folder with all that is in it written to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  const work = async () => {
    for (let path = paths.pop(); path; path = paths.pop()) await syncPath(path);
  };
  await Promise.all([work(), work(), work(), work()]);
}

/** Renames over whatever is there, and has the new name written to the disk. */
export async function moveInto(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncPath(dirname(to));
}

/** Puts right what a process that ended in the middle of making, restoring or copying a store has left behind. */
export async function recoverFolder(paths: StorePaths): Promise<void> {
  await rm(paths.making, { recursive: true, force: true });
  await rm(paths.snapshot, { recursive: true, force: true });
  if (!existsSync(paths.aside)) return;
  if (holdsData(paths.data)) await rm(paths.aside, { recursive: true, force: true });
  else await moveInto(paths.aside, paths.data);
}

/** Writes a file whole or not at all: under another name first, then on the disk, then under its own. */
export async function writeWhole(
  path: string,
  content: string | AsyncIterable<Buffer>,
  mode = 0o600,
): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveInto(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } catch (error) {
    // Some file systems, and all of Windows, know no sync of a folder.
    if (!['EINVAL', 'EPERM', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await file.close();
  }
}
