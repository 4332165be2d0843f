import { createCanvas } from 'canvas';
import { Chart, type ChartConfiguration, type ChartItem } from 'chart.js/auto';
import { type BarRow, type ChartData, size } from './chart-data.ts';

const options = {
  animation: false,
  responsive: false,
  devicePixelRatio: size.scale,
  layout: { padding: 16 },
} as const;

function draw(config: ChartConfiguration): Buffer {
  const canvas = createCanvas(size.width, size.height);
  const background = {
    id: 'background',
    beforeDraw: ({ ctx }: Chart) => {
      ctx.fillStyle = '#ffffff';
      ctx.fillRect(0, 0, size.width, size.height);
    },
  };
  const chart = new Chart(canvas as unknown as ChartItem, { ...config, plugins: [background] });
  const png = canvas.toBuffer('image/png');
  chart.destroy();
  return png;
}

function words(title: string, subtitle: string) {
  return {
    title: { display: true, text: title, align: 'start', font: { size: 24 } },
    subtitle: { display: true, text: subtitle, align: 'start', font: { size: 16 } },
  } as const;
}

/** The trend line by Chart.js on the Skia canvas, with that canvas's own PNG encoder. */
export function drawTrendWithChartJs({ days, now, before }: ChartData['trend']): Buffer {
  const line = { pointRadius: 0, borderWidth: 2 };
  return draw({
    type: 'line',
    data: {
      labels: days,
      datasets: [
        { label: '2025', data: now.map((cents) => cents / 100), borderColor: '#3d3fd0', ...line },
        { label: '2024', data: before.map((cents) => cents / 100), borderColor: '#9198a3', ...line },
      ],
    },
    options: { ...options, plugins: words('Net revenue up 8 % on 2024', 'R$ a day, 2025 against 2024') },
  });
}

/** The segments' bars by Chart.js on the Skia canvas, with that canvas's own PNG encoder. */
export function drawBarsWithChartJs(rows: BarRow[]): Buffer {
  return draw({
    type: 'bar',
    data: {
      labels: rows.map(({ segment }) => segment),
      datasets: [
        { data: rows.map(({ customers }) => customers), backgroundColor: rows.map(({ colour }) => colour) },
      ],
    },
    options: {
      ...options,
      indexAxis: 'y',
      plugins: {
        ...words('One customer in four hibernates', 'Customers by segment'),
        legend: { display: false },
      },
    },
  });
}
