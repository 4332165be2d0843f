import { importOrders } from '../services/imports/index.ts';
import { openShop } from '../services/shop/index.ts';
import { openEmbedded } from '../supabase/embedded.ts';

// Run as a process of its own, to be killed: imports a file into the store of a folder, a line of output a batch.
const [folder = '', file = ''] = process.argv.slice(2);
const store = await openEmbedded({ folder, purpose: 'import' });
const { timeZone, currency } = await openShop(store.client, { timeZone: null, currency: null, demo: false });
const report = await importOrders(
  {
    db: store.client,
    now: () => new Date('2026-11-23T15:00:00Z'),
    timeZone,
    currency,
    demo: false,
    actor: { id: 'console:test', role: 'admin' },
  },
  {
    file,
    onProgress: ({ phase, done }) => {
      if (phase === 'writing') process.stdout.write(`${done}\n`);
    },
  },
);
process.stdout.write(`${JSON.stringify(report.written)}\n`);
await store.close();
