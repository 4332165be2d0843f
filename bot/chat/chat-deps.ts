import type { SupabaseClient } from '@supabase/supabase-js';
import type { Locale } from '../../renderers/locale.ts';
import type { ChartPart } from '../../renderers/reply.ts';
import type { Actor, Role } from '../../services/context.ts';
import type { Command, CommandContext } from '../command.ts';
import type { Ask } from '../dispatch.ts';

/** The part of the log that a platform writes to. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a chat platform is handed by the composition root. */
export interface ChatDeps {
  commands: readonly Command[];
  ask: Ask;
  /** The context in which a person's line is read. */
  context: (actor: Actor, locale: Locale) => Promise<CommandContext>;
  /** What a person may see, by `slack:U…` or `discord:…`. */
  roleOf: (actorId: string) => Role;
  /** Draws a chart as PNG, off the event loop; rejects when it cannot be drawn. */
  renderPng: (spec: ChartPart['spec']) => Promise<Uint8Array>;
  /** The database that is open now. */
  db: () => Promise<SupabaseClient>;
  /** Address of the web view, without a slash at its end. */
  webUrl: string;
  /** The deployment's language. */
  locale: Locale;
  log: Log;
}

/** How a platform stands: `standby` leaves it to another replica, `refused` needs an operator. */
export type PlatformState =
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'standby'
  | 'unreachable'
  | 'refused';

/** A platform that is connected, or tries to be. */
export interface Platform {
  state(): PlatformState;
  /** Takes in nothing new, finishes what is under way within the grace, leaves the rest to others, disconnects. */
  stop(graceMs: number): Promise<void>;
}
