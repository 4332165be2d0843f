import { parentPort, workerData } from 'node:worker_threads';
import { migrate, readMigrations } from '../migrate.ts';
import { answerRpc } from '../postgrest/answer-rpc.ts';
import { forgetFunctions, knownFunctions } from '../postgrest/functions.ts';
import { StatementError } from '../session.ts';
import type { SentError, Task, TaskMessage, TaskResults, WorkerMessage, WorkerSettings } from './messages.ts';
import { openPglite } from './pglite.ts';
import { createPgliteSession, ServerGoneError } from './pglite-session.ts';
import { createTidier } from './tidy.ts';

/** The thread that Postgres runs in, so that no query stalls what else the process does. */

const port = parentPort;
if (!port) throw new Error('This file is the body of a worker thread.');
const settings = workerData as WorkerSettings;
const tell = (message: WorkerMessage) => port.postMessage(message);

try {
  const pglite = await openPglite(settings.dataFolder, settings.durable);
  const session = createPgliteSession(pglite);
  session.onNotification = () => forgetFunctions(session);
  await session.script('listen pgrst');
  const applied = await applyMigrations();
  await knownFunctions(session);
  const tidier = await createTidier(session);

  const perform: { [K in Task['kind']]: (task: Task & { kind: K }) => Promise<TaskResults[K]> } = {
    rpc: (task) => answerRpc(session, task.request),
    sql: async (task) => (await session.run([task]))[0] ?? [],
    script: async (task) => {
      await session.script(task.sql);
      return null;
    },
    tidy: (task) => tidier.tidy(task.calm),
    close: async () => {
      await pglite.close();
      return null;
    },
  };

  port.on('message', async (task: TaskMessage) => {
    try {
      const run = perform[task.kind] as (task: Task) => Promise<TaskResults[Task['kind']]>;
      const result = await run(task);
      tell({
        kind: 'done',
        id: task.id,
        result,
        untidy: task.kind === 'rpc' && (await tidier.isDue()),
      });
    } catch (error) {
      if (error instanceof ServerGoneError) throw error;
      tell({ kind: 'refused', id: task.id, error: toSent(error) });
    }
  });
  tell({ kind: 'ready', applied });

  async function applyMigrations(): Promise<number> {
    if (settings.migrationsFolder === null) return 0;
    const migrations = await readMigrations(settings.migrationsFolder);
    return migrate(session, migrations, ({ file }, index, count) => {
      tell({ kind: 'migrating', file, index, count });
    });
  }
} catch (error) {
  tell({ kind: 'broken', error: toSent(error) });
}

function toSent(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  const file = 'file' in error && typeof error.file === 'string' ? error.file : undefined;
  if (!(error instanceof StatementError)) return { name, message, file };
  const { code, detail, hint, position } = error;
  return { name, message, file, statement: { code, message, detail, hint, position } };
}
