import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

const own = (name: string) => new URL(`./assets/${name}`, import.meta.url);
const inter = (path: string) => new URL(import.meta.resolve(`@expo-google-fonts/inter/${path}`));

/** The parts of the one stylesheet, in the order in which they may overrule each other. */
const styles = [
  'fonts',
  'theme',
  'layout',
  'greeting',
  'chat',
  'composer',
  'reply',
  'chart',
  'table',
  'overrides',
];

const scripts = ['chat.js', 'composer.js', 'conversation.js', 'history.js', 'viewer.js'];

const sources: Record<string, URL[]> = {
  'page.css': styles.map((name) => own(`${name}.css`)),
  ...Object.fromEntries(scripts.map((name) => [name, [own(name)]])),
  'icon.svg': [own('icon.svg')],
  'inter-400.ttf': [inter('400Regular/Inter_400Regular.ttf')],
  'inter-600.ttf': [inter('600SemiBold/Inter_600SemiBold.ttf')],
};

interface Asset {
  type: string;
  body: Buffer;
  gzipped: Buffer;
}

export interface Assets {
  /** Changes whenever any file does, so that addresses with it can be kept for ever. */
  version: string;
  find(name: string): Asset | undefined;
}

/** Reads the page's files once: a fixed list, so that no path of a request reaches the disk. */
export function loadAssets(): Assets {
  const bodies = new Map(
    Object.entries(sources).map(([name, urls]) => [
      name,
      Buffer.concat(urls.map((url) => readFileSync(fileURLToPath(url)))),
    ]),
  );
  const hash = createHash('sha256');
  for (const body of bodies.values()) hash.update(body);
  const ready = new Map<string, Asset>();
  return {
    version: hash.digest('hex').slice(0, 12),
    find(name) {
      const body = bodies.get(name);
      if (!body) return undefined;
      let asset = ready.get(name);
      if (!asset) {
        const type = types[extname(name)] ?? 'application/octet-stream';
        asset = { type, body, gzipped: gzipSync(body, { level: 9 }) };
        ready.set(name, asset);
      }
      return asset;
    },
  };
}
