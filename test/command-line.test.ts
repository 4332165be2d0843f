import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { openLiveData } from '../live-data.ts';
import { createLogger } from '../logger.ts';
import { openData, storeFolder } from '../open-data.ts';

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'command-line-'));
});
afterAll(() => rm(scratch, { recursive: true }));

/** Runs the program as a person does, to its end, or until it says what it is to be killed at. */
async function run(
  argv: string[],
  settings: Record<string, string>,
  killAt?: RegExp,
): Promise<{ code: number; said: string }> {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...argv], {
    cwd: scratch,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (killAt?.test(said)) child.kill('SIGKILL');
    });
  }
  const [code] = await once(child, 'close');
  return { code, said };
}

const demoDays = new Date('2023-01-08T15:00:00Z');

describe('a server whose port is taken', { timeout: 120_000 }, () => {
  it('says so and ends before it makes anything', async () => {
    const data = join(scratch, 'taken');
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, said } = await run([], { REGULARS_DATA: data, PORT: String(port), LOCALE: 'pt-BR' });
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`A porta ${port} está em uso. Escolha outra, por exemplo PORT=3100.\n`);
    expect(said).not.toMatch(/EADDRINUSE|at .*:\d+/);
    expect(existsSync(data)).toBe(false);
  });
});

describe('a first import that is refused before it writes', { timeout: 120_000 }, () => {
  it('leaves the demo answering, in a server that runs too, until one has written', async () => {
    const settings = { REGULARS_DATA: join(scratch, 'first') };
    const config = readConfig(settings);
    const options = { purpose: 'serve', now: () => demoDays } as const;
    const live = await openLiveData(config, options, createLogger(config, false));
    const file = join(scratch, 'orders.csv');
    const header = 'order,date,email,total,status\n';

    await writeFile(file, `${header}1,2026-03-01,a@b.c,1.50,who knows\n`);
    const refused = await run(['import', file], settings);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('Nothing was written') });
    expect(existsSync(storeFolder(config, false))).toBe(true);
    expect((await live.current()).demo).toBe(true);
    const other = await openData(config, { purpose: 'ask', now: () => demoDays });
    expect(other.demo).toBe(true);
    await other.close();

    await writeFile(file, `${header}1,2026-03-01,a@b.c,1.50,paid\n`);
    expect((await run(['import', file], settings)).code).toBe(0);
    expect((await live.current()).demo).toBe(false);
    await live.close();
  });
});

describe('a first import that is killed after it wrote', { timeout: 120_000 }, () => {
  it('leaves a shop that answers with what was written, and says that some is missing until it is run again', async () => {
    const settings = { REGULARS_DATA: join(scratch, 'killed') };
    const file = join(scratch, 'many.csv');
    const lines = Array.from({ length: 40_000 }, (_, n) => `${n},2026-03-01,c${n % 900}@example.com,1.50`);
    await writeFile(file, `order,date,email,total\n${lines.join('\n')}\n`);
    const { said } = await run(['import', file], settings, /Writing +(50|75) %/);
    expect(said).not.toContain('Imported');
    const ask = async (locale: string) =>
      (await run(['ask', '/regulars status'], { ...settings, LOCALE: locale })).said.replaceAll(/\s+/g, ' ');
    const partly = await ask('en');
    expect(partly).not.toContain('Demo shop');
    expect(partly).toContain('the import of many.csv has not ended: orders may be missing');
    expect(await ask('pt-BR')).toContain('a importação de many.csv não terminou: podem faltar pedidos');

    expect((await run(['import', file], settings)).code).toBe(0);
    const whole = await ask('en');
    expect(whole).toContain('40,000 orders');
    expect(whole).not.toContain('many.csv has not ended');
  });
});
