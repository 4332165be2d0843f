import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of the project as a fresh clone has it after installing: the same packages, and nothing cached. */
export interface Clone {
  folder: string;
  /** Folder for REGULARS_DATA that does not exist yet. */
  newDataFolder: () => string;
  /** Forgets the cached templates of empty stores. */
  forgetTemplates: () => Promise<void>;
  remove: () => Promise<void>;
}

export async function makeClone(): Promise<Clone> {
  const root = await mkdtemp(join(tmpdir(), 'bench-'));
  const folder = join(root, 'project');
  const installed = join(project, 'node_modules');
  const filter = (path: string) => path === project || !/^(\.|node_modules$)/.test(basename(path));
  await cp(project, folder, { recursive: true, filter });
  await mkdir(join(folder, 'node_modules'));
  for (const name of await readdir(installed)) {
    if (name.startsWith('.')) continue;
    await symlink(join(installed, name), join(folder, 'node_modules', name), 'junction');
  }
  let stores = 0;
  return {
    folder,
    newDataFolder: () => {
      stores += 1;
      return join(root, `data-${stores}`);
    },
    forgetTemplates: () => rm(join(folder, 'node_modules/.cache'), { recursive: true, force: true }),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
