import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../services/errors.ts';
import { ask, logged, withRun } from './sample-dispatch.ts';

beforeEach(() => {
  logged.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

/** As `supabase/client.ts` throws them; `details` quotes data. */
class DatabaseError extends Error {
  override name = 'DatabaseError';
  code: string;
  status: number;
  details = 'Key (email)=(maria@example.com) already exists.';
  constructor(code: string, status: number) {
    super('kpi_report: failed');
    this.code = code;
    this.status = status;
  }
}

describe('what is not the fault of who asks gets a reference', () => {
  const failing = (cause: unknown) => withRun(() => Promise.reject(cause));

  it.each([
    ['a bug', new TypeError('x is undefined'), /^Something went wrong on my side\. Nothing was lost/],
    ['a broken answer', new DatabaseError('shape', 200), /^Something went wrong on my side/],
    [
      'no database',
      new DatabaseError('unreachable', 0),
      /^The shop's database cannot be reached right now\. Nothing was lost/,
    ],
    ['a restarting database', new DatabaseError('57P01', 500), /cannot be reached/],
    ['no gateway', new DatabaseError('', 503), /cannot be reached/],
    ['a statement cut off', new DatabaseError('57014', 500), /^That took too long, so I stopped waiting\./],
    [
      'another service',
      new ServiceError('upstream', 'shop_api'),
      /^Something that the answer needs did not respond/,
    ],
    ['no error at all', 'a string', /^Something went wrong/],
  ])('%s', async (_, cause, expected) => {
    const reply = await ask('/trial last month', { commands: failing(cause) });
    expect(reply.summary).toMatch(expected);
    expect(reply).toMatchObject({ tone: 'error', visibility: 'private', question: '/trial "last month"' });
    expect(reply.reference).toMatch(/^[a-z2-9]{8}$/);
    expect(reply.actions).toEqual([{ label: 'Try again', ask: '/trial "last month"' }]);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({
      level: 'error',
      message: 'failed',
      fields: {
        platform: 'console',
        command: 'trial',
        reference: reply.reference,
        err: { message: expect.any(String) },
      },
    });
  });

  it('the log keeps the cause and none of the data or the line', async () => {
    const cause = new Error('upsert failed', { cause: new DatabaseError('23505', 409) });
    const reply = await ask('/trial maria@example.com', { commands: failing(cause) });
    const text = JSON.stringify(logged);
    expect(text).toContain('upsert failed');
    expect(text).toContain('23505');
    expect(text).not.toContain('maria@example.com');
    expect(JSON.stringify(reply)).not.toMatch(/upsert failed|node_modules|\.ts:\d/);
  });

  it('also a context that cannot be opened', async () => {
    const reply = await ask('/trial', { context: () => Promise.reject(new DatabaseError('unreachable', 0)) });
    expect(reply.summary).toMatch(/cannot be reached/);
    expect(reply.actions).toEqual([]);
  });

  it('and an answer that takes too long, however it ends later', async () => {
    vi.useFakeTimers();
    let fail: (cause: Error) => void = () => undefined;
    const commands = withRun(
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    const pending = ask('/trial', { commands, timeoutMs: 10_000 });
    await vi.advanceTimersByTimeAsync(10_000);
    const reply = await pending;
    fail(new Error('late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(reply.summary).toMatch(
      /^That took longer than 10 seconds, so I stopped waiting\. Nothing was lost/,
    );
  });
});
