import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

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
    });
    expect(config).toEqual({
      dataFolder: '/srv/regulars',
      timeZone: 'Europe/Lisbon',
      currency: 'EUR',
      locale: 'pt-BR',
      port: 8080,
      logLevel: 'debug',
      supabase: { url: 'https://abc.supabase.co', serviceRoleKey: 'a-service-role-key-of-some-length' },
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
  ])('names %s=%s with an example that works', (variable, value, example) => {
    expect(() => readConfig({ [variable]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [variable]: value })).toThrow(`${variable}: `);
    expect(() => readConfig({ [variable]: value })).toThrow(example);
  });

  it('names all that is wrong at once', () => {
    expect(() => readConfig({ LOCALE: 'fr', PORT: 'x' })).toThrow(/LOCALE.*\n.*PORT/);
  });

  it.each([
    ['SUPABASE_URL', 'https://abc.supabase.co', 'SUPABASE_SERVICE_ROLE_KEY'],
    ['SUPABASE_SERVICE_ROLE_KEY', 'a-service-role-key-of-some-length', 'SUPABASE_URL'],
  ])('misses the other half of %s', (variable, value, lacking) => {
    expect(() => readConfig({ [variable]: value })).toThrow(`${lacking}: is missing`);
  });
});
