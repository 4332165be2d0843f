import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Config } from './config.ts';
import { addDays, localDay } from './services/periods/index.ts';
import { openShop } from './services/shop/index.ts';
import { createHostedClient } from './supabase/client.ts';
import { demoShop, fillDemo, isDemoOutdated } from './supabase/demo/fill-demo.ts';
import { type OpenStep, openEmbedded, removeStore, type Store } from './supabase/embedded.ts';

/** What opening is doing, for who waits for it. */
export type DataStep = OpenStep['step'] | 'demo' | 'rebuilding';

export interface OpenDataOptions {
  /** What this process does with the data, in a word for who else wants it. */
  purpose: 'serve' | 'ask' | 'import';
  now?: () => Date;
  onStep?: (step: DataStep) => void;
}

/** The shop that is open: real, or the demo. */
export interface Data {
  db: SupabaseClient;
  timeZone: string;
  currency: string;
  demo: boolean;
  kind: Store['kind'];
  close(): Promise<void>;
}

/** Where the shop's own data is, and the demo's: two stores, which never mix. */
export function storeFolder(config: Config, demo: boolean): string {
  return join(config.dataFolder, demo ? 'demo' : 'shop');
}

/** Beside the shop's store once it holds orders: one that a refused import left empty does not replace the demo. */
function filledMark(config: Config): string {
  return join(storeFolder(config, false), 'filled');
}

/** Whether the shop has orders of its own: from the first import that wrote some on. */
export function hasShop(config: Config): boolean {
  return existsSync(filledMark(config));
}

/** Lets the shop answer in place of the demo. */
export async function markShopFilled(config: Config): Promise<void> {
  await writeFile(filledMark(config), '');
}

/**
 * Opens what there is to ask: the hosted database, the shop's embedded store (made for an import), or the demo.
 * Throws StoreInUseError, MigrationChangedError or DatabaseError.
 */
export async function openData(config: Config, options: OpenDataOptions): Promise<Data> {
  if (config.supabase) {
    const { url, serviceRoleKey } = config.supabase;
    const client = createHostedClient(url, serviceRoleKey);
    return openStoredShop(
      config,
      { client, kind: 'hosted', folder: null, close: async () => undefined },
      options,
    );
  }
  if (options.purpose === 'import' || hasShop(config)) return openOwnShop(config, options);
  return openDemo(config, options);
}

/** Opens the shop's own embedded store. */
export async function openOwnShop(config: Config, options: OpenDataOptions): Promise<Data> {
  return openStoredShop(config, await openStore(config, options, false), options);
}

function openStore(config: Config, { purpose, onStep }: OpenDataOptions, demo: boolean): Promise<Store> {
  return openEmbedded({
    folder: storeFolder(config, demo),
    purpose,
    relay: purpose !== 'ask',
    join: purpose !== 'serve',
    remakeIfChanged: demo,
    onProgress: ({ step }) => onStep?.(step),
  });
}

async function openStoredShop(config: Config, store: Store, { onStep }: OpenDataOptions): Promise<Data> {
  try {
    // A process that only joins does not change the shop under the one that has it.
    const { timeZone, currency } = store.kind === 'relayed' ? { timeZone: null, currency: null } : config;
    const opened = await openShop(store.client, {
      timeZone,
      currency,
      demo: false,
      onRebuild: () => onStep?.('rebuilding'),
    });
    return { db: store.client, ...opened, kind: store.kind, close: store.close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens the demo shop, in its own zone and currency, filled to yesterday. */
async function openDemo(config: Config, options: OpenDataOptions): Promise<Data> {
  let store = await openStore(config, options, true);
  try {
    if (store.kind === 'embedded' && (await isDemoOutdated(store.client))) {
      await store.close();
      await removeStore(storeFolder(config, true));
      store = await openStore(config, options, true);
    }
    const { timeZone, currency } = demoShop;
    const opened = await openShop(store.client, { timeZone, currency, demo: true });
    const data = { db: store.client, ...opened, kind: store.kind, close: store.close };
    if (store.kind === 'embedded') await extendDemo(data, options);
    return data;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Fills the demo shop to yesterday. */
export async function extendDemo(
  data: Data,
  { now = () => new Date(), onStep }: Partial<OpenDataOptions>,
): Promise<void> {
  const yesterday = addDays(localDay(now(), data.timeZone), -1);
  await fillDemo(data.db, yesterday, () => onStep?.('demo'));
}
