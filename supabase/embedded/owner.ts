import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeWhole } from './disk.ts';

const ownerSchema = z.object({
  pid: z.int(),
  /** When it opened the store, ISO 8601 in UTC. */
  since: z.string(),
  /** What it does with the store, in a word of its own: `serve`, `import`. */
  purpose: z.string(),
  /** Where it answers other processes, and the token that they must show. */
  relay: z.object({ url: z.url(), token: z.string().min(1) }).nullable(),
});

/** Who holds a store, as it says of itself beside the lock. */
export type Owner = z.infer<typeof ownerSchema>;

/** Another process holds the store. `owner` is unknown in the moment between its taking the lock and saying so. */
export class StoreInUseError extends Error {
  readonly folder: string;
  readonly owner: Omit<Owner, 'relay'> | undefined;

  constructor(folder: string, owner: Owner | undefined) {
    const who = owner ? `process ${owner.pid} (${owner.purpose}, since ${owner.since})` : 'another process';
    super(`The store in ${folder} is in use by ${who}.`);
    this.name = 'StoreInUseError';
    this.folder = folder;
    this.owner = owner && { pid: owner.pid, since: owner.since, purpose: owner.purpose };
  }
}

/** Writes who holds the store; readable by its user alone, as the token is in it. */
export function writeOwner(path: string, owner: Owner): Promise<void> {
  return writeWhole(path, `${JSON.stringify(owner, null, 2)}\n`);
}

/** Reads who holds the store, or who did last; undefined when nobody says so. */
export async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

export function removeOwner(path: string): Promise<void> {
  return rm(path, { force: true });
}
