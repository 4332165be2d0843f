import { join } from 'node:path';
import { createAnswers } from './answers.ts';
import { commands } from './bot/commands/index.ts';
import { runAsk } from './bot/console/ask.ts';
import { runImport, runImportModels } from './bot/console/import.ts';
import { createManifest } from './bot/slack/manifest.ts';
import { type Config, ConfigError, found, loadConfig } from './config.ts';
import { explainFailure } from './explain-failure.ts';
import { explainFullDisk } from './explain-file-error.ts';
import { createLogger, type Logger } from './logger.ts';
import { hasShop, markShopFilled, openData } from './open-data.ts';
import { createPngPool } from './renderers/png.ts';
import { serve } from './serve.ts';
import { getShopStatus } from './services/shop/index.ts';
import { runBackup, runRestore } from './store-files.ts';
import { demoShop } from './supabase/demo/fill-demo.ts';

const { stdout, stderr } = process;

const usage = `npm start
npm run ask -- '/rfm'
npm run import -- orders.csv
npm run import:models -- scores.csv
npm run backup -- shop.tar.gz
npm run restore -- shop.tar.gz
npm run slack:manifest
npm run discord:register
`;

async function ask(argv: string[], config: Config, log: Logger): Promise<number> {
  const pool = createPngPool({ workers: 1, log });
  const data = await openData(config, { purpose: 'ask' });
  try {
    const answers = createAnswers({ config, log, data: async () => data });
    return await runAsk(argv, {
      ask: answers.ask,
      renderPng: pool.render,
      stdout,
      stderr,
      locale: config.locale,
      cwd: process.cwd(),
      answersFolder: join(config.dataFolder, 'answers'),
      columns: stdout.columns,
    });
  } finally {
    await Promise.all([pool.close(), data.close()]);
  }
}

async function importFile(
  run: typeof runImport,
  argv: string[],
  config: Config,
  signal: AbortSignal,
): Promise<number> {
  return run(argv, {
    openStore: async () => {
      const data = await openData(config, { purpose: 'import' });
      const { db, timeZone, currency, demo, close } = data;
      const actor = { id: 'console:local', role: 'admin' } as const;
      const context = { db, now: () => new Date(), timeZone, currency, demo, actor };
      // From the first orders on, so that an import that is killed leaves a shop that answers with what it has.
      const markFilled = async () => {
        if (config.supabase || hasShop(config)) return;
        if ((await getShopStatus(context)).hasOrders) await markShopFilled(config);
      };
      return {
        context,
        // Where that fails it fails again, and is said, when the store is closed.
        onWritten: () => void markFilled().catch(() => undefined),
        close: async () => {
          await markFilled();
          await close();
        },
      };
    },
    shop: {
      timeZone: config.timeZone ?? demoShop.timeZone,
      currency: config.currency ?? demoShop.currency,
    },
    stdout,
    stderr,
    locale: config.locale,
    explainCause: () => explainFullDisk(config.dataFolder, config.locale),
    signal,
  });
}

/** Prints the manifest by which Slack makes the app; `--http` where Slack is to send its requests to PUBLIC_URL. */
function printSlackManifest(argv: string[], { locale, publicUrl }: Config): number {
  const unknown = argv.find((word) => word !== '--http');
  if (unknown !== undefined) {
    stderr.write(`npm run slack:manifest -- --http\n`);
    return 2;
  }
  const http = argv.length > 0;
  if (http && !publicUrl?.startsWith('https://')) {
    throw new ConfigError([`PUBLIC_URL: is ${publicUrl ?? 'missing'}: --http needs ${found.PUBLIC_URL}`]);
  }
  stdout.write(`${JSON.stringify(createManifest({ commands, locale, publicUrl, http }), null, 2)}\n`);
  return 0;
}

async function registerInDiscord({ discord, locale }: Config): Promise<number> {
  if (discord === null) throw new ConfigError([`DISCORD_TOKEN: is missing (${found.DISCORD_TOKEN})`]);
  const { runRegister } = await import('./bot/discord/register.ts');
  return runRegister(discord, { commands, locale, stdout });
}

async function run(argv: string[], config: Config): Promise<number> {
  const [command, ...rest] = argv;
  const log = createLogger(config, command === undefined);
  if (command === 'ask') return ask(rest, config, log);
  if (command === 'import') return importFile(runImport, rest, config, stopSignal());
  if (command === 'import:models') return importFile(runImportModels, rest, config, stopSignal());
  if (command === 'backup') return runBackup(rest, config, stdout);
  if (command === 'restore') return runRestore(rest, config, stdout);
  if (command === 'slack:manifest') return printSlackManifest(rest, config);
  if (command === 'discord:register') return registerInDiscord(config);
  if (command !== undefined) {
    stderr.write(usage);
    return 2;
  }
  await serve(config, log, stopSignal());
  return 0;
}

/** Aborts at the first Ctrl-C or SIGTERM; the second one ends the process at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

async function main(): Promise<number> {
  // What a failure is told by until the settings are read.
  let config: Pick<Config, 'locale' | 'dataFolder'> = { locale: 'en', dataFolder: '.regulars' };
  try {
    const loaded = loadConfig();
    config = loaded;
    return await run(process.argv.slice(2), loaded);
  } catch (error) {
    stderr.write(`${explainFailure(error, config)}\n`);
    return 1;
  }
}

process.exitCode = await main();
// A connection that never closes may not keep a process that has done its work.
setTimeout(() => process.exit(), 2_000).unref();
