import { loadavg } from 'node:os';
import { describeMachine } from './machine.ts';
import { print } from './measure.ts';

/** Prints what is measured, on which machine, and how busy that is with other things. */
export function printHeading(title: string): void {
  print(title);
  print(describeMachine());
  print(describeLoad());
  print();
}

/** How busy the machine is: at rest this says nothing of the figures, above one processor they are too high. */
export function describeLoad(): string {
  return `load over the last minute: ${loadavg()[0]?.toFixed(1)}`;
}

/** Holds a figure against the most that it may be: "bar 2.2: 2.1, met". */
export function describeBar(value: number, bar: number, unit = ''): string {
  const digits = bar < 10 ? 2 : 0;
  return `bar ${bar}${unit}: ${value.toFixed(digits)}${unit}, ${value <= bar ? 'met' : 'MISSED'}`;
}

/** Prints what `describeBar` says, for one thing. */
export function printBar(what: string, value: number, bar: number, unit = ''): void {
  print(`${what}: ${describeBar(value, bar, unit)}`);
}
