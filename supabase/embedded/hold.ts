import { access, constants, mkdir } from 'node:fs/promises';
import { setTimeout as later } from 'node:timers/promises';
import { recoverFolder, type StorePaths, storePaths } from './disk.ts';
import { type FolderLock, tryLock } from './lock.ts';
import { type Owner, readOwner, removeOwner, StoreInUseError, writeOwner } from './owner.ts';

/** A store's folder, held by this process alone. */
export interface Hold {
  paths: StorePaths;
  /** Says how other processes reach the store from now on. */
  announce(relay: Owner['relay']): Promise<void>;
  release(): Promise<void>;
}

export interface HoldSettings {
  folder: string;
  /** What this process does with the store, in a word for who else wants it. */
  purpose: string;
  /** How long to wait for another process to let go, in milliseconds. */
  waitMs: number;
}

const pollMs = 50;

/**
 * Takes the lock of a store's folder before anything else is read or written there, says who has it and puts right
 * what a process before left undone. While another has it, `instead` is asked what else would do, until it knows
 * something or the time is over. Throws `StoreInUseError`, or what the disk says.
 */
export async function holdFolder<T = never>(
  { folder, purpose, waitMs }: HoldSettings,
  instead: (owner: Owner) => Promise<T | undefined> = async () => undefined,
): Promise<{ hold: Hold } | { instead: T }> {
  const paths = storePaths(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Or the lock would only say that it cannot be opened.
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  for (const deadline = performance.now() + waitMs; ; await later(pollMs)) {
    const lock = tryLock(paths.lock);
    if (lock) return { hold: await settleIn(paths, purpose, lock) };
    const owner = await readOwner(paths.owner);
    const other = owner && (await instead(owner));
    if (other !== undefined) return { instead: other };
    if (performance.now() >= deadline) throw new StoreInUseError(folder, owner);
  }
}

async function settleIn(paths: StorePaths, purpose: string, lock: FolderLock): Promise<Hold> {
  const since = new Date().toISOString();
  const announce = (relay: Owner['relay']) =>
    writeOwner(paths.owner, { pid: process.pid, since, purpose, relay });
  const release = async () => {
    await removeOwner(paths.owner);
    lock.release();
  };
  try {
    await announce(null);
    await recoverFolder(paths);
  } catch (error) {
    lock.release();
    throw error;
  }
  return { paths, announce, release };
}
