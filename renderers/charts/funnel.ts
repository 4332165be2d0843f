import { formatCompact, formatValue } from '../format.ts';
import type { Locale } from '../locale.ts';
import { sizes } from '../theme.ts';
import { accentBars, headingHeight, placeRows, wordLayers } from './bars.ts';
import {
  type ChartHead,
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  planFrame,
} from './frame.ts';
import { measureText } from './text-width.ts';

export interface FunnelStep {
  label: string;
  count: number;
  /** Its share of the step that it is measured by, 0 to 1, and that step's name; null for the first ones. */
  rate: { share: number; of: string } | null;
}

export interface FunnelData extends ChartHead {
  /** From the first to the last. */
  steps: FunnelStep[];
  /** Over the rates: "Rate". */
  heading: string;
}

const gap = 9;
const count = { kind: 'count' } as const;

const widest = (words: string[], isBold = false) =>
  Math.max(0, ...words.map((text) => measureText(text, sizes.label, isBold)));

function sayRate({ rate }: FunnelStep, locale: Locale): string {
  return rate === null ? '' : `${formatValue(rate.share, { kind: 'percent' }, locale)} ${rate.of}`;
}

/** How many came from each step to the next, as bars, each with its rate and what that is a rate of. */
export function drawFunnel(data: FunnelData, options: ChartOptions): Drawing {
  const { locale } = options;
  const { steps } = data;
  if (steps.length === 0) return composeEmpty(data, options);
  const { words, room } = planFrame(data);
  const places = placeRows(steps.length, room);
  const values = steps.map((step) => formatCompact(step.count, count, locale));
  const rates = steps.map((step) => sayRate(step, locale));
  const left = room.left + widest(steps.map(({ label }) => label)) + 18;
  const right = room.right - widest(rates) - 24 - widest(values, true) - gap;
  const most = Math.max(1, ...steps.map((step) => step.count));
  const toX = (value: number) => left + (value / most) * (right - left);
  return composeChart({
    words,
    datasets: {
      bars: steps.map((step, index) => ({
        x: left,
        x2: toX(step.count),
        ...places.bar(index),
        tip: `${step.label} · ${formatValue(step.count, count, locale)}`,
      })),
      rightHeadings: rates.some(Boolean)
        ? [{ x: room.right, y: room.top + headingHeight / 2 - 4, text: data.heading }]
        : [],
      names: steps.map(({ label }, index) => ({ x: room.left, y: places.middle(index), text: label })),
      values: values.map((text, index) => ({
        x: toX(steps[index]?.count ?? 0) + gap,
        y: places.middle(index),
        text,
      })),
      ups: [],
      downs: [],
      levels: rates.map((text, index) => ({ x: room.right, y: places.middle(index), text })),
    },
    layers: [accentBars, ...wordLayers],
    alt: joinSentences(
      data.title,
      data.subtitle,
      steps
        .map(({ label }, index) =>
          [label, values[index], rates[index] && `(${rates[index]})`].filter(Boolean).join(' '),
        )
        .join(', '),
    ),
  });
}
