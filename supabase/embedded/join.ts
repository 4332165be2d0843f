import type { Owner } from './owner.ts';
import { backupPath } from './relay.ts';

export type RelayAddress = NonNullable<Owner['relay']>;

const answerMs = 2000;

/** Whether the process that holds a store answers others; gives where, or undefined. */
export async function findRelay(owner: Owner): Promise<RelayAddress | undefined> {
  if (!owner.relay) return undefined;
  try {
    const headers = { apikey: owner.relay.token };
    const response = await fetch(owner.relay.url, { headers, signal: AbortSignal.timeout(answerMs) });
    const { pid } = (await response.json()) as { pid?: number };
    return response.ok && pid === owner.pid ? owner.relay : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Has the process that holds a store write a backup of it to a file, given by its absolute path. Gives undefined when
 * that process does not answer; throws what kept it from writing.
 */
export async function askForBackup(owner: Owner, file: string): Promise<true | undefined> {
  const relay = await findRelay(owner);
  if (!relay) return undefined;
  const response = await fetch(relay.url + backupPath, {
    method: 'POST',
    headers: { apikey: relay.token },
    body: JSON.stringify({ file }),
  });
  if (response.ok) return true;
  const { message } = (await response.json()) as { message?: string };
  throw new Error(message ?? `The process that holds the store answered ${response.status}.`);
}
