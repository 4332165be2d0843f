import type { TopLevelSpec } from 'vega-lite';

/** Name of a chart's layers that only answer a pointer. Each has a dataset of its own. */
export const pointerLayer = 'pointer';

interface Layered {
  layer?: { name?: string; data?: { name?: string } }[];
  datasets?: Record<string, object[]>;
}

/** A spec without what a still picture does not show: the layers for a pointer, and their rows. */
export function makeStill(spec: TopLevelSpec): TopLevelSpec {
  const { layer, datasets } = spec as Layered;
  const pointers = layer?.filter(({ name }) => name === pointerLayer) ?? [];
  if (pointers.length === 0) return spec;
  const rows = new Set(pointers.map(({ data }) => data?.name));
  return {
    ...spec,
    layer: layer?.filter(({ name }) => name !== pointerLayer),
    datasets: Object.fromEntries(Object.entries(datasets ?? {}).filter(([name]) => !rows.has(name))),
  } as TopLevelSpec;
}
