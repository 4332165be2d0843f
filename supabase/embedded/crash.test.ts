import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call } from '../client.ts';
import { openEmbedded } from '../embedded.ts';
import { counterMigrations, useScratch } from '../tests/scratch.ts';
import { startChild } from '../tests/start-child.ts';

const scratch = useScratch();
const settings = { purpose: 'crash', migrationsFolder: counterMigrations };

describe.each([{ durable: true }, { durable: false }])('killed while it writes (%o)', ({ durable }) => {
  test('a store opens again with every row that was answered', { timeout: 120_000 }, async () => {
    const folder = scratch();
    for (const [round, enough] of [3, 40, 150].entries()) {
      const countBy = `round ${round}`;
      const child = startChild({ folder, ...settings, durable, countBy });
      let answered = 0;
      while (answered < enough) {
        const line = await child.hear();
        expect(line?.failed).toBeUndefined();
        answered = line?.counted ?? answered;
      }
      await child.kill();
      for (let line = await child.hear(); line; line = await child.hear())
        answered = line.counted ?? answered;

      const store = await openEmbedded({ folder, ...settings, durable });
      const kept = await call(store.client, 'count_all', { p_by: countBy }, z.number());
      await store.close();
      // One more may have been written than answered.
      expect([answered, answered + 1]).toContain(kept);
    }
  });
});
