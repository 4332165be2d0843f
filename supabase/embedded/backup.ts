import { createReadStream, existsSync } from 'node:fs';
import { constants, cp, mkdir, open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ownMigrations } from '../migrate.ts';
import { holdsData, moveInto, type StorePaths, syncFolder, writeWhole } from './disk.ts';
import { type Engine, openEngine } from './engine.ts';
import { holdFolder } from './hold.ts';
import { askForBackup } from './join.ts';
import { packFolder, unpackFolder } from './tar.ts';

/** There is no store in the folder. */
export class StoreMissingError extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(`There is no store in ${folder}.`);
    this.name = 'StoreMissingError';
    this.folder = folder;
  }
}

/** A store is there already, and would be lost. */
export class StoreExistsError extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(`There is a store in ${folder} already.`);
    this.name = 'StoreExistsError';
    this.folder = folder;
  }
}

/** The file is no backup, or not whole. Nothing was changed. */
export class BackupUnusableError extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`${file} is not a whole backup of a store: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
    this.name = 'BackupUnusableError';
    this.file = file;
  }
}

/** The disk's own troubles, which a backup is not to blame for. */
const unwritable: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM']);

const labelName = 'regulars-backup.json';
const labelFormat = 1;
const holdFor = { purpose: 'backup', waitMs: 5000 };

/**
 * Writes the store in `folder` to a file of its own, a gzipped tar, whole and on the disk before it gets its name.
 * A store in use is backed up by the process that has it, if that listens. Throws `StoreMissingError`,
 * `StoreInUseError`, or what the disk says.
 */
export async function backupStore(
  folder: string,
  file: string,
  { waitMs = holdFor.waitMs } = {},
): Promise<void> {
  const target = resolve(file);
  const held = await holdFolder({ folder, ...holdFor, waitMs }, (owner) => askForBackup(owner, target));
  if ('instead' in held) return;
  try {
    const { data } = held.hold.paths;
    if (!holdsData(data)) throw new StoreMissingError(folder);
    await packBackup(data, target);
  } finally {
    await held.hold.release();
  }
}

/** Backs up a store that goes on being used: calls wait only while its files are copied, for which there must be room. */
export async function backUpRunning(engine: Engine, paths: StorePaths, file: string): Promise<void> {
  try {
    await engine.whileResting(() =>
      cp(paths.data, paths.snapshot, {
        recursive: true,
        errorOnExist: true,
        force: false,
        mode: constants.COPYFILE_FICLONE,
      }),
    );
    await packBackup(paths.snapshot, file);
  } finally {
    await rm(paths.snapshot, { recursive: true, force: true });
  }
}

/**
 * Puts the store of a backup into `folder`. One that is there already is replaced only with `force`, and kept until
 * the other is in its place. Throws `StoreExistsError`, `StoreInUseError`, `BackupUnusableError`, or what the disk
 * says.
 */
export async function restoreStore(
  file: string,
  folder: string,
  { force = false, migrationsFolder = ownMigrations } = {},
): Promise<void> {
  // One that is not there, or not for this user, is not called a damaged one; nor is a folder made for it.
  await (await open(file)).close();
  const held = await holdFolder({ folder, ...holdFor, purpose: 'restore' });
  if (!('hold' in held)) return;
  try {
    if (holdsData(held.hold.paths.data) && !force) throw new StoreExistsError(folder);
    await restoreInto(held.hold.paths, file, migrationsFolder);
  } finally {
    await held.hold.release();
  }
}

async function restoreInto(paths: StorePaths, file: string, migrationsFolder: string): Promise<void> {
  try {
    await mkdir(paths.making, { mode: 0o700 });
    await unpackBackup(file, paths.making);
    await tryOut(paths.making, migrationsFolder);
  } catch (error) {
    await rm(paths.making, { recursive: true, force: true });
    const { code = '' } = error as NodeJS.ErrnoException;
    throw unwritable.has(code) ? error : new BackupUnusableError(file, error);
  }
  await syncFolder(paths.making);
  if (existsSync(paths.data)) await rename(paths.data, paths.aside);
  await moveInto(paths.making, paths.data);
  await rm(paths.aside, { recursive: true, force: true });
}

async function packBackup(dataFolder: string, file: string): Promise<void> {
  const label = JSON.stringify({ format: labelFormat, made: new Date().toISOString() });
  const chunks = packFolder(dataFolder, { [labelName]: label });
  await pipeline(chunks, createGzip({ level: 1 }), (zipped) => writeWhole(file, zipped));
}

async function unpackBackup(file: string, into: string): Promise<void> {
  const read = (chunks: AsyncIterable<Buffer>) => unpackFolder(chunks, into, [labelName]);
  const kept = await pipeline(createReadStream(file), createGunzip({ chunkSize: 1 << 20 }), read);
  const { format } = JSON.parse(kept.get(labelName) ?? '{}') as { format?: number };
  if (format !== labelFormat) throw new Error(`it carries no ${labelName} of a kind that is known here`);
}

/** Opens what was unpacked and brings it up to date: only that shows whether this version can use it. */
async function tryOut(dataFolder: string, migrationsFolder: string): Promise<void> {
  if (!holdsData(dataFolder)) throw new Error('it holds no database');
  const engine = await openEngine({
    dataFolder,
    durable: false,
    migrationsFolder,
    timeoutMs: Number.POSITIVE_INFINITY,
  });
  await engine.close();
}
