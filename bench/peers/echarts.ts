import * as echarts from 'echarts';
import sharp from 'sharp';
import { type BarRow, type ChartData, size } from './chart-data.ts';

/** Dots per inch at which sharp draws one pixel of an SVG as one pixel. */
const plainDensity = 72;

async function draw(option: echarts.EChartsOption): Promise<Buffer> {
  const { width, height } = size;
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, backgroundColor: '#ffffff', ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return sharp(Buffer.from(svg), { density: plainDensity * size.scale })
    .png()
    .toBuffer();
}

function words(text: string, subtext: string) {
  return { text, subtext, left: 20, top: 12, textStyle: { fontSize: 24 }, subtextStyle: { fontSize: 16 } };
}

/** The trend line by ECharts as SVG, drawn and encoded by sharp: the fastest peer off the shelf. */
export function drawTrendWithEcharts({ days, now, before }: ChartData['trend']): Promise<Buffer> {
  const line = { type: 'line', showSymbol: false } as const;
  return draw({
    title: words('Net revenue up 8 % on 2024', 'R$ a day, 2025 against 2024'),
    grid: { left: 80, right: 30, top: 100, bottom: 50 },
    legend: { top: 20, right: 20 },
    xAxis: { type: 'category', data: days },
    yAxis: { type: 'value' },
    series: [
      { ...line, name: '2025', data: now.map((cents) => cents / 100), color: '#3d3fd0' },
      { ...line, name: '2024', data: before.map((cents) => cents / 100), color: '#9198a3' },
    ],
  });
}

/** The segments' bars by ECharts as SVG, drawn and encoded by sharp. */
export function drawBarsWithEcharts(rows: BarRow[]): Promise<Buffer> {
  return draw({
    title: words('One customer in four hibernates', 'Customers by segment'),
    grid: { left: 160, right: 60, top: 90, bottom: 40 },
    xAxis: { type: 'value' },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ segment }) => segment) },
    series: [
      {
        type: 'bar',
        label: { show: true, position: 'right' },
        data: rows.map(({ customers, colour }) => ({ value: customers, itemStyle: { color: colour } })),
      },
    ],
  });
}
