import type { RequestHandler } from 'express';
import type { Locale } from '../renderers/locale.ts';
import type { ChartPart, Freshness, Reply } from '../renderers/reply.ts';
import type { Actor } from '../services/context.ts';

/** One question as the page sends it. */
export interface Question {
  /** The line as typed. */
  text: string;
  actor: Actor;
  locale: Locale;
}

interface SuggestionItem {
  /** What is put into the line. */
  value: string;
  /** What the person reads. */
  label: string;
  /** A few more words on it. */
  detail?: string | undefined;
}

/** What may stand at the caret: taking an item replaces `line.slice(from, to)` by its value. UTF-16 offsets. */
export interface Suggestions {
  from: number;
  to: number;
  items: SuggestionItem[];
}

/** A command as the first screen shows it. */
export interface CommandInfo {
  name: string;
  description: Record<Locale, string>;
  examples: Record<Locale, string>[];
}

export interface ShopStatus {
  /** The shop's name; null where it has none. */
  name: string | null;
  demo: boolean;
  freshness: Freshness | null;
}

interface Health {
  ready: boolean;
  /** State of each thing that the answer depends on, in words for an operator, by its name. */
  checks: Record<string, string>;
}

/** The part of the log that the web view writes to. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the web view is handed by the composition root: it knows neither the bot nor the database. */
export interface WebDeps {
  ask: (question: Question) => Promise<Reply>;
  suggest: (line: string, caret: number, locale: Locale) => Promise<Suggestions>;
  /** Draws a chart as PNG; rejects when it cannot be drawn. */
  renderPng: (spec: ChartPart['spec']) => Promise<Uint8Array>;
  status: () => Promise<ShopStatus>;
  health: () => Promise<Health>;
  commands: readonly CommandInfo[];
  locale: Locale;
  /** The shop's IANA zone, in which messages are stamped. */
  timeZone: string;
  /** Who asks, while nobody signs in: whoever sits at this machine. */
  actor: Actor;
  log: Log;
  /** Takes what chat platforms send, each by rules of its own, before any of the web view's. */
  chatRoutes?: RequestHandler;
  /** The clock; tests inject one. */
  now?: () => Date;
}
