import type { SupabaseClient } from '@supabase/supabase-js';

/** Who may see what; each role includes the ones before it. */
export const roles = ['viewer', 'analyst', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks: `console:…`, `web:…`, `slack:U…`, `discord:…`. */
export interface Actor {
  id: string;
  role: Role;
}

/** A local day of the shop, `YYYY-MM-DD`. */
export type Day = string;

/** What every service verb is given. */
export interface Context {
  db: SupabaseClient;
  /** The clock; tests inject one. */
  now: () => Date;
  /** The shop's IANA time zone, in which its days begin. */
  timeZone: string;
  /** The shop's ISO 4217 currency; amounts in others are never added to it. */
  currency: string;
  /** The database holds the demo shop, not a real one. */
  demo: boolean;
  actor: Actor;
}
