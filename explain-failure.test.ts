import { describe, expect, test } from 'vitest';
import { SettingRefusedError } from './bot/chat/setting-error.ts';
import { explainFailure } from './explain-failure.ts';
import { locales } from './renderers/locale.ts';
import { PortInUseError } from './web/server.ts';

const dataFolder = '/srv/regulars';
const explain = (message: string, locale: (typeof locales)[number] = 'en', cause?: Error) =>
  explainFailure(new Error(message, { cause }), { locale, dataFolder });

test('a taken port is named, with another one', () => {
  const error = new PortInUseError(3000);
  expect(explainFailure(error, { locale: 'en', dataFolder })).toBe(
    'Port 3000 is in use. Set another, for example PORT=3100.',
  );
});

test('a token that a platform refuses is named, with where the right one is', () => {
  const error = new SettingRefusedError(
    'SLACK_BOT_TOKEN',
    'Slack does not accept it\u001b[2J (invalid_auth)',
  );
  expect(explainFailure(error, { locale: 'pt-BR', dataFolder })).toBe(
    'Uma configuração está errada:\nSLACK_BOT_TOKEN: Slack does not accept it[2J (invalid_auth)',
  );
});

describe('what the system says of a file', () => {
  test.each([
    [
      "EACCES: permission denied, open '/srv/regulars/shop/owner.json'",
      '/srv/regulars/shop/owner.json may not be read or written by this user. Put that right, or set REGULARS_DATA to a folder of your own, for example REGULARS_DATA=data.',
    ],
    [
      "EROFS: read-only file system, mkdir '/srv/regulars'",
      '/srv/regulars is on a disk that can only be read. Put that right, or set REGULARS_DATA',
    ],
    [
      'ENOSPC: no space left on device, write',
      'The disk of /srv/regulars is full. Put that right, or set REGULARS_DATA',
    ],
    [
      "ENOENT: no such file or directory, open '/mnt/x/shop.tar.gz.72df0850-c249-4c9d-a273-a12225d2b194.part'",
      'There is no /mnt/x/shop.tar.gz, or not the folder that it is to be in. Put that right, or name another file.',
    ],
    [
      "EISDIR: illegal operation on a directory, rename '/mnt/x.9f386e69-c42e-4199-9fdf-b061724e814a.part' -> '/mnt/x'",
      '/mnt/x is a folder, and a file is needed. Put that right, or name another file.',
    ],
    [
      "ENOTDIR: not a directory, mkdir '/srv/regulars/shop'",
      '/srv/regulars/shop cannot be made: there is a file where a folder is needed. Put that right, or set REGULARS_DATA',
    ],
  ])('%s', (message, sentence) => {
    expect(explain(message)).toContain(sentence);
    // Through another process, or around it, the words alone come.
    expect(explain('it failed', 'en', new Error(message))).toContain(sentence);
    expect(explain(message, 'pt-BR')).toMatch(/Corrija isso ou/);
    for (const locale of locales) expect(explain(message, locale)).not.toMatch(/\bE[A-Z]+\b|\.part/);
  });

  test('is told from anything else', () => {
    expect(explain('ELSE: what is this')).toBe('Regulars could not go on: ELSE: what is this');
    expect(explain('a\u001b[2Jb')).toBe('Regulars could not go on: a[2Jb');
  });
});
