import { describe, expect, test } from 'vitest';
import { contrast } from './charts/colour.ts';
import { chartTheme, type Mode, type Palette, palettes } from './theme.ts';

const modes: Mode[] = ['light', 'dark'];

/** What is left of red, green and blue without one kind of cone (Viénot, Brettel & Mollon 1999; linear RGB). */
const blindness = {
  protan: [
    [0.1121, 0.8879, 0],
    [0.1121, 0.8879, 0],
    [0.004, -0.004, 1],
  ],
  deutan: [
    [0.2927, 0.7073, 0],
    [0.2927, 0.7073, 0],
    [-0.0224, 0.0224, 1],
  ],
};

function see(colour: string, cones: number[][]): number[] {
  const linear = [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return cones.map((row) => {
    const light = row.reduce((sum, weight, index) => sum + weight * (linear[index] ?? 0), 0);
    return Math.max(0, light) ** (1 / 2.2);
  });
}

describe.each(modes)('the %s palette', (mode) => {
  const palette = palettes[mode];

  test.each<keyof Palette>(['ink', 'soft', 'accent', 'up', 'down'])(
    '%s is read on the background',
    (name) => {
      expect(contrast(palette[name], palette.background)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(Object.entries(blindness))('up and down differ to a %s eye', (_, cones) => {
    const [up, down] = [see(palette.up, cones), see(palette.down, cones)];
    const distance = Math.hypot(...up.map((channel, index) => channel - (down[index] ?? 0)));
    expect(distance).toBeGreaterThan(0.2);
  });
});

test('both modes style the same things', () => {
  expect(Object.keys(chartTheme('dark').style ?? {})).toEqual(Object.keys(chartTheme('light').style ?? {}));
});
