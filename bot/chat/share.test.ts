import { expect, test, vi } from 'vitest';
import { describeStores } from '../../supabase/tests/harness.ts';
import type { ChatDeps } from './chat-deps.ts';
import { LostJobError } from './lost-job-error.ts';
import { claimShare, showClaimed } from './share.ts';

describeStores('showing an answer to the channel', (store) => {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const depsOf = (db: ChatDeps['db']) => ({ db, log }) as unknown as ChatDeps;
  const share = (eventId: string, reference = 'abcdefghijklmnop') => ({
    platform: 'slack',
    reference,
    eventId,
  });

  /** As a press whose answer was not shown after all. */
  const give = (deps: ChatDeps, pressed: ReturnType<typeof share>) =>
    showClaimed(deps, pressed, async () => 'not_shown');

  test('is one press’s, whichever process works on it, until it gives it back', async () => {
    const deps = depsOf(async () => store().client);
    const claims = await Promise.all(['a', 'b', 'c'].map((eventId) => claimShare(deps, share(eventId))));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const first = ['a', 'b', 'c'][claims.indexOf(true)] ?? '';
    expect(await claimShare(deps, share(first))).toBe(true);
    await give(deps, share('d'));
    expect(await claimShare(deps, share('d'))).toBe(false);
    await give(deps, share(first));
    expect(await claimShare(deps, share('d'))).toBe(true);
    expect(await claimShare(deps, share('e', 'another-answer-1'))).toBe(true);
  });

  test('is left alone where nobody can know whether it was shown', async () => {
    const deps = depsOf(() => Promise.reject(new Error('away')));
    expect(await claimShare(deps, share('a'))).toBeNull();
  });

  test('is free again where the claim comes too late for its press', async () => {
    const late = Promise.withResolvers<void>();
    const db = async () => {
      await late.promise;
      return store().client;
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const claiming = claimShare(depsOf(db), share('a', 'late'));
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    expect(await claiming).toBeNull();
    late.resolve();
    const deps = depsOf(async () => store().client);
    await vi.waitFor(async () => expect(await claimShare(deps, share('b', 'late'))).toBe(true), {
      timeout: 5_000,
    });
  });

  test.each([
    ['shown', true],
    ['in_doubt', true],
    ['not_shown', false],
    ['failed', false],
    ['lost', true],
  ] as const)('and once it is %s, another press is refused: %s', async (became, isRefused) => {
    const deps = depsOf(async () => store().client);
    const first = share('a', became);
    expect(await claimShare(deps, first)).toBe(true);
    const showing = showClaimed(deps, first, async () => {
      if (became === 'failed') throw new Error('a fault of ours');
      if (became === 'lost') throw new LostJobError();
      return became;
    });
    await showing.catch(() => undefined);
    expect(await claimShare(deps, share('b', became))).toBe(!isRefused);
  });

  test('is free again after a while where the process died with the claim, and never once it was shown', async () => {
    const deps = depsOf(async () => store().client);
    const wait = () => store().sql(`update regulars.leases set leased_to = leased_to - interval '21 min'`);
    await claimShare(deps, share('a', 'died'));
    await claimShare(deps, share('a', 'seen'));
    await showClaimed(deps, share('a', 'seen'), async () => 'shown');
    await wait();
    expect(await claimShare(deps, share('b', 'died'))).toBe(true);
    expect(await claimShare(deps, share('b', 'seen'))).toBe(false);
  });

  test('once shown is settled as soon as the database can be told, and no later claim undoes it', async () => {
    let isAway = false;
    const flaky = async () => {
      if (isAway) throw new Error('503');
      return store().client;
    };
    const deps = depsOf(flaky);
    const first = share('a', 'told late');
    await claimShare(deps, first);
    isAway = true;
    await showClaimed(deps, first, async () => 'shown');
    isAway = false;
    const days = async () =>
      (
        await store().sql(
          `select extract(day from leased_to - now())::integer as days from regulars.leases where name like '%told late'`,
        )
      )[0];
    await vi.waitFor(async () => expect(await days()).toEqual({ days: 179 }), { timeout: 5_000 });
    expect(await claimShare(deps, first)).toBe(true);
    expect(await days()).toEqual({ days: 179 });
    await showClaimed(deps, first, async () => 'not_shown');
    expect(await days()).toEqual({ days: 179 });
    isAway = true;
    expect(await claimShare(deps, first, false)).toBeNull();
    isAway = false;
    await new Promise((resolve) => setImmediate(resolve));
    expect(await claimShare(deps, share('b', 'told late'))).toBe(false);
  });
});
