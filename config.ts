import { existsSync } from 'node:fs';
import { z } from 'zod';
import { locales } from './renderers/locale.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A setting that is wrong: its variable, what was expected, and an example. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}

const settings = z
  .object({
    REGULARS_DATA: z.string().default('.regulars'),
    TIME_ZONE: z
      .string()
      .refine(isTimeZone, 'expected an IANA time zone, for example TIME_ZONE=America/Sao_Paulo')
      .optional(),
    CURRENCY: z
      .string()
      .refine(
        (code) => Intl.supportedValuesOf('currency').includes(code),
        'expected an ISO 4217 currency in capitals, for example CURRENCY=BRL',
      )
      .optional(),
    LOCALE: z.enum(locales, 'expected en or pt-BR, for example LOCALE=pt-BR').default('en'),
    PORT: z.coerce
      .number('expected a port, for example PORT=3000')
      .int('expected a whole number, for example PORT=3000')
      .min(0, 'expected a port from 0 to 65535, for example PORT=3000')
      .max(65535, 'expected a port from 0 to 65535, for example PORT=3000')
      .optional(),
    LOG_LEVEL: z
      .enum(logLevels, `expected one of ${logLevels.join(', ')}, for example LOG_LEVEL=info`)
      .optional(),
    SUPABASE_URL: z
      .url({
        protocol: /^https?$/,
        error: 'expected an address, for example SUPABASE_URL=https://abc.supabase.co',
      })
      .optional(),
    SUPABASE_SERVICE_ROLE_KEY: z
      .string()
      .min(20, 'expected the service role key: in Supabase under Project Settings, API keys')
      .optional(),
  })
  .superRefine((values, context) => {
    for (const [has, lacks] of [
      ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY'],
      ['SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_URL'],
    ] as const) {
      if (values[has] === undefined || values[lacks] !== undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [lacks],
        message: `is missing: ${has} is set, and both are needed (in Supabase under Project Settings, API)`,
      });
    }
  })
  .transform((values) => ({
    /** Folder of the embedded database. */
    dataFolder: values.REGULARS_DATA,
    /** Null where unset: the shop keeps the zone and currency that it has. */
    timeZone: values.TIME_ZONE ?? null,
    currency: values.CURRENCY ?? null,
    locale: values.LOCALE,
    /** Null where unset: the first free one from 3000 on. */
    port: values.PORT ?? null,
    /** Null where unset: what went wrong, and for a server that no one watches everything an operator wants. */
    logLevel: values.LOG_LEVEL ?? null,
    /** Null for the embedded database. */
    supabase:
      values.SUPABASE_URL !== undefined && values.SUPABASE_SERVICE_ROLE_KEY !== undefined
        ? { url: values.SUPABASE_URL, serviceRoleKey: values.SUPABASE_SERVICE_ROLE_KEY }
        : null,
  }));

export type Config = z.output<typeof settings>;

/**
 * Reads the settings from the environment; an empty variable counts as unset. Throws ConfigError that names each
 * wrong variable, what was expected, and an example.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settings.safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

/** Reads the settings of this process, from `.env` where that file is. Throws ConfigError. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}
