import { openPglite } from '../supabase/embedded/pglite.ts';

/** The limit of a start: opens the Postgres in a folder, or makes it there, asks it for one number, and no more. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: pglite-once.ts FOLDER');
const pglite = await openPglite(folder, false);
const { rows } = await pglite.query('select 1');
process.stdout.write(`answered ${rows.length}\n`);
await pglite.close();
