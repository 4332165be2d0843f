import { randomBytes } from 'node:crypto';
import type { ChartPart } from '../renderers/reply.ts';
import { chartTheme, type Mode } from '../renderers/theme.ts';
import type { Log, WebDeps } from './deps.ts';

export interface ChartStoreOptions {
  render: WebDeps['renderPng'];
  log: Log;
  /** Charts kept; the one longest unseen goes first. */
  capacity?: number;
  /** Bytes of pictures kept. */
  maxBytes?: number;
}

export interface ChartStore {
  /** Begins to draw a chart for light pages; the id cannot be guessed, so who has it was given it. */
  add(spec: ChartPart['spec']): { id: string; picture: Promise<Uint8Array> };
  /** A chart's picture; undefined when its id is unknown or no longer kept. Rejects when it cannot be drawn. */
  find(id: string, mode: Mode): Promise<Uint8Array> | undefined;
}

interface Entry {
  spec: ChartPart['spec'];
  pictures: Map<Mode, Promise<Uint8Array>>;
  bytes: number;
}

/** Keeps the charts of the latest answers in memory, within bounds of number and bytes; dark ones on demand. */
export function createChartStore(options: ChartStoreOptions): ChartStore {
  const { render, log, capacity = 300, maxBytes = 48 * 1024 * 1024 } = options;
  const entries = new Map<string, Entry>();
  let bytes = 0;

  function evict(): void {
    for (const [id, entry] of entries) {
      if (entries.size <= capacity && (bytes <= maxBytes || entries.size === 1)) return;
      entries.delete(id);
      bytes -= entry.bytes;
    }
  }

  function note(id: string, entry: Entry, png: Uint8Array): void {
    if (entries.get(id) !== entry) return;
    entry.bytes += png.byteLength;
    bytes += png.byteLength;
    evict();
  }

  function draw(id: string, entry: Entry, mode: Mode): Promise<Uint8Array> {
    const spec = mode === 'light' ? entry.spec : { ...entry.spec, config: chartTheme(mode) };
    const picture = Promise.resolve().then(() => render(spec));
    entry.pictures.set(mode, picture);
    picture.then(
      (png) => note(id, entry, png),
      (cause: unknown) => log.error({ err: cause, chart: id, mode }, 'chart could not be drawn'),
    );
    return picture;
  }

  return {
    add(spec) {
      const id = randomBytes(16).toString('base64url');
      const entry: Entry = { spec, pictures: new Map(), bytes: 0 };
      entries.set(id, entry);
      evict();
      return { id, picture: draw(id, entry, 'light') };
    },
    find(id, mode) {
      const entry = entries.get(id);
      if (!entry) return undefined;
      entries.delete(id);
      entries.set(id, entry);
      return entry.pictures.get(mode) ?? draw(id, entry, mode);
    },
  };
}
