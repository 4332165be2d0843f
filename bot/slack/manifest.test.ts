import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { locales } from '../../renderers/locale.ts';
import { commands } from '../commands/index.ts';
import { createManifest, listSlashCommands } from './manifest.ts';

const schemaFile = new URL('../../../shared/specs/slack_manifest.schema.2.0.0.json', import.meta.url);

const manifestSchema = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

describe('the manifest', () => {
  const manifests = locales.flatMap((locale) =>
    [
      { publicUrl: null, http: false },
      { publicUrl: 'https://shop.example', http: false },
      { publicUrl: 'https://shop.example', http: true },
    ].map((options) => ({ locale, ...options })),
  );

  test.skipIf(!existsSync(schemaFile)).each(manifests)('%j is what Slack takes', (options) => {
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    const check = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    check(createManifest({ commands, ...options }));
    expect(check.errors ?? []).toEqual([]);
  });

  test('asks for no scope that the documentation does not explain', () => {
    const manifest = createManifest({
      commands,
      locale: 'en',
      publicUrl: 'https://shop.example',
      http: true,
    });
    const guide = readFileSync(new URL('../../docs/slack.md', import.meta.url), 'utf8');
    const explained = [...guide.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) =>
      cell.split(', ').map((scope) => scope.replaceAll('`', '')),
    );
    for (const scope of manifestSchema.parse(manifest).oauth_config.scopes.bot)
      expect(explained).toContain(scope);
  });

  test('every command can be asked in Slack', () => {
    const registered = listSlashCommands(commands, 'en').map(({ command }) => command);
    for (const { name } of commands) expect(registered).toContain(`/${name.split(' ')[0]}`);
    expect(new Set(registered).size).toBe(registered.length);
  });

  test('asks for an address only where Slack is to come to us', () => {
    const socket = JSON.stringify(createManifest({ commands, locale: 'en', publicUrl: null, http: false }));
    expect(socket).toContain('"socket_mode_enabled":true');
    expect(socket).not.toContain('url');
    const http = JSON.stringify(
      createManifest({ commands, locale: 'en', publicUrl: 'https://shop.example', http: true }),
    );
    expect(http).toContain('"socket_mode_enabled":false');
    expect(http.match(/https:\/\/shop\.example\/slack\/events/g)).toHaveLength(
      listSlashCommands(commands, 'en').length + 3,
    );
  });

  test('sees links only where there is an address that can be linked to', () => {
    const manifest = (publicUrl: string | null) =>
      JSON.stringify(createManifest({ commands, locale: 'en', publicUrl, http: false }));
    expect(manifest('https://shop.example')).toContain('"unfurl_domains":["shop.example"]');
    expect(manifest('https://shop.example')).toContain('"links:read","links:write"');
    expect(manifest(null)).not.toMatch(/link/);
  });
});
