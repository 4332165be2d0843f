import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const botToken = 'xoxb-1234567890-abcdef';
const appToken = 'xapp-1-A0123-4567-abcdef';
const signingSecret = '0123456789abcdef0123456789abcdef';
const discordToken = 'MTk4NjIy.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs';

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      dataFolder: '.regulars',
      timeZone: null,
      currency: null,
      locale: 'en',
      port: null,
      logLevel: null,
      supabase: null,
      publicUrl: null,
      admins: [],
      defaultRole: 'viewer',
      slack: null,
      discord: null,
    });
  });

  it('takes an empty variable as unset', () => {
    expect(readConfig({ LOCALE: '', PORT: '', SUPABASE_URL: '' })).toEqual(readConfig({}));
  });

  it('reads every setting', () => {
    const config = readConfig({
      REGULARS_DATA: '/srv/regulars',
      TIME_ZONE: 'Europe/Lisbon',
      CURRENCY: 'EUR',
      LOCALE: 'pt-BR',
      PORT: '8080',
      LOG_LEVEL: 'debug',
      SUPABASE_URL: 'https://abc.supabase.co',
      SUPABASE_SERVICE_ROLE_KEY: 'a-service-role-key-of-some-length',
      PUBLIC_URL: 'https://regulars.shop.com/',
      ADMINS: 'slack:U012AB3CD, discord:80351110224678912,',
      DEFAULT_ROLE: 'analyst',
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      DISCORD_TOKEN: discordToken,
      DISCORD_GUILD_IDS: '613425648685547541',
    });
    expect(config).toEqual({
      dataFolder: '/srv/regulars',
      timeZone: 'Europe/Lisbon',
      currency: 'EUR',
      locale: 'pt-BR',
      port: 8080,
      logLevel: 'debug',
      supabase: { url: 'https://abc.supabase.co', serviceRoleKey: 'a-service-role-key-of-some-length' },
      publicUrl: 'https://regulars.shop.com',
      admins: ['slack:U012AB3CD', 'discord:80351110224678912'],
      defaultRole: 'analyst',
      slack: { botToken, appToken, signingSecret: null, apiUrl: 'https://slack.com/api/' },
      discord: { token: discordToken, guildIds: ['613425648685547541'], apiUrl: 'https://discord.com/api' },
    });
  });

  it.each([
    ['TIME_ZONE', 'Sao Paulo', 'TIME_ZONE=America/Sao_Paulo'],
    ['CURRENCY', 'real', 'CURRENCY=BRL'],
    ['LOCALE', 'fr', 'LOCALE=pt-BR'],
    ['PORT', 'http', 'PORT=3000'],
    ['PORT', '70000', 'PORT=3000'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL=info'],
    ['SUPABASE_URL', 'abc', 'SUPABASE_URL=https://'],
    ['PUBLIC_URL', 'regulars.shop.com', 'PUBLIC_URL=https://'],
    ['ADMINS', 'ana', 'ADMINS=slack:U'],
    ['DEFAULT_ROLE', 'owner', 'DEFAULT_ROLE=viewer'],
    ['SLACK_BOT_TOKEN', 'xapp-1-A1-2-c', 'OAuth & Permissions'],
    ['SLACK_APP_TOKEN', 'xoxb-1-2-c', 'connections:write'],
    ['SLACK_SIGNING_SECRET', 'xoxb-1-2-c', 'App Credentials'],
    ['DISCORD_TOKEN', 'abc', 'Reset Token'],
    ['DISCORD_GUILD_IDS', 'my server', 'Copy Server ID'],
  ])('names %s=%s with an example that works', (variable, value, example) => {
    expect(() => readConfig({ [variable]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [variable]: value })).toThrow(`${variable}: `);
    expect(() => readConfig({ [variable]: value })).toThrow(example);
  });

  it('takes one way into Slack, not two', () => {
    const both = {
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_SIGNING_SECRET: signingSecret,
    };
    expect(() => readConfig({ ...both, PUBLIC_URL: 'https://a.example' })).toThrow(
      'SLACK_SIGNING_SECRET: is set beside SLACK_APP_TOKEN',
    );
  });

  it('never repeats a secret', () => {
    const secret = 'xoxp-0123-secret';
    expect(() => readConfig({ SLACK_BOT_TOKEN: secret })).not.toThrow(secret);
  });

  it('names all that is wrong at once', () => {
    expect(() => readConfig({ LOCALE: 'fr', PORT: 'x' })).toThrow(/LOCALE.*\n.*PORT/);
  });

  it.each([
    ['SUPABASE_URL', 'https://abc.supabase.co', 'SUPABASE_SERVICE_ROLE_KEY'],
    ['SUPABASE_SERVICE_ROLE_KEY', 'a-service-role-key-of-some-length', 'SUPABASE_URL'],
    ['SLACK_BOT_TOKEN', botToken, 'SLACK_APP_TOKEN'],
    ['SLACK_APP_TOKEN', appToken, 'SLACK_BOT_TOKEN'],
    ['SLACK_SIGNING_SECRET', signingSecret, 'SLACK_BOT_TOKEN'],
    ['SLACK_SIGNING_SECRET', signingSecret, 'PUBLIC_URL'],
    ['DISCORD_TOKEN', discordToken, 'DISCORD_GUILD_IDS'],
    ['DISCORD_GUILD_IDS', '613425648685547541', 'DISCORD_TOKEN'],
  ])('misses the other half of %s', (variable, value, lacking) => {
    expect(() => readConfig({ [variable]: value })).toThrow(`${lacking}: is missing`);
  });
});
