import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CorruptArchiveError, packFolder, unpackFolder } from './tar.ts';

let scratch: string;
let next = 0;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'regulars-tar-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

type Files = Record<string, Uint8Array>;

const name = fc
  .string({ unit: fc.constantFrom(...'abc_.1'), minLength: 1, maxLength: 6 })
  .filter((part) => !/^\.+$/.test(part));
const path = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map((part, i) => `${i}${part}`).join('/'));
const sizes = fc.oneof(fc.nat(2000), fc.constantFrom(0, 511, 512, 513, 1_048_576, 1_300_000));
const files: fc.Arbitrary<Files> = fc
  .dictionary(path, sizes, { maxKeys: 6 })
  .map((found) =>
    Object.entries(found).filter(([key]) => !Object.keys(found).some((other) => other.startsWith(`${key}/`))),
  )
  .map((entries) => Object.fromEntries(entries.map(([key, size]) => [key, Buffer.alloc(size, key)])));

async function newFolder(): Promise<string> {
  const folder = join(scratch, String(next++));
  await mkdir(folder);
  return folder;
}

async function write(contents: Files): Promise<string> {
  const folder = await newFolder();
  for (const [file, bytes] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), bytes);
  }
  return folder;
}

async function read(folder: string): Promise<Files> {
  const found: Files = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile()) found[file.slice(folder.length + 1)] = await readFile(file);
  }
  return found;
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function* cutInto(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('an archive', () => {
  test('gives back the files that went in, however its bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 100, max: 100_000 }), async (contents, size) => {
        const archive = await collect(packFolder(await write(contents), { 'label.json': '{"a":1}' }));
        const into = await newFolder();
        const kept = await unpackFolder(cutInto(archive, size), into, ['label.json']);
        expect(kept.get('label.json')).toBe('{"a":1}');
        const back = await read(into);
        expect(Object.keys(back).sort()).toEqual(Object.keys(contents).sort());
        for (const [file, bytes] of Object.entries(contents))
          expect(Buffer.compare(back[file] ?? Buffer.from('missing'), bytes)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  test('that was cut anywhere is refused', async () => {
    const archive = await collect(
      packFolder(await write({ '0a': Buffer.alloc(700), '0b/1c': Buffer.alloc(10) })),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1025), async (length) => {
        const cut = unpackFolder(cutInto(archive.subarray(0, length), 600), await newFolder());
        await expect(cut).rejects.toThrow(CorruptArchiveError);
      }),
      { numRuns: 25 },
    );
  });

  test('of something else is refused', async () => {
    const other = unpackFolder(cutInto(Buffer.alloc(4096, 'x'), 512), await newFolder());
    await expect(other).rejects.toThrow(CorruptArchiveError);
  });

  const hasTar = spawnSync('tar', ['--version']).status === 0;
  test.runIf(hasTar)('is read by tar, where there is one', async () => {
    const file = join(scratch, 'for-tar');
    await writeFile(
      file,
      await collect(packFolder(await write({ '0a/1b': Buffer.from('x'), '0c': Buffer.alloc(600) }))),
    );
    const { stdout, status } = spawnSync('tar', ['-tf', file], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '0a/\n0a/1b\n0c\n', status: 0 });
  });
});
