import type { TopLevelSpec } from 'vega-lite';

/** How a raw value is written; the presenter applies it in the reader's locale. */
export type Format =
  | { kind: 'text' }
  | { kind: 'count' }
  /** Raw value in integer minor units (cents). */
  | { kind: 'money'; currency: string }
  /** Raw value is a ratio: 0.123 is written 12.3 %. */
  | { kind: 'percent' }
  /** Raw value is a difference of ratios: 0.012 is written +1.2 pp. */
  | { kind: 'points' }
  /** Raw value is a relative change: 0.12 is written +12 %. */
  | { kind: 'change' }
  /** Raw value is a difference of counts, written with its sign. */
  | { kind: 'difference' }
  | { kind: 'decimal'; digits: number }
  /** Raw value is a local day, `YYYY-MM-DD`. */
  | { kind: 'day' };

/** A raw value; `null` means that there is no such number, and is written as a dash. */
export type Value = string | number | null;

export interface Column {
  /** Stable English key of the raw value in each row. */
  key: string;
  /** Heading in the reader's language. */
  label: string;
  format: Format;
  /** Words in the reader's language for raw values that are names of ours (a segment, a channel without name). */
  labels?: Record<string, string>;
}

export interface TablePart {
  type: 'table';
  /** Stable English key of the table. */
  key: string;
  title?: string;
  columns: Column[];
  rows: Record<string, Value>[];
  /** A table of detail: shown on demand, where a presenter has room. */
  detail?: boolean;
}

export interface Comparison {
  /** What it is compared with, in words: "vs September". */
  label: string;
  /** The earlier value, in the fact's own format; `null` when there was none. */
  previous: Value;
  /** The change, as `format` says; `null` when it cannot be said (nothing before). */
  change: number | null;
  format: Format;
}

export interface Fact {
  key: string;
  label: string;
  value: Value;
  format: Format;
  comparisons: Comparison[];
  /** Which direction is good news; `none` where neither is. */
  better: 'up' | 'down' | 'none';
}

export interface FactsPart {
  type: 'facts';
  key: string;
  facts: Fact[];
}

export interface ChartPart {
  type: 'chart';
  key: string;
  /** A Vega-Lite spec with its data inside, made by `renderers/charts`. */
  spec: TopLevelSpec;
  /** The picture in words, for someone who sees none. */
  alt: string;
}

export interface TextPart {
  type: 'text';
  text: string;
}

export interface LinkPart {
  type: 'link';
  label: string;
  /** A path of the web view, beginning with `/`. */
  path: string;
}

/** A file for who asked alone: only private answers have one. */
export interface FilePart {
  type: 'file';
  /** Stable English key of the file in the answer. */
  key: string;
  /** With its ending, of letters that every file system takes: `at-risk.csv`. */
  name: string;
  /** What is in it, in the reader's language: "Members of At Risk, 1,204 rows". */
  label: string;
  content: Blob;
}

export type Part = TextPart | FactsPart | TablePart | ChartPart | LinkPart | FilePart;

/** A button: what pressing it asks. */
export interface Action {
  label: string;
  /** The command line that the button asks, as a person would type it: `/kpi last month by source`. */
  ask: string;
}

export interface Freshness {
  /** In words: "Data to 22 Nov 2026". */
  text: string;
  /** The last local day that the data covers, or null in an empty shop. */
  through: string | null;
  /** The data is behind what the shop is used to, or is not the shop's own. */
  stale: boolean;
}

/** Where the numbers come from: shown on demand. */
export interface Provenance {
  /** Definitions of the numbers shown, a sentence each. */
  definitions: string[];
  /** What was filtered: period, zone, currency, segment. */
  filters: string[];
  /** How many raw records stand behind the answer, in words; null when it is not about records. */
  rows: string | null;
  caveats: string[];
}

/** One answer as plain data; each platform presents it within its own limits. */
export interface Reply {
  /** The answer in one sentence: also the notification's text. Plain text, no markup. */
  summary: string;
  /** The command line that was answered, in its canonical form; null where none was understood. */
  question: string | null;
  tone: 'answer' | 'empty' | 'error';
  visibility: 'public' | 'private';
  parts: Part[];
  actions: Action[];
  /** What the reader must know before using the numbers: thin data, unfinished period, demo shop. */
  warnings: string[];
  freshness: Freshness | null;
  provenance: Provenance | null;
  /** Reference to quote to the operator when something failed. */
  reference?: string;
}
