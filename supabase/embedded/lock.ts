import { DatabaseSync } from 'node:sqlite';

/** A folder held by this process alone. */
export interface FolderLock {
  release(): void;
}

/**
 * Connections that hold a lock. The garbage collector would close one that nobody refers to, and the lock with it.
 */
const held = new Set<DatabaseSync>();

const busy = 5;

/**
 * Takes the lock that is the file at `path`, or gives undefined when someone has it, in this process or another.
 *
 * It is the kernel's lock on a file, by way of an SQLite database in an exclusive transaction: Node has no call of
 * its own for that. So it ends with the process however that ends, needs no process ids, which mean nothing across
 * containers, and holds on every platform. The file itself stays. No one in this process may open it by other
 * means: closing any descriptor of a file gives up all of a process's POSIX locks on it.
 */
export function tryLock(path: string): FolderLock | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // Nothing is ever written to it, so there is nothing to roll back either.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}
