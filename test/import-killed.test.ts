import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../supabase/client.ts';
import { openEmbedded } from '../supabase/embedded.ts';

const script = fileURLToPath(new URL('./import-process.ts', import.meta.url));
const count = 8_000;

/** Starts the import as a process of its own; `onOutput` sees each piece of what it prints. */
function runImport(
  folder: string,
  file: string,
  temp: string,
  onOutput: (text: string, kill: () => void) => void,
) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, folder, file], {
    env: { ...process.env, TMPDIR: temp, SQLITE_TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    onOutput(text, () => child.kill('SIGKILL'));
  });
  return new Promise<{ output: string; signal: string | null }>((resolve) => {
    child.on('close', (_, signal) => resolve({ output, signal }));
  });
}

/** Orders, customers and gross of a store, as its client may ask for them. */
async function totalsOf(folder: string): Promise<object> {
  const store = await openEmbedded({ folder, purpose: 'test' });
  try {
    const status = await call(store.client, 'shop_status', {}, z.object({}).loose());
    return { orders: status.orders, customers: status.customers };
  } finally {
    await store.close();
  }
}

describe('an import killed in the middle', () => {
  let scratch = '';
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'import-killed-'));
  });
  afterAll(() => rm(scratch, { recursive: true }));

  it('leaves no temporary file, and run again has all orders once', async () => {
    const file = join(scratch, 'orders.csv');
    const temp = join(scratch, 'temp');
    await mkdir(temp);
    const lines = Array.from({ length: count }, (_, n) => {
      const day = new Date(Date.UTC(2024, 0, 1 + (n % 500))).toISOString().slice(0, 10);
      return `${n},${day},c${n % 700}@example.com,A${n % 50},1,${(n % 97) + 1}.50`;
    });
    await writeFile(file, `order,date,email,sku,quantity,price\n${lines.join('\n')}\n`);

    const killed = await runImport(join(scratch, 'killed'), file, temp, (_, kill) => kill());
    expect(killed.signal).toBe('SIGKILL');
    expect(await readdir(temp)).toEqual([]);

    const again = await runImport(join(scratch, 'killed'), file, temp, () => undefined);
    const written = JSON.parse(again.output.trim().split('\n').at(-1) ?? '');
    // What the killed run was told to be written was kept, or all of it was if it had just finished.
    const acknowledged = Number.parseInt(killed.output, 10);
    expect(acknowledged).toBeGreaterThan(0);
    expect(written.unchanged).toBeGreaterThanOrEqual(acknowledged);
    expect(written.inserted + written.unchanged).toBe(count);
    expect(written.updated).toBe(0);

    expect(await totalsOf(join(scratch, 'killed'))).toEqual({ orders: count, customers: 700 });
  }, 120_000);
});
