import { fsyncSync } from 'node:fs';
import { type Extension, PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { holdsData } from './disk.ts';

/** Settings of the server, beside those that PGlite needs to run at all. */
const settings = {
  // 128 MB, Postgres's default, would be taken from the process at once and gains nothing beside the page cache.
  shared_buffers: '64MB',
  work_mem: '16MB',
  temp_buffers: '32MB',
  random_page_cost: '1.1',
  TimeZone: 'UTC',
  max_wal_size: '256MB',
  // PGlite gives no answer to fdatasync, the default on Linux.
  wal_sync_method: 'fsync',
};

const einval = 28;
const eio = 29;

/**
 * Opens the Postgres whose data is in `folder`, or makes one there if it holds none.
 *
 * What outlives what: a commit outlives the process (`kill -9`) always, because it is in the page cache. It outlives
 * a power loss when `durable`, because then Postgres's calls to fsync reach the disk: PGlite itself drops them, so
 * its file system is given the operation that it lacks. That costs one fsync a writing call (0.5 to 1 ms on an SSD).
 * A disk that confirms what it has not written can still lose the last calls; backups are for that, and for the loss
 * of the disk.
 */
export async function openPglite(folder: string, durable: boolean): Promise<PGlite> {
  const startParams = [
    ...PGlite.defaultStartParams.filter((param) => !(durable && param === '-F')),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const extensions = durable ? { syncedFolder } : {};
  const options = { startParams, extensions };
  if (holdsData(folder)) return PGlite.create(folder, options);
  // A new database comes out of an archive, in a third of the time that initdb would take.
  return PGlite.create(folder, { ...options, loadDataDir: await dataDir() });
}

/** The part of Emscripten's file system over Node's that this needs. */
interface FolderModule {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } };
}

/** Gives PGlite's file system over Node's the operation that it lacks, before Postgres starts. */
const syncedFolder: Extension = {
  name: 'synced-folder',
  setup: async (_pglite, options: { preRun: ((module: FolderModule) => void)[] }) => ({
    emscriptenOpts: {
      ...options,
      preRun: [
        ...options.preRun,
        ({ NODEFS }: FolderModule) => {
          NODEFS.stream_ops.fsync = ({ nfd }) => syncFile(nfd);
        },
      ],
    },
  }),
};

/** Gives the number of the error as WASI counts them; Postgres passes over EINVAL where the file is a folder. */
function syncFile(fd: number): number {
  try {
    fsyncSync(fd);
    return 0;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'EINVAL' || code === 'EPERM' ? einval : eio;
  }
}
