import { expect, test } from 'vitest';
import { describeStores } from '../../supabase/tests/harness.ts';
import { findMessageState, keepMessageState, readButtonMark, writeButtonMark } from './message-state.ts';

test('a mark says what a button does, in less than Discord allows', () => {
  for (const use of [0, 24, 'form', 'share', 'table', 'picture'] as const) {
    const mark = { reference: 'abcDEF_-01234567', use };
    expect(readButtonMark(writeButtonMark(mark))).toEqual(mark);
    expect(writeButtonMark(mark).length).toBeLessThanOrEqual(100);
  }
});

test.each(['', 'abc', 'abcDEF_-01234567', 'abcDEF_-01234567:drop', 'abcDEF_-01234567:1:2', 'x:0'])(
  '%j is no mark of ours',
  (text) => expect(readButtonMark(text)).toBeNull(),
);

describeStores('what buttons stand for', (store) => {
  test('is kept under a reference of its own', async () => {
    const state = {
      line: '/kpi 2026-10',
      asks: ['/kpi 2026-10 by:channel'],
      view: 'picture',
      isPrivate: true,
      mayShare: false,
      askerId: 'slack:U1',
      locale: 'pt-BR',
    } as const;
    const reference = await keepMessageState(store().client, { ...state, asks: [...state.asks] });
    expect(await findMessageState(store().client, reference)).toEqual(state);
    expect(await findMessageState(store().client, 'abcDEF_-01234567')).toBeNull();
  });
});
