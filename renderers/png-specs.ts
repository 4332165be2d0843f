import { parse, type Runtime } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** A spec taken apart: what must be compiled, and what may change from one drawing to the next. */
export interface CompiledSpec {
  /** Vega's parsed dataflow, without data. */
  runtime: Runtime;
  datasets: Record<string, object[]>;
  params: Record<string, unknown>;
}

interface Swappable {
  datasets?: Record<string, object[]>;
  params?: { name: string; value?: unknown }[];
}

/** Vega-Lite's own remarks concern the template, not the data: the tests of the charts see to those. */
const quiet = {
  level: () => quiet,
  error: (...words: readonly unknown[]) => {
    throw new Error(words.join(' '));
  },
  warn: () => quiet,
  info: () => quiet,
  debug: () => quiet,
};

function withoutData(spec: TopLevelSpec): TopLevelSpec {
  const { datasets = {}, params = [] } = spec as Swappable;
  return {
    ...spec,
    description: '',
    datasets: Object.fromEntries(Object.keys(datasets).map((name) => [name, []])),
    params: params.map((param) => ({ ...param, value: null })),
  } as TopLevelSpec;
}

/**
 * Compiles Vega-Lite specs and keeps the last `limit` of them by their shape: the spec without its
 * description and the values of its named datasets and params. Two answers of the same chart differ in those alone, so the second is not compiled
 * again. The function throws what Vega-Lite throws about a spec that is wrong.
 */
export function createSpecCache(limit = 64): (spec: TopLevelSpec) => CompiledSpec {
  const kept = new Map<string, Runtime>();
  return (spec) => {
    const { datasets = {}, params = [] } = spec as Swappable;
    const shape = withoutData(spec);
    const key = JSON.stringify(shape);
    const runtime = kept.get(key) ?? parse(compile(shape, { logger: quiet }).spec, undefined, { ast: true });
    kept.delete(key);
    kept.set(key, runtime);
    const oldest = kept.keys().next();
    if (kept.size > limit && !oldest.done) kept.delete(oldest.value);
    return { runtime, datasets, params: Object.fromEntries(params.map(({ name, value }) => [name, value])) };
  };
}
