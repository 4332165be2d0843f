import { expect, test } from 'vitest';
import { fakeSpec, kpiReply } from '../test/browser/fake-replies.ts';
import { createChartStore } from './chart-store.ts';
import { drawPictures } from './draw-pictures.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const chart = (key: string) => ({ type: 'chart', key, spec: fakeSpec(key), alt: key }) as const;

/** The first bytes of a PNG 64 by 48. */
const head = Buffer.from('89504e470d0a1a0a0000000d494844520000004000000030', 'hex');

test('each picture has its own outcome: drawn with its size, failed, or still to come', async () => {
  const later = Promise.withResolvers<Uint8Array>();
  const outcomes: Record<string, Promise<Uint8Array>> = {
    drawn: Promise.resolve(head),
    failed: Promise.reject(new Error('no')),
    late: later.promise,
  };
  const render = (spec: { description?: unknown }) => outcomes[String(spec.description)] ?? later.promise;
  const store = createChartStore({ render, log });
  const reply = { ...kpiReply, parts: [chart('drawn'), chart('failed'), chart('late')] };
  const pictures = await drawPictures(reply, store, 1);
  expect(pictures.get('drawn')).toMatchObject({ width: 64, height: 48 });
  expect(pictures.get('failed')).toBeNull();
  expect(pictures.get('late')).toMatchObject({ width: 1600, height: 900 });
  later.resolve(head);
  const id = pictures.get('late')?.light.replace(/^\/charts\/|\.png$/g, '') ?? '';
  expect(await store.find(id, 'light')).toBe(head);
});
