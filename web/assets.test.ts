import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { palettes } from '../renderers/theme.ts';
import { loadAssets } from './assets.ts';

const assets = loadAssets();

test('pages and pictures share their colours, in light and in dark', () => {
  const style = String(assets.find('page.css')?.body);
  const dark = style.indexOf('prefers-color-scheme: dark');
  const modes = { light: style.slice(0, dark), dark: style.slice(dark) };
  for (const mode of ['light', 'dark'] as const) {
    const { accent, up, down, ink, background } = palettes[mode];
    const expected = { accent, good: up, bad: down, ink, paper: background };
    for (const [name, colour] of Object.entries(expected)) {
      expect(modes[mode]).toContain(`--${name}: ${colour};`);
    }
  }
});

test('files are given packed as well, and nothing but the listed ones', () => {
  const script = assets.find('chat.js');
  expect(script && gunzipSync(script.gzipped)).toEqual(script?.body);
  for (const name of ['app.ts', '../app.ts', 'constructor', '__proto__', '']) {
    expect(assets.find(name)).toBeUndefined();
  }
});
