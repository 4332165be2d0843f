import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { counterMigrations, useScratch } from '../tests/scratch.ts';
import { startChild } from '../tests/start-child.ts';
import { storePaths } from './disk.ts';
import { type Hold, holdFolder } from './hold.ts';
import { StoreInUseError } from './owner.ts';

const scratch = useScratch();

async function hold(folder: string, waitMs = 0): Promise<Hold> {
  const held = await holdFolder({ folder, purpose: 'test', waitMs });
  if (!('hold' in held)) throw new Error('nothing else was asked for');
  return held.hold;
}

describe('a folder', () => {
  test('is held once, and again after its release', async () => {
    const folder = scratch();
    const first = await hold(folder);
    const refused = hold(folder);
    await expect(refused).rejects.toThrow(StoreInUseError);
    await expect(refused).rejects.toThrow(`in use by process ${process.pid} (test, since 2`);
    await first.release();
    await (await hold(folder)).release();
  });

  test('is waited for', async () => {
    const folder = scratch();
    const first = await hold(folder);
    const second = hold(folder, 60_000);
    await first.release();
    await (await second).release();
  });

  test('tells how to reach its holder, to the user alone', async () => {
    const folder = scratch();
    const held = await hold(folder);
    const relay = { url: 'http://127.0.0.1:9', token: 'secret' };
    await held.announce(relay);
    const { owner } = storePaths(folder);
    expect(JSON.parse(await readFile(owner, 'utf8'))).toMatchObject({ pid: process.pid, relay });
    if (process.platform !== 'win32') expect((await stat(owner)).mode & 0o777).toBe(0o600);
    expect(
      await holdFolder({ folder, purpose: 'test', waitMs: 0 }, async (known) => known.relay?.token),
    ).toEqual({
      instead: 'secret',
    });
    await held.release();
    expect(existsSync(owner)).toBe(false);
  });

  test('is free although an owner that is no more is written down', async () => {
    const folder = scratch();
    await mkdir(folder);
    const owner = { pid: 1, since: '2026-01-01T00:00:00Z', purpose: 'serve', relay: null };
    await writeFile(join(folder, 'owner.json'), JSON.stringify(owner));
    await (await hold(folder)).release();
  });
});

describe('between processes', () => {
  const options = { purpose: 'hold', migrationsFolder: counterMigrations, durable: false };

  test('a store is refused with who has it, and free the moment that one is killed', async () => {
    const folder = scratch();
    const child = startChild({ folder, ...options });
    expect(await child.hear()).toEqual({ open: 'embedded' });
    await expect(hold(folder)).rejects.toMatchObject({ owner: { pid: child.pid, purpose: 'hold' } });
    await child.kill();
    await (await hold(folder)).release();
  });

  test('of several that open it at once one gets it', async () => {
    const folder = scratch();
    const children = [1, 2, 3].map(() => startChild({ folder, ...options }));
    const heard = await Promise.all(children.map((child) => child.hear()));
    const said = heard.map((line) => line?.open ?? line?.failed).sort();
    expect(said).toEqual(['StoreInUseError', 'StoreInUseError', 'embedded']);
    await Promise.all(children.map((child) => child.kill()));
  });
});
