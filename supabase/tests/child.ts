import { once } from 'node:events';
import { type EmbeddedOptions, openEmbedded } from '../embedded.ts';

/**
 * A process of its own for tests: opens the store that its one argument describes (JSON) and says so in a line of
 * JSON; a line on its input ends it. With `countBy` it writes numbers until then and says each that was answered.
 */

type ChildOptions = EmbeddedOptions & { countBy?: string };

const { countBy, ...options } = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const store = await openEmbedded(options);
  say({ open: store.kind });
  let over = false;
  const told = once(process.stdin, 'data').then(() => {
    over = true;
  });
  for (let number = 1; countBy && !over; number++) {
    const { error } = await store.client.rpc('count_up', { p_by: countBy, p_number: number });
    if (error) throw new Error(error.message);
    say({ counted: number });
  }
  await told;
  await store.close();
  say({ closed: true });
  process.stdin.destroy();
} catch (error) {
  const { name, message } = error as Error;
  say({ failed: name, message });
  process.exitCode = 1;
}
