import { availableParallelism, cpus, totalmem } from 'node:os';

/** The machine that the figures are of, in one line: processors, their model, memory, Node. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores, ${model}, ${memory} GB, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}
