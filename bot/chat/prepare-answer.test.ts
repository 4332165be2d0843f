import type { SupabaseClient } from '@supabase/supabase-js';
import { expect, test, vi } from 'vitest';
import type { Reply } from '../../renderers/reply.ts';
import { makePrepared } from '../../test/arbitrary-answer.ts';
import { commands } from '../commands/index.ts';
import { makeContext } from '../sample-commands.ts';
import type { ChatDeps } from './chat-deps.ts';
import { type ChatQuestion, isPrivateSoFar } from './chat-question.ts';
import { prepareAnswer } from './prepare-answer.ts';

const rpc = vi.fn(async () => ({ data: null, error: null, status: 204 }));
const deps: ChatDeps = {
  commands,
  ask: async () => makePrepared().reply,
  context: async () => makeContext('en'),
  roleOf: () => 'viewer',
  renderPng: async () => new Uint8Array([1]),
  db: async () => ({ rpc }) as unknown as SupabaseClient,
  webUrl: 'https://shop.example',
  locale: 'en',
  log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
};
const { question, reply } = makePrepared({
  parts: [1, 2, 3, 4].map((at) => ({ type: 'chart', key: `c${at}`, spec: {} as never, alt: `${at}` })),
  actions: [{ label: 'By channel', ask: '/kpi 2026-10 by:channel' }],
});
const prepare = (
  changes: Partial<ChatQuestion> = {},
  answered: Partial<Reply> = {},
  with_: Partial<ChatDeps> = {},
) => prepareAnswer({ ...deps, ...with_ }, { ...question, ...changes }, { ...reply, ...answered });

test('draws the first charts, keeps what the buttons stand for, and links to the same question', async () => {
  const answer = await prepare();
  expect(answer.pictures.map(({ key, png }) => [key, png?.length])).toEqual([
    ['c1', 1],
    ['c2', 1],
    ['c3', 1],
  ]);
  expect(answer.link).toBe('https://shop.example/?ask=%2Fkpi%202026-10');
  expect(answer.hasForm).toBe(true);
  expect(rpc).toHaveBeenCalledWith('chat_reference_put', {
    p_reference: answer.reference,
    p_content: {
      line: '/kpi 2026-10',
      asks: ['/kpi 2026-10 by:channel'],
      view: 'picture',
      isPrivate: false,
      mayShare: false,
      askerId: 'slack:U0001',
      locale: 'en',
    },
  });
});

test('a picture that cannot be drawn, or a database that is away, does not take the answer with it', async () => {
  const answer = await prepare(
    {},
    {},
    {
      renderPng: async () => Promise.reject(new Error('out of paint')),
      db: async () => Promise.reject(new Error('away')),
    },
  );
  expect(answer.pictures.every(({ png }) => png === null)).toBe(true);
  expect(answer.reference).toBeNull();
});

test('of a question about persons that was not answered, its command alone is kept', async () => {
  const line = '/customer "ana souzza"';
  await prepare(
    { line },
    { tone: 'error', question: line, visibility: 'private', actions: [{ label: 'Try again', ask: line }] },
  );
  expect(rpc).toHaveBeenLastCalledWith(
    'chat_reference_put',
    expect.objectContaining({
      p_content: expect.objectContaining({ line: '/customer', asks: ['/customer'] }),
    }),
  );
});

test('as a table, nothing is drawn', async () => {
  expect((await prepare({ view: 'table' })).pictures).toEqual([]);
});

test('only an answer that the command lets all see may be shared, and no error', async () => {
  expect(await prepare({ isPrivate: true })).toMatchObject({ isPrivate: true, mayShare: true });
  expect(await prepare({}, { visibility: 'private' })).toMatchObject({ isPrivate: true, mayShare: false });
  const failed = await prepare({ isPrivate: true }, { tone: 'error' });
  expect(failed).toMatchObject({ mayShare: false, hasForm: false, link: null });
});

test('who may see an answer is known before it: the command says, and an unknown one is private', () => {
  const isPrivate = (line: string) => isPrivateSoFar(deps, { ...question, line }, null);
  expect(isPrivate('/kpi last month')).toBe(false);
  expect(isPrivate('/kpi "never closed')).toBe(false);
  expect(isPrivate('/regulars help')).toBe(true);
  expect(isPrivate('/nonsense')).toBe(true);
  expect(isPrivateSoFar(deps, { ...question, isPrivate: true }, reply)).toBe(true);
  expect(isPrivateSoFar(deps, question, { ...reply, visibility: 'private' })).toBe(true);
});
