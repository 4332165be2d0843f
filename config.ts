import { existsSync } from 'node:fs';
import { z } from 'zod';
import { locales } from './renderers/locale.ts';
import { roles } from './services/context.ts';

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

const slackApps = 'api.slack.com/apps, your app';
const discordApps = 'discord.com/developers/applications, your app';

/** Where the value of a setting is found, for whoever lacks it or has a wrong one. */
export const found = {
  SUPABASE_URL: 'in Supabase under Project Settings, API',
  SUPABASE_SERVICE_ROLE_KEY: 'in Supabase under Project Settings, API',
  SLACK_BOT_TOKEN: `it begins with xoxb-: ${slackApps}, OAuth & Permissions, Bot User OAuth Token`,
  SLACK_APP_TOKEN: `it begins with xapp-: ${slackApps}, Basic Information, App-Level Tokens, with the scope connections:write`,
  SLACK_SIGNING_SECRET: `32 hexadecimal digits: ${slackApps}, Basic Information, App Credentials`,
  PUBLIC_URL:
    'the address under which Slack reaches this server, for example PUBLIC_URL=https://regulars.shop.com',
  DISCORD_TOKEN: `three parts with dots between: ${discordApps}, Bot, Reset Token`,
  DISCORD_GUILD_IDS:
    'the ids of your own servers, separated by commas: in Discord, Settings, Advanced, Developer Mode, then right-click the server, Copy Server ID',
} as const;

type Needs = keyof typeof found;

/** Settings of which one is of no use without the other. */
const together: readonly (readonly [has: Needs, lacks: Needs])[] = [
  ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY'],
  ['SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_URL'],
  ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'],
  ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'],
  ['SLACK_SIGNING_SECRET', 'PUBLIC_URL'],
  ['DISCORD_TOKEN', 'DISCORD_GUILD_IDS'],
  ['DISCORD_GUILD_IDS', 'DISCORD_TOKEN'],
];

/** Items separated by commas; blanks around them and empty ones do not count. */
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** A secret of a certain look, so that one pasted into the wrong variable is told apart. */
const token = (look: RegExp, variable: Needs) =>
  z.string().trim().regex(look, `does not look right: ${found[variable]}`).optional();

/** An address, without a slash at its end. */
const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `expected an address, for example ${example}` })
    .transform((url) => url.replace(/\/+$/, ''));

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
    PUBLIC_URL: address('PUBLIC_URL=https://regulars.shop.com').optional(),
    ADMINS: list
      .pipe(
        z.array(
          z
            .string()
            .regex(
              /^(slack:[UW][A-Z0-9]+|discord:\d{15,21})$/,
              'expected slack: or discord: with a member id, for example ADMINS=slack:U012AB3CD,discord:80351110224678912',
            ),
        ),
      )
      .default([]),
    DEFAULT_ROLE: z
      .enum(roles, `expected one of ${roles.join(', ')}, for example DEFAULT_ROLE=viewer`)
      .default('viewer'),
    SLACK_BOT_TOKEN: token(/^xoxb-[\w-]+$/, 'SLACK_BOT_TOKEN'),
    SLACK_APP_TOKEN: token(/^xapp-[\w-]+$/, 'SLACK_APP_TOKEN'),
    SLACK_SIGNING_SECRET: token(/^[0-9a-f]{32}$/i, 'SLACK_SIGNING_SECRET'),
    SLACK_API_URL: address('SLACK_API_URL=https://slack.com/api').default('https://slack.com/api'),
    DISCORD_TOKEN: token(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'DISCORD_TOKEN'),
    DISCORD_GUILD_IDS: list
      .pipe(
        z
          .array(z.string().regex(/^\d{15,21}$/, `expected ${found.DISCORD_GUILD_IDS}`))
          .min(1, `expected ${found.DISCORD_GUILD_IDS}`),
      )
      .optional(),
    DISCORD_API_URL: address('DISCORD_API_URL=https://discord.com/api').default('https://discord.com/api'),
  })
  .superRefine((values, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    for (const [has, lacks] of together) {
      if (values[has] === undefined || values[lacks] !== undefined) continue;
      refuse(lacks, `is missing: ${has} is set, and both are needed (${found[lacks]})`);
    }
    const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = values;
    if (bot !== undefined && app === undefined && secret === undefined) {
      refuse(
        'SLACK_APP_TOKEN',
        `is missing: SLACK_BOT_TOKEN is set, and both are needed (${found.SLACK_APP_TOKEN}). Where Slack is to send its requests to PUBLIC_URL instead, set SLACK_SIGNING_SECRET`,
      );
    }
    if (app !== undefined && secret !== undefined) {
      refuse(
        'SLACK_SIGNING_SECRET',
        'is set beside SLACK_APP_TOKEN: keep the token for Socket Mode, or the secret where Slack sends its requests to PUBLIC_URL',
      );
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
    /** Where people reach this server, without a slash at the end; null where only this machine does. */
    publicUrl: values.PUBLIC_URL ?? null,
    /** People who may do everything: `slack:U…`, `discord:…`. */
    admins: values.ADMINS,
    defaultRole: values.DEFAULT_ROLE,
    /** Null without Slack. */
    slack:
      values.SLACK_BOT_TOKEN === undefined
        ? null
        : {
            botToken: values.SLACK_BOT_TOKEN,
            appToken: values.SLACK_APP_TOKEN ?? null,
            signingSecret: values.SLACK_SIGNING_SECRET ?? null,
            apiUrl: `${values.SLACK_API_URL}/`,
          },
    /** Null without Discord. */
    discord:
      values.DISCORD_TOKEN === undefined
        ? null
        : {
            token: values.DISCORD_TOKEN,
            guildIds: values.DISCORD_GUILD_IDS ?? [],
            apiUrl: values.DISCORD_API_URL,
          },
  }));

export type Config = z.output<typeof settings>;

/** Every variable that is read. */
export const settingNames: readonly string[] = Object.keys(settings.def.in.shape);

/**
 * Reads the settings from the environment; an empty variable counts as unset. Throws ConfigError that names each
 * wrong variable, what was expected, and an example.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settings.safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
}

/** Reads the settings of this process, from `.env` where that file is. Throws ConfigError. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}
