import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { locales } from '../../renderers/locale.ts';
import { commands } from '../commands/index.ts';
import { createManifest, listSlashCommands } from './manifest.ts';

const schemaFile = new URL('../../../shared/specs/slack_manifest.schema.2.0.0.json', import.meta.url);

describe('the manifest', () => {
  const manifests = locales.flatMap((locale) =>
    [null, 'https://shop.example'].map((publicUrl) => ({ locale, publicUrl })),
  );

  test.skipIf(!existsSync(schemaFile)).each(manifests)('%j is what Slack takes', (options) => {
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    const check = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    check(createManifest({ commands, ...options }));
    expect(check.errors ?? []).toEqual([]);
  });

  test('every command can be asked in Slack', () => {
    const registered = listSlashCommands(commands, 'en').map(({ command }) => command);
    for (const { name } of commands) expect(registered).toContain(`/${name.split(' ')[0]}`);
    expect(new Set(registered).size).toBe(registered.length);
  });

  test('asks for an address only where Slack is to come to us', () => {
    const socket = JSON.stringify(createManifest({ commands, locale: 'en', publicUrl: null }));
    expect(socket).toContain('"socket_mode_enabled":true');
    expect(socket).not.toContain('url');
    const http = JSON.stringify(
      createManifest({ commands, locale: 'en', publicUrl: 'https://shop.example' }),
    );
    expect(http).toContain('"socket_mode_enabled":false');
    expect(http.match(/https:\/\/shop\.example\/slack\/events/g)).toHaveLength(
      listSlashCommands(commands, 'en').length + 3,
    );
  });
});
