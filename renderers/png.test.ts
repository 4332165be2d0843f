import { createCanvas, loadImage } from 'canvas';
import type { TopLevelSpec } from 'vega-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { drawBreakdown } from './charts/breakdown.ts';
import { drawTrend } from './charts/trend.ts';
import { createPngPool, RenderError } from './png.ts';
import { chartTheme, palettes, picture } from './theme.ts';

const pool = createPngPool({ workers: 1 });
afterAll(() => pool.close());

const head = { title: 'The finding', subtitle: 'What is drawn', footer: 'Demo shop' };
const bars = (value = 100): TopLevelSpec =>
  drawBreakdown(
    { ...head, rows: [{ label: 'Instagram', value, previous: null }], format: { kind: 'count' } },
    { locale: 'en' },
  ).spec;

/** Colours of a picture as `#rrggbb`, by their place in the chart's own pixels. */
async function readPixels(
  png: Uint8Array,
): Promise<{ size: [number, number]; at: (x: number, y: number) => string }> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  const pixels = canvas.data();
  const scale = image.width / picture.width;
  return {
    size: [image.width, image.height],
    at: (x, y) => {
      const from = 4 * (Math.round(y * scale) * image.width + Math.round(x * scale));
      return `#${pixels.subarray(from, from + 3).toString('hex')}`;
    },
  };
}

async function failureOf(drawing: Promise<unknown>): Promise<string> {
  const error = await drawing.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RenderError);
  return error instanceof RenderError ? error.failure : '';
}

function points(more: object): TopLevelSpec {
  return { width: 40, height: 40, data: { values: [{}] }, mark: 'point', ...more } as TopLevelSpec;
}

describe('a picture', () => {
  test('is 1600 x 900, with the accent where the bar is and paper around it', async () => {
    const { size, at } = await readPixels(await pool.render(bars()));
    expect(size).toEqual([1600, 900]);
    expect(at(40, 3)).toBe(palettes.light.accent);
    expect(at(400, 152)).toBe(palettes.light.accent);
    expect(at(400, 300)).toBe('#ffffff');
    expect(at(799, 449)).toBe('#ffffff');
  });

  test('is dark by its configuration alone', async () => {
    const { at } = await readPixels(await pool.render({ ...bars(), config: chartTheme('dark') }));
    expect(at(400, 152)).toBe(palettes.dark.accent);
    expect(at(799, 449)).toBe(palettes.dark.background);
  });

  test('has the scale asked for', async () => {
    expect((await readPixels(await pool.render(bars(), { scale: 1 }))).size).toEqual([800, 450]);
    expect(await failureOf(pool.render(bars(), { scale: 40 }))).toBe('bad_spec');
  });

  test('shows its own data, though a spec of its shape was compiled before', async () => {
    const trend = (last: number) =>
      drawTrend(
        {
          ...head,
          series: [
            {
              name: 'A',
              values: [1, last].map((value, index) => ({ day: `2026-10-0${index + 1}`, value })),
              emphasis: true,
            },
          ],
          format: { kind: 'count' },
          granularity: 'day',
        },
        { locale: 'en' },
      ).spec;
    const [first, second, again] = [
      await pool.render(trend(9)),
      await pool.render(trend(2)),
      await pool.render(trend(9)),
    ];
    expect(Buffer.from(first).equals(second)).toBe(false);
    expect(Buffer.from(first).equals(again)).toBe(true);
  });

  test('has nothing of one that failed before it, though its shape is the same', async () => {
    const withLogo = (rows: object[]): TopLevelSpec =>
      points({
        datasets: { rows },
        data: { name: 'rows' },
        mark: { type: 'image', width: 10, height: 10 },
        encoding: { url: { field: 'u' } },
      });
    const before = await pool.render(withLogo([]));
    expect(await failureOf(pool.render(withLogo([{ u: 'file:///etc/passwd' }])))).toBe('refused');
    expect(Buffer.from(before).equals(await pool.render(withLogo([])))).toBe(true);
  });

  test('leaves the spec as it was given', async () => {
    const spec = bars();
    const before = structuredClone(spec);
    await pool.render(spec);
    expect(spec).toEqual(before);
  });
});

describe('what a chart may not do', () => {
  const image = { type: 'image', width: 10, height: 10 };
  test.each([
    ['a file', { data: { url: 'file:///etc/passwd', format: { type: 'csv' } } }],
    ['a path', { data: { url: 'package.json' } }],
    ['an address', { data: { url: 'http://127.0.0.1:9/rows.json' } }],
    ['a data address', { data: { url: 'data:application/json,[{"a":1}]' } }],
    [
      'a lookup',
      {
        transform: [
          { lookup: 'a', from: { data: { url: 'https://example.com/a.json' }, key: 'a', fields: ['b'] } },
        ],
      },
    ],
    [
      'a map',
      {
        data: { url: 'https://example.com/a.json', format: { type: 'topojson', feature: 'x' } },
        mark: 'geoshape',
      },
    ],
    ['a picture', { mark: { ...image, url: 'file:///etc/passwd' } }],
    [
      'a picture by data',
      {
        data: { values: [{ u: 'https://example.com/a.png' }] },
        mark: image,
        encoding: { url: { field: 'u' } },
      },
    ],
    ['a picture in itself', { mark: { ...image, url: 'data:image/png;base64,iVBORw0KGgo=' } }],
  ])('load %s', async (_, more) => {
    expect(await failureOf(pool.render(points(more)))).toBe('refused');
  });

  test.each([
    [
      'run code',
      points({ transform: [{ calculate: '(1).constructor.constructor("return 1")()', as: 'x' }] }),
    ],
    ['be nonsense', { hello: 1 } as unknown as TopLevelSpec],
    ['be nothing', null as unknown as TopLevelSpec],
    ['hold a function', points({ usermeta: { run: () => 1 } })],
    ['fill the memory with pixels', points({ width: 1e6, height: 1e6 })],
  ])('%s', async (_, spec) => {
    expect(await failureOf(pool.render(spec))).toBe('bad_spec');
    await expect(pool.render(bars())).resolves.toBeInstanceOf(Uint8Array);
  });
});

describe('a pool', () => {
  test('replaces a thread that hangs, and draws what waited', async () => {
    const warnings: string[] = [];
    const log = { warn: (_: object, message: string) => void warnings.push(message) };
    const small = createPngPool({ workers: 1, timeoutMs: 4000, log });
    await small.warm();
    const hanging = points({
      data: { values: [{ a: `${'a'.repeat(40)}!` }] },
      transform: [{ filter: 'test(/^(a+)+$/, datum.a)' }],
    });
    const [failure, png] = await Promise.all([failureOf(small.render(hanging)), small.render(bars())]);
    expect(failure).toBe('timeout');
    expect(png.length).toBeGreaterThan(1000);
    expect(warnings).toHaveLength(1);
    await small.close();
  });

  test('survives a thread that dies', async () => {
    const small = createPngPool({ workers: 1 });
    const runaway = points({ data: { sequence: { start: 0, stop: 30_000_000 } } });
    expect(await failureOf(small.render(runaway))).toBe('crashed');
    await expect(small.render(bars())).resolves.toBeInstanceOf(Uint8Array);
    await small.close();
  });

  test('refuses more than may wait, and everything once closed', async () => {
    const small = createPngPool({ workers: 1, maxWaiting: 1 });
    const drawing = [small.render(bars()), small.render(bars())];
    expect(await failureOf(small.render(bars()))).toBe('busy');
    await Promise.all(drawing);
    const waiting = failureOf(small.render(bars()));
    await small.close();
    expect(await waiting).toBe('closed');
    expect(await failureOf(small.render(bars()))).toBe('closed');
  });

  test('draws elsewhere: this thread never loads Vega, and goes on meanwhile', async () => {
    let turns = 0;
    let drawn = false;
    const drawing = pool.render(bars()).then(() => {
      drawn = true;
    });
    while (!drawn) {
      turns += 1;
      await new Promise(setImmediate);
    }
    await drawing;
    expect(turns).toBeGreaterThan(1);
    expect(Object.hasOwn(Set.prototype, 'toJSON')).toBe(false);
  });

  test('gives its memory back', async () => {
    const drawMany = async (count: number) => {
      for (let index = 0; index < count; index += 10) {
        await Promise.all(Array.from({ length: 10 }, (_, each) => pool.render(bars(index + each + 1))));
      }
      return process.memoryUsage().rss;
    };
    const before = await drawMany(100);
    const after = await drawMany(100);
    // 100 pictures are 576 MB of pixels.
    expect(after - before).toBeLessThan(250e6);
  });
});
