import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Locale } from '../renderers/locale.ts';
import { type Command, type CommandContext, defineCommand } from './command.ts';
import { readPeriodText, suggestPeriods } from './period-words.ts';

const answer = { summary: '', parts: [], actions: [], warnings: [], freshness: null, provenance: null };
const none = { en: '', 'pt-BR': '' };
const base: Pick<Command, 'description' | 'examples' | 'role' | 'visibility' | 'run'> = {
  description: none,
  examples: [],
  role: 'viewer',
  visibility: 'public',
  run: async () => answer,
};

const by = {
  schema: z.enum(['source', 'channel', 'firstOrder']).optional(),
  description: none,
  aliases: ['por'],
  examples: [{ en: 'channel', 'pt-BR': 'canal' }],
  choices: {
    source: { label: { en: 'source', 'pt-BR': 'origem' }, aliases: ['fonte'] },
    channel: { label: { en: 'channel', 'pt-BR': 'canal' } },
    firstOrder: { label: { en: 'first order', 'pt-BR': 'primeiro pedido' } },
  },
};
const plain = { schema: z.string().optional(), description: none, examples: [] };

const period = {
  ...plain,
  aliases: ['período'],
  positional: true,
  read: readPeriodText,
  suggest: suggestPeriods,
};

/** Commands of every kind of option, for tests. */
export const sampleCommands: Command[] = [
  defineCommand({ ...base, name: 'kpi', options: { period, by } }),
  defineCommand({
    ...base,
    name: 'rfm',
    aliases: ['recência'],
    options: { month: { ...plain, positional: true } },
  }),
  defineCommand({ ...base, name: 'rfm moves', options: { month: { ...plain, positional: true } } }),
  defineCommand({
    ...base,
    name: 'segment show',
    options: {
      name: { ...plain, schema: z.string(), positional: true },
      limit: { ...plain, schema: z.coerce.number().int().min(1).default(10) },
      sort: { ...plain, schema: z.enum(['name', 'net']).default('net') },
      note: plain,
    },
  }),
  defineCommand({ ...base, name: 'regulars status', options: {} }),
];

/** A context without database, at noon of Monday 23 November 2026 in São Paulo. */
export function makeContext(locale: Locale): CommandContext {
  return {
    db: {} as SupabaseClient,
    now: () => new Date('2026-11-23T15:00:00Z'),
    timeZone: 'America/Sao_Paulo',
    currency: 'BRL',
    demo: false,
    actor: { id: 'console:test', role: 'admin' },
    locale,
  };
}
