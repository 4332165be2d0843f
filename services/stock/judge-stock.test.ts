import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeStock, type SoldStock } from './judge-stock.ts';

const at = new Date('2026-11-22T23:00:00-03:00');
const timeZone = 'America/Sao_Paulo';
const sold = (more: Partial<SoldStock>): SoldStock => ({
  name: 'Café',
  category: null,
  units: 28,
  net: 2_800,
  onHand: 10,
  at,
  match: 'own',
  ...more,
});
const judge = (items: Partial<SoldStock>[], days = 14) =>
  judgeStock(items.map(sold), { days, averagedDays: 28, timeZone });

it.each([
  [10, 28, { cover: 10, state: 'short', runsOutOn: '2026-12-02', soldPerDay: 1 }],
  [14, 28, { cover: 14, state: 'short', runsOutOn: '2026-12-06' }],
  [15, 28, { cover: 15, state: 'enough', runsOutOn: '2026-12-07' }],
  [1, 56, { cover: 0.5, state: 'short', runsOutOn: '2026-11-23' }],
  [0, 28, { cover: 0, state: 'out', runsOutOn: null }],
  [-3, 28, { cover: 0, state: 'out', runsOutOn: null, onHand: -3 }],
  [0.5, 28, { cover: 0.5, state: 'short', runsOutOn: '2026-11-23' }],
  [1e9, 1, { state: 'enough', runsOutOn: null }],
  [null, 28, { cover: null, state: 'unknown', runsOutOn: null }],
])('%s on hand of what sold %s in 28 days', (onHand, units, expected) => {
  expect(judge([{ onHand, units }])).toMatchObject([expected]);
});

it('says the net of a week to the cent', () => {
  expect(judge([{ net: 2_801 }])).toMatchObject([{ weeklyNet: 700 }]);
  expect(judge([{ net: 2_803 }])).toMatchObject([{ weeklyNet: 701 }]);
});

it('puts first what is lost first, and last what is not known', () => {
  const item = fc.record({
    onHand: fc.option(fc.integer({ min: -5, max: 60 })),
    units: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(fc.array(item), fc.integer({ min: 1, max: 90 }), (items, days) => {
      const judged = judge(items, days);
      expect(judged).toHaveLength(items.length);
      for (const [index, one] of judged.entries()) {
        expect(one.cover === null || one.cover >= 0).toBe(true);
        expect(one.cover).toBe(one.onHand === null ? null : (Math.max(0, one.onHand) * 28) / one.units || 0);
        const next = judged[index + 1];
        if (!next || next.cover === null) continue;
        expect(one.cover).not.toBeNull();
        expect(one.cover).toBeLessThanOrEqual(next.cover);
        if (one.cover === next.cover) expect(one.units).toBeGreaterThanOrEqual(next.units);
      }
    }),
  );
});
