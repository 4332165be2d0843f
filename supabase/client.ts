import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { z } from 'zod';

/** The database refused or failed a call. `message` is for the log and holds none of the data. */
export class DatabaseError extends Error {
  /** SQLSTATE, PostgREST's own code (PGRSTnnn), 'unreachable' when no answer came, or 'shape' for an unexpected one. */
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly details: string | null;
  readonly hint: string | null;
  /** The function that was called. */
  readonly fn: string;

  constructor(
    fn: string,
    fields: { code: string; status: number; message: string; details?: string | null; hint?: string | null },
  ) {
    super(`${fn}: ${fields.message}`);
    this.name = 'DatabaseError';
    this.fn = fn;
    this.code = fields.code;
    this.status = fields.status;
    this.details = fields.details ?? null;
    this.hint = fields.hint ?? null;
  }
}

// No session is ever signed in: the key alone speaks, and nothing is kept or refreshed.
const auth = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };

/** The client of a hosted Supabase, or of any PostgREST behind the same paths. */
export function createHostedClient(url: string, serviceRoleKey: string): SupabaseClient {
  return createClient(url, serviceRoleKey, { auth });
}

/** A client whose every request goes to `fetch` and never to a network. */
export function createClientWithFetch(fetch: typeof globalThis.fetch, key = 'embedded'): SupabaseClient {
  return createClient('http://embedded.invalid', key, { auth, global: { fetch } });
}

/**
 * Calls a function of the database with arguments by name and checks what it answers. Throws `DatabaseError`, with
 * code 'shape' when the answer is not what `schema` says.
 */
export async function call<T>(
  client: SupabaseClient,
  fn: string,
  args: Record<string, unknown>,
  schema: z.ZodType<T>,
): Promise<T> {
  const { data, error, status } = await client.rpc(fn, args);
  if (error) {
    const { code, message, details, hint } = error;
    throw new DatabaseError(fn, { code: code || 'unreachable', status, message, details, hint });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.length ? issue.path.join('.') : 'the answer itself';
  throw new DatabaseError(fn, {
    code: 'shape',
    status,
    message: `unexpected ${path} (${issue?.code ?? 'unknown'})`,
  });
}
