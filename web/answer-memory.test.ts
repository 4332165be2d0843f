import { expect, test } from 'vitest';
import { emptyReply, errorReply } from '../test/browser/fake-replies.ts';
import { createAnswerMemory } from './answer-memory.ts';
import { html } from './views/html.ts';

const answered = { reply: emptyReply, fragment: html`<p>Nothing</p>` };

function remember(options: Parameters<typeof createAnswerMemory>[0] = {}) {
  const memory = createAnswerMemory(options);
  let made = 0;
  const ask = async (id: string, line = '/rfm') => {
    await memory.answerOnce(id, line, async () => {
      made += 1;
      return answered;
    });
    return made;
  };
  return { memory, ask };
}

test('the same question again is not answered again, another one is', async () => {
  const { ask } = remember();
  expect(await ask('a')).toBe(1);
  expect(await ask('a')).toBe(1);
  expect(await ask('b')).toBe(2);
  expect(await ask('a', '/kpi')).toBe(3);
});

test('nor while it is still being answered', async () => {
  const { memory } = remember();
  const slow = Promise.withResolvers<typeof answered>();
  const first = memory.answerOnce('a', '/rfm', () => slow.promise);
  const second = memory.answerOnce('a', '/rfm', () => Promise.reject(new Error('asked twice')));
  slow.resolve(answered);
  expect(await first).toBe(await second);
});

test('what failed is tried anew', async () => {
  const { memory, ask } = remember();
  const failed = { ...answered, reply: { ...errorReply, reference: 'abc' } };
  await memory.answerOnce('a', '/rfm', async () => failed);
  expect(await ask('a')).toBe(1);
  await memory.answerOnce('b', '/rfm', () => Promise.reject(new Error('no'))).catch(() => undefined);
  expect(await ask('b')).toBe(2);
});

test('so many are kept, and so long', async () => {
  let now = 0;
  const { ask } = remember({ capacity: 2, keptMs: 1_000, now: () => new Date(now) });
  await ask('a');
  await ask('b');
  await ask('c');
  expect(await ask('c')).toBe(3);
  expect(await ask('a')).toBe(4);
  now = 1_001;
  expect(await ask('a')).toBe(5);
});
