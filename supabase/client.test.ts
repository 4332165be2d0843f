import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call, createClientWithFetch, createHostedClient, DatabaseError } from './client.ts';

function answering(status: number, body: unknown): ReturnType<typeof createClientWithFetch> {
  return createClientWithFetch(async () => new Response(JSON.stringify(body), { status }));
}

async function failure(promise: Promise<unknown>): Promise<DatabaseError> {
  const error = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof DatabaseError)) throw new Error(`no DatabaseError but ${error}`);
  return error;
}

describe('call', () => {
  test('gives what the schema makes of the answer', async () => {
    const client = answering(200, { n: 5, more: 'left out' });
    expect(await call(client, 'five', {}, z.object({ n: z.number() }))).toEqual({ n: 5 });
  });

  test('asks the function by name, with its arguments as they are', async () => {
    const asked: unknown[] = [];
    const client = createClientWithFetch(async (input, init) => {
      asked.push(String(input), init?.method, init?.body);
      return new Response('null');
    });
    await call(client, 'ask_me', { p_day: '2026-01-01', p_limit: null }, z.null());
    expect(asked).toEqual([
      'http://embedded.invalid/rest/v1/rpc/ask_me',
      'POST',
      '{"p_day":"2026-01-01","p_limit":null}',
    ]);
  });

  test('throws what the database said', async () => {
    const said = { code: '23505', message: 'duplicate key', details: 'Key exists', hint: null };
    expect(await failure(call(answering(409, said), 'write', {}, z.null()))).toMatchObject({
      fn: 'write',
      code: '23505',
      status: 409,
      message: 'write: duplicate key',
      details: 'Key exists',
      hint: null,
    });
  });

  test('throws when no answer comes', async () => {
    const client = createClientWithFetch(() => Promise.reject(new TypeError('fetch failed')));
    expect(await failure(call(client, 'write', {}, z.null()))).toMatchObject({
      code: 'unreachable',
      status: 0,
    });
  });

  test('names what has another shape, and nothing of the data', async () => {
    const schema = z.object({ rows: z.array(z.object({ net: z.number() })) });
    const error = await failure(
      call(answering(200, { rows: [{ net: 'maria@example.com' }] }), 'list', {}, schema),
    );
    expect(error).toMatchObject({ code: 'shape', fn: 'list' });
    expect(error.message).toBe('list: unexpected rows.0.net (invalid_type)');
  });
});

test('a hosted client speaks with the key it was given', async () => {
  const client = createHostedClient('http://127.0.0.1:9', 'key');
  expect((await client.rpc('any')).error?.message).toContain('fetch failed');
});
