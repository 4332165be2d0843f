import { print } from './measure.ts';

/** What can be measured, and what it is held against; each file also runs alone. */
const benches = {
  charts: 'ms a chart against raster and encoding alone, vl2png, chart.js and echarts',
  question: 'a warm question to its reply with picture',
  'first-start': 'the very first start, and a start with data there',
  ingest: 'writing orders with their rollups against the bare insert',
  import: 'a half-million-line CSV as a whole process',
  slack: 'fifty slash commands at once, with charts, to the acknowledgement and the answer',
  crm: 'segments counted, and what campaigns and segments answer, over a million customers',
  rfm: 'RFM and KPIs against the plain view and DuckDB',
};

const [name = '', ...rest] = process.argv.slice(2);
if (name in benches) {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(`./${name}.ts`);
} else {
  print('Usage: npm run bench -- NAME');
  for (const [bench, what] of Object.entries(benches)) print(`  ${bench.padEnd(12)} ${what}`);
}
