import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from '../renderers/reply.ts';
import type { ChartStore } from './chart-store.ts';
import type { Picture } from './views/chart.ts';

/** Size of a chart as PNG, in pixels, where it is not known yet. */
const usualSize = { width: 1600, height: 900 };

/** Width and height of a PNG from its header chunk (PNG specification, 11.2.2); the usual ones if it has none. */
function readPngSize(png: Uint8Array): { width: number; height: number } {
  if (png.byteLength < 24) return usualSize;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/**
 * Draws the charts of a Reply and gives the pictures by the charts' keys: with their real size where they were
 * drawn in time, null where they failed, so that the page says so in words even without a script. Those that take
 * longer than `patience`, in milliseconds, follow when the page asks for them.
 */
export async function drawPictures(
  reply: Reply,
  store: ChartStore,
  patience = 1_000,
): Promise<Map<string, Picture>> {
  const late = new AbortController();
  const timeout = wait(patience, 'late' as const, { signal: late.signal }).catch(() => 'late' as const);
  const drawn = reply.parts
    .filter((part) => part.type === 'chart')
    .map(async (part): Promise<[string, Picture]> => {
      const { id, picture } = store.add(part.spec);
      const outcome = await Promise.race([picture.catch(() => null), timeout]);
      if (outcome === null) return [part.key, null];
      const size = outcome === 'late' ? usualSize : readPngSize(outcome);
      return [part.key, { light: `/charts/${id}.png`, dark: `/charts/${id}-dark.png`, ...size }];
    });
  const pictures = new Map(await Promise.all(drawn));
  late.abort();
  return pictures;
}
