import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { SupabaseClient } from '@supabase/supabase-js';
import { createClientWithFetch, createHostedClient } from './client.ts';
import { backUpRunning } from './embedded/backup.ts';
import { holdsData, type StorePaths } from './embedded/disk.ts';
import { type Engine, openEngine } from './embedded/engine.ts';
import { type Hold, holdFolder } from './embedded/hold.ts';
import { findRelay } from './embedded/join.ts';
import { makeStore } from './embedded/make-store.ts';
import { openRelay } from './embedded/relay.ts';
import { defaultTemplateFolder } from './embedded/template.ts';
import { MigrationChangedError, ownMigrations } from './migrate.ts';
import { createRpcFetch } from './postgrest/rpc-fetch.ts';

export {
  BackupUnusableError,
  backupStore,
  restoreStore,
  StoreExistsError,
  StoreMissingError,
} from './embedded/backup.ts';
export { StoreInUseError } from './embedded/owner.ts';
export { MigrationChangedError };

/** A database that is open, wherever it is. */
export interface Store {
  client: SupabaseClient;
  /** In this process, in another process of this machine that has it open, or hosted. */
  kind: 'embedded' | 'relayed' | 'hosted';
  folder: string | null;
  /** Finishes the calls under way, up to 10 s, and lets go of the store. */
  close(): Promise<void>;
}

/** What opening a store is doing, for who waits for it. */
export type OpenStep =
  | { step: 'creating' }
  | { step: 'migrating'; file: string; index: number; count: number }
  | { step: 'opening' };

export interface EmbeddedOptions {
  /** Folder of the store, made when it is missing. */
  folder: string;
  /** What this process does with it, in a word for who else wants it: `serve`, `import`. */
  purpose: string;
  onProgress?: (step: OpenStep) => void;
  /** Answer the user's other processes while this one has the store. */
  relay?: boolean;
  /** Call through the process that has the store, if one has and answers others. */
  join?: boolean;
  /** How long to wait for a process that has the store and does not answer, in milliseconds. */
  waitMs?: number;
  /** Longest that one call may run, in milliseconds. */
  timeoutMs?: number;
  /** Throw away and make anew a store whose migrations have changed since, which is refused otherwise. */
  remakeIfChanged?: boolean;
  /** Where templates of empty stores are cached. */
  templateFolder?: string;
  migrationsFolder?: string;
  /** Commits reach the disk before they are answered. */
  durable?: boolean;
}

const defaults = {
  onProgress: (_step: OpenStep): void => undefined,
  relay: false,
  join: false,
  timeoutMs: 30_000,
  remakeIfChanged: false,
  templateFolder: defaultTemplateFolder,
  migrationsFolder: ownMigrations,
  durable: true,
};

/** How long a process that would join waits for one that is just starting, or leaving. */
const joinWaitMs = 10_000;

/**
 * Opens the embedded store in a folder, making it and bringing its schema up to date as needed. Throws
 * `StoreInUseError` when another process has it and does not share it, `MigrationChangedError` when it was made with
 * other migrations.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Store> {
  const settings = { ...defaults, waitMs: options.join ? joinWaitMs : 0, ...options };
  const { folder, join } = settings;
  const held = await holdFolder(settings, async (owner) => (join ? findRelay(owner) : undefined));
  if ('instead' in held) {
    const { url, token } = held.instead;
    return { client: createHostedClient(url, token), kind: 'relayed', folder, close: async () => undefined };
  }
  const { hold } = held;
  try {
    const engine = await openHeld(hold.paths, settings);
    const relay = settings.relay ? await startRelay(engine, hold) : undefined;
    const client = createClientWithFetch(createRpcFetch((request, signal) => engine.answer(request, signal)));
    const close = async () => {
      await relay?.close();
      await engine.close();
      await hold.release();
    };
    return { client, kind: 'embedded', folder, close };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** Removes what is in a store, if nobody has it open. Throws `StoreInUseError`. */
export async function removeStore(folder: string): Promise<void> {
  const held = await holdFolder({ folder, purpose: 'remove', waitMs: 0 });
  if (!('hold' in held)) return;
  await rm(held.hold.paths.data, { recursive: true, force: true });
  await held.hold.release();
}

async function openHeld(paths: StorePaths, settings: typeof defaults): Promise<Engine> {
  const { durable, migrationsFolder, timeoutMs, onProgress } = settings;
  const onMigration = (file: string, index: number, count: number) =>
    onProgress({ step: 'migrating', file, index, count });
  if (!holdsData(paths.data)) {
    onProgress({ step: 'creating' });
    await makeStore(paths, { ...settings, onMigration });
  }
  onProgress({ step: 'opening' });
  const engine = { dataFolder: paths.data, durable, migrationsFolder, timeoutMs, onMigration };
  try {
    return await openEngine(engine);
  } catch (error) {
    if (!(error instanceof MigrationChangedError && settings.remakeIfChanged)) throw error;
  }
  await rm(paths.data, { recursive: true });
  return openHeld(paths, { ...settings, remakeIfChanged: false });
}

async function startRelay(engine: Engine, hold: Hold): Promise<{ close: () => Promise<void> }> {
  const token = randomBytes(32).toString('base64url');
  let backups = Promise.resolve();
  const relay = await openRelay({
    token,
    answer: (request, signal) => engine.answer(request, signal),
    backUp: (file) => {
      const backup = backups.then(() => backUpRunning(engine, hold.paths, file));
      backups = backup.catch(() => undefined);
      return backup;
    },
  });
  await hold.announce({ url: relay.url, token });
  return relay;
}
