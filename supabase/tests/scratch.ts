import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

/** Migrations small enough for tests of what holds a database, whatever is in it. */
export const counterMigrations = fileURLToPath(new URL('./counter-migrations/', import.meta.url));

/** A folder for the tests of a file, removed after them. Gives new names inside it. */
export function useScratch(): (name?: string) => string {
  let scratch: string | undefined;
  let next = 0;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'regulars-scratch-'));
  });
  afterAll(() => (scratch ? rm(scratch, { recursive: true, force: true }) : undefined));
  return (name = 'folder') => {
    if (!scratch) throw new Error('The scratch folder is there inside tests and hooks only.');
    return join(scratch, `${next++}-${name}`);
  };
}
