import { expect, test, vi } from 'vitest';
import { describeStores } from '../../supabase/tests/harness.ts';
import type { ChatDeps } from './chat-deps.ts';
import { claimShare, releaseShare } from './share.ts';

describeStores('showing an answer to the channel', (store) => {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const depsOf = (db: ChatDeps['db']) => ({ db, log }) as unknown as ChatDeps;
  const share = (eventId: string, reference = 'abcdefghijklmnop') => ({
    platform: 'slack',
    reference,
    eventId,
  });

  test('is one press’s, whichever process works on it, until it gives it back', async () => {
    const deps = depsOf(async () => store().client);
    const claims = await Promise.all(['a', 'b', 'c'].map((eventId) => claimShare(deps, share(eventId))));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const first = ['a', 'b', 'c'][claims.indexOf(true)] ?? '';
    expect(await claimShare(deps, share(first))).toBe(true);
    await releaseShare(deps, share('d'));
    expect(await claimShare(deps, share('d'))).toBe(false);
    await releaseShare(deps, share(first));
    expect(await claimShare(deps, share('d'))).toBe(true);
    expect(await claimShare(deps, share('e', 'another-answer-1'))).toBe(true);
  });

  test('is left alone where nobody can know whether it was shown', async () => {
    const deps = depsOf(() => Promise.reject(new Error('away')));
    expect(await claimShare(deps, share('a'))).toBeNull();
    await releaseShare(deps, share('a'));
  });
});
