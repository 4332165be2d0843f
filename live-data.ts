import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import { type Data, extendDemo, hasShop, type OpenDataOptions, openData, openOwnShop } from './open-data.ts';
import { StoreInUseError } from './supabase/embedded.ts';

/** The data of a server that stays up: what is open now. */
export interface LiveData {
  /** The data to ask now: from the first import on, the shop in place of the demo. */
  current(): Promise<Data>;
  close(): Promise<void>;
}

/** How soon after midnight the demo's new day is there, in milliseconds. */
const demoCheckMs = 60_000;

/**
 * Keeps the data of a running server: moves from the demo to the shop once an import has made it, and fills the demo
 * to yesterday as the days pass. Rejects as `openData`.
 */
export async function openLiveData(config: Config, options: OpenDataOptions, log: Logger): Promise<LiveData> {
  let data = await openData(config, options);
  let moving: Promise<void> | undefined;

  const moveToShop = async (): Promise<void> => {
    const demo = data;
    try {
      data = await openOwnShop(config, options);
    } catch (error) {
      // The import that makes it still has it: the demo answers until then.
      if (error instanceof StoreInUseError) return;
      log.error({ err: error }, 'the shop could not be opened, the demo stays');
      return;
    }
    log.info({}, 'moved from the demo to the shop');
    await demo.close();
  };

  const timer = setInterval(() => {
    if (!data.demo || moving) return;
    extendDemo(data, options).catch((error: unknown) =>
      log.error({ err: error }, 'the demo was not extended'),
    );
  }, demoCheckMs);
  timer.unref();

  return {
    async current() {
      if (data.demo && (moving || hasShop(config))) {
        moving ??= moveToShop().finally(() => {
          moving = undefined;
        });
        await moving;
      }
      return data;
    },
    async close() {
      clearInterval(timer);
      await moving;
      await data.close();
    },
  };
}
