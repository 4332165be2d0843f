import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPngPool, type PngPool } from '../renderers/png.ts';
import { describeLoad, printBar, printHeading } from './bar.ts';
import { formatMs, formatRatio, percentile, print, printTable, race, runNode, time } from './measure.ts';
import { createChartData, size } from './peers/chart-data.ts';
import { drawBarsWithChartJs, drawTrendWithChartJs } from './peers/chart-js.ts';
import { drawBarsWithEcharts, drawTrendWithEcharts } from './peers/echarts.ts';
import { prepareFloor } from './peers/floor.ts';
import { specOfBars, specOfTrend } from './peers/ours.ts';
import { drawWithVl2png } from './peers/vl2png.ts';

/**
 * One chart as PNG: ours against the least that drawing and encoding it takes, and against the peers as they come,
 * all with the same data at the same size in this run. `node bench/charts.ts [rounds]`.
 */
const rounds = Number(process.argv[2] ?? 40);
const coldRounds = Math.max(3, Math.round(rounds / 8));
const together = 24;
/** Of the floor, and of the best peer: at least twice as fast. */
const bars = { floor: 1.3, peer: 0.5 };
const makeData = createChartData();
const once = fileURLToPath(new URL('./charts-once.ts', import.meta.url));

// Made beforehand: what is measured is the way from data to a picture.
const made = Array.from({ length: 200 }, (_, round) => makeData(round));
const dataOf = (round: number) => made[round % made.length] ?? makeData(round);
const charts = {
  'trend line, 365 x 2': {
    spec: (round: number) => specOfTrend(dataOf(round).trend),
    chartJs: (round: number) => drawTrendWithChartJs(dataOf(round).trend),
    echarts: (round: number) => drawTrendWithEcharts(dataOf(round).trend),
  },
  'segment bars, 10': {
    spec: (round: number) => specOfBars(dataOf(round).bars),
    chartJs: (round: number) => drawBarsWithChartJs(dataOf(round).bars),
    echarts: (round: number) => drawBarsWithEcharts(dataOf(round).bars),
  },
};

/** Checks that a picture is a PNG of the size that all draw. Throws when it is not. */
function checkPng(name: string, png: Uint8Array): void {
  const header = Buffer.from(png.buffer, png.byteOffset, 24);
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  if (width !== size.width * size.scale || height !== size.height * size.scale) {
    throw new Error(`${name} drew ${width} x ${height}`);
  }
}

/** Charts a second with as many workers, all asked at once. */
async function measureRate(workers: number, spec: (round: number) => object): Promise<number> {
  const pool = createPngPool({ workers });
  await pool.warm();
  const specs = Array.from(
    { length: together },
    (_, round) => spec(round) as Parameters<PngPool['render']>[0],
  );
  const drawAll = () => Promise.all(specs.map((each) => pool.render(each)));
  await drawAll();
  const spent = await time(drawAll);
  await pool.close();
  return (together * 1000) / spent;
}

const folder = await mkdtemp(join(tmpdir(), 'charts-'));
const pool = createPngPool({ workers: 1 });
try {
  await pool.warm();
  printHeading(
    `One chart as PNG, ${size.width * size.scale} x ${size.height * size.scale}: ${rounds} warm rounds, ${coldRounds} cold ones`,
  );
  for (const [chart, { spec, chartJs, echarts }] of Object.entries(charts)) {
    const specFile = join(folder, 'spec.json');
    const pngFile = join(folder, 'out.png');
    await writeFile(specFile, JSON.stringify(spec(0)));
    const drawFloor = await prepareFloor(spec(0));
    const contenders = {
      ours: (round: number) => pool.render(spec(round)),
      'floor: raster + encode': drawFloor,
      'chart.js, Skia canvas': chartJs,
      'echarts, SVG, sharp': echarts,
    };
    for (const [name, draw] of Object.entries(contenders)) checkPng(name, await draw(0));
    const warm = await race(contenders, { runs: rounds, warmUp: 10 });
    const coldContenders = {
      'ours, a new process': () => runNode([once, specFile, pngFile]),
      'vl2png, a new process': () => drawWithVl2png(specFile, pngFile),
    };
    for (const [name, draw] of Object.entries(coldContenders)) {
      await draw();
      checkPng(name, await readFile(pngFile));
    }
    const cold = await race(coldContenders, { runs: coldRounds, block: coldRounds });

    print(chart);
    const own = percentile(warm.ours, 0.5);
    printTable(
      ['', 'median ms', 'p95 ms', 'least ms', 'of ours'],
      Object.entries({ ...warm, ...cold }).map(([name, samples]) => [
        name,
        formatMs(percentile(samples, 0.5)),
        formatMs(percentile(samples, 0.95)),
        formatMs(percentile(samples, 0)),
        formatRatio(percentile(samples, 0.5), own),
      ]),
    );
    // The least times say the same on a machine that is busy with other things.
    for (const [words, share] of [
      ['medians', 0.5],
      ['least times', 0],
    ] as const) {
      const of = (samples: readonly number[]) => percentile(samples, share);
      const ours = of(warm.ours);
      const floor = of(warm['floor: raster + encode']);
      const peers = [
        warm['chart.js, Skia canvas'],
        warm['echarts, SVG, sharp'],
        cold['vl2png, a new process'],
      ];
      const best = Math.min(...peers.map(of));
      printBar(`by ${words}, ours of the floor`, ours / floor, bars.floor, ' x');
      printBar(`by ${words}, ours of the best peer`, ours / best, bars.peer, ' x');
    }
    const rates = [await measureRate(1, spec), await measureRate(2, spec)];
    print(`charts a second: ${rates[0]?.toFixed(1)} with 1 worker, ${rates[1]?.toFixed(1)} with 2`);
    print(describeLoad());
    print();
  }
} finally {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
}
