import { expect, test } from 'vitest';
import { describeStores } from '../../supabase/tests/harness.ts';
import {
  endLeases,
  findReference,
  finishEvent,
  keepJob,
  leaveEvents,
  makeReference,
  pruneChat,
  putReference,
  releaseLease,
  renewEvents,
  takeEvent,
  takeLease,
  takeOverJob,
} from './index.ts';

describeStores('what the chat platforms send', (store) => {
  const db = () => store().client;
  const worker = (holder: string, platform = 'slack') => ({ platform, holder });
  const take = (eventId: string, platform = 'slack', holder = 'first') =>
    takeEvent(db(), { ...worker(holder, platform), eventId, job: { line: '/kpi' } });
  const takeOver = (holder = 'second', platform = 'slack', except: string[] = []) =>
    takeOverJob(db(), { ...worker(holder, platform), except, maxAgeSeconds: 840 });
  /** As if the process that had it had died and its lease run out. */
  const leave = (eventId: string) => leaveEvents(db(), { ...worker('first'), eventIds: [eventId] });
  const isLapsed = () => store().sql(`update regulars.chat_events set leased_to = now() - interval '1 s'`);

  test('an event is taken once, by one of many who bring it at the same time', async () => {
    const holders = Array.from({ length: 8 }, (_, at) => `process ${at}`);
    const taken = await Promise.all(holders.map((holder) => take('Ev1', 'slack', holder)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await take('Ev1')).toBe(false);
    expect(await take('Ev1', 'discord')).toBe(true);
    // Who has it may ask again, as after an answer that was lost; not once it is done.
    const holder = holders[taken.indexOf(true)] ?? '';
    expect(await take('Ev1', 'slack', holder)).toBe(true);
    await finishEvent(db(), { ...worker(holder), eventId: 'Ev1' });
    expect(await take('Ev1', 'slack', holder)).toBe(false);
  });

  test('an event that arrives only after it was done is not done again', async () => {
    await finishEvent(db(), { ...worker('first'), eventId: 'late' });
    expect(await take('late')).toBe(false);
    expect(await takeOver()).toBeNull();
  });

  test('a job is taken over once its process has left it, by one alone, with what was kept of it', async () => {
    await store().sql('truncate regulars.chat_events');
    await take('Ev2');
    expect(await takeOver()).toBeNull();
    const event = { ...worker('first'), eventId: 'Ev2' };
    expect(await keepJob(db(), { ...event, job: { line: '/kpi', ts: '1.2' } })).toBe(true);
    await isLapsed();
    expect(await takeOver('first', 'slack', ['Ev2'])).toBeNull();
    const over = await Promise.all(['a', 'b', 'c'].map((holder) => takeOver(holder)));
    expect(over.filter(Boolean)).toEqual([
      { eventId: 'Ev2', job: { line: '/kpi', ts: '1.2' }, attempt: 2, hopeless: false },
    ]);
    // The first process, if it lives after all, learns that it is another's, and changes nothing of it.
    expect(await keepJob(db(), { ...event, job: { line: 'old' } })).toBe(false);
    expect(await renewEvents(db(), { ...worker('first'), eventIds: ['Ev2'] })).toEqual([]);
    await finishEvent(db(), event);
    const [kept] = await store().sql(
      `select job ->> 'line' as line from regulars.chat_events where event_id = 'Ev2'`,
    );
    expect(kept).toEqual({ line: '/kpi' });
  });

  test('a job is not taken over while it is renewed, nor after it is done, and the fourth time is to say so', async () => {
    await store().sql('truncate regulars.chat_events');
    await take('Ev3');
    await isLapsed();
    expect(await renewEvents(db(), { ...worker('first'), eventIds: ['Ev3'] })).toEqual(['Ev3']);
    expect(await takeOver()).toBeNull();
    for (const attempt of [2, 3, 4]) {
      await isLapsed();
      expect(await takeOver()).toMatchObject({ attempt, hopeless: attempt === 4 });
    }
    await isLapsed();
    expect(await takeOver()).toBeNull();

    await take('Ev4');
    await finishEvent(db(), { ...worker('first'), eventId: 'Ev4' });
    await isLapsed();
    expect(await takeOver()).toBeNull();
    expect(await store().sql(`select job from regulars.chat_events where event_id = 'Ev4'`)).toEqual([
      { job: null },
    ]);
  });

  test('a job that is left on purpose is taken over at once, one past its right to answer to say so, one long past it never', async () => {
    await store().sql('truncate regulars.chat_events');
    await take('Ev5');
    await leave('Ev5');
    expect(await takeOver('second', 'discord')).toBeNull();
    expect(await takeOver()).toMatchObject({ eventId: 'Ev5', hopeless: false });

    await take('Ev6');
    await leave('Ev6');
    await store().sql(`update regulars.chat_events set taken_at = now() - interval '14 min'`);
    expect(await takeOver()).toMatchObject({ eventId: 'Ev6', attempt: 2, hopeless: true });
    await isLapsed();
    await store().sql(`update regulars.chat_events set taken_at = now() - interval '61 min'`);
    expect(await takeOver()).toBeNull();
  });

  test('a reference gives what was put under it, and nothing else does', async () => {
    const reference = makeReference();
    expect(reference).toMatch(/^[\w-]{16}$/);
    await putReference(db(), { reference, content: { line: '/rfm' } });
    await putReference(db(), { reference, content: { line: '/rfm grid' } });
    expect(await findReference(db(), reference)).toEqual({ line: '/rfm grid' });
    expect(await findReference(db(), makeReference())).toBeNull();
  });

  test('a lease has one holder until it is released or has run out', async () => {
    const lease = (holder: string) => takeLease(db(), { name: 'gateway', holder, seconds: 30 });
    const taken = await Promise.all(['a', 'b', 'c'].map(lease));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const holder = ['a', 'b', 'c'][taken.indexOf(true)] ?? '';
    expect(await lease(holder)).toBe(true);
    expect(await lease('d')).toBe(false);
    await releaseLease(db(), { name: 'gateway', holder: 'd' });
    expect(await lease('d')).toBe(false);
    await releaseLease(db(), { name: 'gateway', holder });
    expect(await lease('d')).toBe(true);
    await store().sql(`update regulars.leases set leased_to = now() - interval '1 s'`);
    expect(await lease('e')).toBe(true);
  });

  test('whoever has the database alone ends what others held', async () => {
    await takeEvent(db(), { ...worker('first'), eventId: 'held', job: { line: '/held' } });
    await takeLease(db(), { name: 'held', holder: 'gone', seconds: 30 });
    await endLeases(db());
    expect(await takeLease(db(), { name: 'held', holder: 'new', seconds: 30 })).toBe(true);
    const taken: unknown[] = [];
    for (let left = await takeOver(); left; left = await takeOver()) taken.push(left.job);
    expect(taken).toContainEqual({ line: '/held' });
  });

  test('what is old is forgotten, and a job that was never done with its right to answer', async () => {
    await store().sql('truncate regulars.chat_events, regulars.chat_references');
    await take('old');
    await take('left');
    await take('new');
    await putReference(db(), { reference: 'r', content: {} });
    await store().sql(`
      update regulars.chat_events set taken_at = now() - interval '3 days' where event_id = 'old';
      update regulars.chat_events set taken_at = now() - interval '2 hours' where event_id = 'left';
      update regulars.chat_references set made_at = now() - interval '200 days'`);
    await pruneChat(db());
    expect(
      await store().sql('select event_id, job is null as done from regulars.chat_events order by 1'),
    ).toEqual([
      { event_id: 'left', done: true },
      { event_id: 'new', done: false },
    ]);
    expect(await findReference(db(), 'r')).toBeNull();
  });
});
