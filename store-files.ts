import { parseArgs } from 'node:util';
import type { Config } from './config.ts';
import { hasShop, markShopFilled, storeFolder } from './open-data.ts';
import { defineTexts } from './renderers/locale.ts';
import { backupStore, restoreStore } from './supabase/embedded.ts';

interface Output {
  write(text: string): unknown;
}

const texts = defineTexts({
  en: {
    backupUsage: 'Usage: npm run backup -- regulars.tar.gz\n',
    restoreUsage: 'Usage: npm run restore -- regulars.tar.gz [--force]\n',
    hosted: 'The database is hosted: Supabase keeps its backups.\n',
    backedUp: (file: string) => `Backed up to ${file}.\n`,
    restored: (file: string) => `Restored from ${file}.\n`,
  },
  'pt-BR': {
    backupUsage: 'Uso: npm run backup -- regulars.tar.gz\n',
    restoreUsage: 'Uso: npm run restore -- regulars.tar.gz [--force]\n',
    hosted: 'O banco está hospedado: o Supabase guarda os backups.\n',
    backedUp: (file: string) => `Backup gravado em ${file}.\n`,
    restored: (file: string) => `Restaurado de ${file}.\n`,
  },
});

const exit = { done: 0, refused: 1, usage: 2 };

/** `npm run backup -- FILE`: backs up the shop (before the first import, the demo), also while the server runs. */
export async function runBackup(argv: string[], config: Config, stdout: Output): Promise<number> {
  const words = texts(config.locale);
  const [file, ...rest] = argv;
  if (file === undefined || file.startsWith('-') || rest.length > 0) {
    stdout.write(words.backupUsage);
    return exit.usage;
  }
  if (config.supabase) {
    stdout.write(words.hosted);
    return exit.refused;
  }
  await backupStore(storeFolder(config, !hasShop(config)), file);
  stdout.write(words.backedUp(file));
  return exit.done;
}

/** `npm run restore -- FILE [--force]`: puts a backup in the shop's place. */
export async function runRestore(argv: string[], config: Config, stdout: Output): Promise<number> {
  const words = texts(config.locale);
  const [file, force] = readRestoreArguments(argv);
  if (file === undefined) {
    stdout.write(words.restoreUsage);
    return exit.usage;
  }
  if (config.supabase) {
    stdout.write(words.hosted);
    return exit.refused;
  }
  await restoreStore(file, storeFolder(config, false), { force });
  await markShopFilled(config);
  stdout.write(words.restored(file));
  return exit.done;
}

function readRestoreArguments(argv: string[]): [string | undefined, boolean] {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { force: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return positionals.length === 1 ? [positionals[0], values.force] : [undefined, false];
  } catch {
    return [undefined, false];
  }
}
