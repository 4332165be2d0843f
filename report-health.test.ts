import { expect, test, vi } from 'vitest';
import { reportHealth } from './report-health.ts';

const log = { warn: vi.fn() };
const connected = { Slack: 'connected', Discord: 'standby' } as const;
const embedded = async () => 'embedded';

test('all is ready where the database answers and every platform is connected, or stands by', async () => {
  expect(await reportHealth({ database: embedded, platforms: connected, log })).toEqual({
    ready: true,
    checks: { database: 'embedded', ...connected },
  });
});

test('it is not while a platform is being connected', async () => {
  const platforms = { ...connected, Slack: 'connecting' } as const;
  expect(await reportHealth({ database: embedded, platforms, log })).toMatchObject({
    ready: false,
    checks: { Slack: 'connecting' },
  });
});

test.each([
  ['fails', () => Promise.reject(new Error('away'))],
  ['hangs', () => new Promise<string>(() => undefined)],
])('nor where the database %s, which is said, and how the platforms stand', async (_, database) => {
  vi.useFakeTimers();
  const report = reportHealth({ database, platforms: connected, log });
  await vi.advanceTimersByTimeAsync(3_000);
  vi.useRealTimers();
  expect(await report).toEqual({ ready: false, checks: { database: 'unreachable', ...connected } });
});
