import { expect, test } from 'vitest';
import { fakeSpec } from '../test/browser/fake-replies.ts';
import { createChartStore } from './chart-store.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const drawn = (bytes: number) => async () => new Uint8Array(bytes);

test('draws once for each mode, the dark one with its own colours and only when asked for', async () => {
  const configs: unknown[] = [];
  const render = async (spec: { config?: unknown }) => {
    configs.push(spec.config);
    return new Uint8Array(1);
  };
  const store = createChartStore({ render, log });
  const { id, picture } = store.add(fakeSpec('any'));
  await picture;
  await store.find(id, 'light');
  expect(configs).toEqual([undefined]);
  await store.find(id, 'dark');
  await store.find(id, 'dark');
  expect(configs).toEqual([undefined, expect.objectContaining({ background: '#15171c' })]);
});

test('keeps the charts seen last, within its number', async () => {
  const store = createChartStore({ render: drawn(1), log, capacity: 2 });
  const [first, second] = [store.add(fakeSpec('1')), store.add(fakeSpec('2'))];
  store.find(first.id, 'light');
  const third = store.add(fakeSpec('3'));
  expect(store.find(second.id, 'light')).toBeUndefined();
  expect(await store.find(first.id, 'light')).toHaveLength(1);
  expect(await store.find(third.id, 'light')).toHaveLength(1);
});

test('keeps within its bytes, and one chart however large', async () => {
  const store = createChartStore({ render: drawn(60), log, maxBytes: 100 });
  const first = store.add(fakeSpec('1'));
  await first.picture;
  const second = store.add(fakeSpec('2'));
  await second.picture;
  expect(store.find(first.id, 'light')).toBeUndefined();
  expect(await store.find(second.id, 'light')).toHaveLength(60);
});

test('a failure is told to who asks and never goes unhandled', async () => {
  const render = () => {
    throw new Error('thrown before any promise');
  };
  const store = createChartStore({ render, log });
  const { id, picture } = store.add(fakeSpec('1'));
  await expect(picture).rejects.toThrow('thrown before');
  await expect(store.find(id, 'light')).rejects.toThrow('thrown before');
});
