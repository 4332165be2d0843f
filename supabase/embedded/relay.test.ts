import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHostedClient } from '../client.ts';
import { openEmbedded, type Store } from '../embedded.ts';
import type { RpcAnswer } from '../postgrest/answer-rpc.ts';
import { counterMigrations, useScratch } from '../tests/scratch.ts';
import { startChild } from '../tests/start-child.ts';
import { storePaths } from './disk.ts';
import { StoreInUseError } from './owner.ts';
import { openRelay } from './relay.ts';

const scratch = useScratch();
const settings = { purpose: 'test', migrationsFolder: counterMigrations, durable: false };

describe('a store that is shared', () => {
  let folder: string;
  let store: Store;
  let relay: { url: string; token: string };
  beforeAll(async () => {
    folder = scratch();
    store = await openEmbedded({ folder, ...settings, relay: true });
    relay = JSON.parse(await readFile(storePaths(folder).owner, 'utf8')).relay;
  });
  afterAll(() => store?.close());

  test('is written through by another process', async () => {
    const child = startChild({ folder, ...settings, join: true, countBy: 'child' });
    expect(await child.hear()).toEqual({ open: 'relayed' });
    expect(await child.hear()).toEqual({ counted: 1 });
    await child.finish();
    const { data } = await store.client.rpc('count_all', { p_by: 'child' });
    expect(data).toBeGreaterThanOrEqual(1);
  });

  test.each<[string, object]>([
    ['count_all', { p_by: 'same' }],
    ['count_all', { p_by: 'same', p_other: 1 }],
    ['count_up', { p_by: 'same', p_number: 'x' }],
    ['nap', { p_seconds: 0 }],
    ['no_such', {}],
  ])('answers a joined client as its own: %s %o', async (name, args) => {
    const joined = await openEmbedded({ folder, ...settings, join: true });
    expect(joined.kind).toBe('relayed');
    expect(await joined.client.rpc(name, args)).toEqual(await store.client.rpc(name, args));
    await joined.close();
  });

  test('is refused to one that does not join', async () => {
    await expect(openEmbedded({ folder, ...settings })).rejects.toThrow(StoreInUseError);
  });

  test('wants its token', async () => {
    const { status, error } = await createHostedClient(relay.url, 'wrong').rpc('nap', { p_seconds: 0 });
    expect({ status, code: error?.code }).toEqual({ status: 401, code: 'PGRST301' });
  });

  function get(path: string, headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const asked = request(relay.url + path, { headers: { apikey: relay.token, ...headers } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.once('error', reject);
      asked.end();
    });
  }

  test('wants to be called by its address', async () => {
    expect(await get('/', {})).toBe(200);
    expect(await get('/', { host: 'rebound.example.com' })).toBe(403);
  });

  test('has no other paths', async () => {
    expect(await get('/rest/v1/counted', {})).toBe(404);
    expect(await get('/rest/v1/rpc/a/b', {})).toBe(404);
  });

  test('takes large bodies, to a limit', async () => {
    const client = createHostedClient(relay.url, relay.token);
    const filling = (megabytes: number) => 'x'.repeat(megabytes * 1024 * 1024);
    const large = await client.rpc('count_up', { p_by: 'large', p_number: 1, p_filling: filling(12) });
    expect(large.data).toBe(1);
    const tooLarge = await client.rpc('count_up', { p_by: 'large', p_number: 2, p_filling: filling(65) });
    expect(tooLarge.status).toBe(413);
  });

  test('ends a call whose asker has gone', async () => {
    const asking = new AbortController();
    const client = createHostedClient(relay.url, relay.token);
    const slow = client.rpc('nap', { p_seconds: 60 }).abortSignal(asking.signal);
    setTimeout(() => asking.abort(), 100);
    expect((await slow).error?.message).toContain('AbortError');
    expect((await store.client.rpc('count_all', { p_by: 'nobody' })).data).toBe(0);
  });
});

describe('closing a relay', () => {
  test('lets the calls under way end, and takes no more', async () => {
    const begun = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<RpcAnswer>();
    const relay = await openRelay({
      token: 'token',
      answer: () => {
        begun.resolve();
        return answered.promise;
      },
      backUp: async () => undefined,
    });
    const client = createHostedClient(relay.url, 'token');
    const underWay = client.rpc('any').then(({ data }) => data);
    await begun.promise;
    const closed = relay.close();
    expect((await client.rpc('any')).status).toBe(503);
    answered.resolve({ status: 200, body: '"in the end"' });
    expect(await underWay).toBe('in the end');
    await closed;
    expect(await client.rpc('any')).toMatchObject({
      status: 0,
      error: { message: 'TypeError: fetch failed' },
    });
  });
});

describe('joining a store that is not shared', () => {
  test('waits until it is free', async () => {
    const folder = scratch();
    const first = await openEmbedded({ folder, ...settings });
    const second = openEmbedded({ folder, ...settings, join: true, waitMs: 60_000 });
    await first.close();
    expect((await second).kind).toBe('embedded');
    await (await second).close();
  });

  test('gives up in the end', async () => {
    const folder = scratch();
    const first = await openEmbedded({ folder, ...settings });
    await expect(openEmbedded({ folder, ...settings, join: true, waitMs: 10 })).rejects.toThrow(
      StoreInUseError,
    );
    await first.close();
  });
});
