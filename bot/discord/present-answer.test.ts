import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { locales } from '../../renderers/locale.ts';
import type { Part, TablePart } from '../../renderers/reply.ts';
import { makePrepared, preparedAnswer } from '../../test/arbitrary-answer.ts';
import { checkDiscordMessage, checkDiscordModal } from '../../test/discord/fake-discord.ts';
import { asJson } from '../../test/json.ts';
import { isRequired, makeForm } from '../chat/forms.ts';
import { commands } from '../commands/index.ts';
import { makeFormModal } from './form-modal.ts';
import { type DiscordMessage, presentAnswer, presentLines } from './present-answer.ts';

const sizeLimit = 10 * 1_024 * 1_024;

/** What Discord would refuse a message for. */
function problemsOf({ body, files }: DiscordMessage): string[] {
  const uploaded = files.map(({ name, data }) => ({ filename: name, size: data.byteLength }));
  return checkDiscordMessage(asJson(JSON.parse(JSON.stringify(body))), uploaded, {
    schema: 'IncomingWebhookUpdateForInteractionCallbackRequestPartial',
  });
}

const said = ({ body }: DiscordMessage) => JSON.stringify(body.components).replaceAll('\u00A0', ' ');

const chart: Part = { type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' };
const png = new Uint8Array([1]);

function makeTable(rows: number): TablePart {
  return {
    type: 'table',
    key: 'days',
    title: 'By day',
    columns: [
      { key: 'day', label: 'Day', format: { kind: 'day' } },
      { key: 'net', label: 'Net revenue', format: { kind: 'money', currency: 'BRL' } },
    ],
    rows: Array.from({ length: rows }, () => ({ day: '2026-10-01', net: 123_456 })),
  };
}

describe('an answer in Discord', () => {
  test('whatever it holds, Discord takes it, shown by someone too', () => {
    fc.assert(
      fc.property(
        preparedAnswer,
        fc.constantFrom(null, '80351110224678912'),
        fc.constantFrom(0, sizeLimit),
        (answer, sharedBy, limit) => {
          expect(problemsOf(presentAnswer(answer, { sizeLimit: limit, sharedBy }))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('whatever is said beside answers, Discord takes it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 6_000 }), { maxLength: 3 }), (lines) => {
        expect(problemsOf(presentLines(lines))).toEqual([]);
      }),
    );
  });

  test('shows its picture in the message, described', () => {
    const answer = makePrepared(
      { parts: [chart] },
      { pictures: [{ key: 'trend', alt: 'Revenue by day', png }] },
    );
    const message = presentAnswer(answer, { sizeLimit });
    expect(said(message)).toContain('"url":"attachment://chart-1.png"},"description":"Revenue by day"');
    expect(message.files).toHaveLength(1);
  });

  test('holds its own files, and says which are too large', () => {
    const file = { key: 'members', name: 'at-risk.csv', label: 'Two customers', bytes: Buffer.alloc(20) };
    const answer = makePrepared({ visibility: 'private' }, { isPrivate: true, files: [file] });
    const message = presentAnswer(answer, { sizeLimit });
    expect(message.files).toEqual([{ name: 'at-risk.csv', data: file.bytes }]);
    expect(said(message)).toContain('attachment://at-risk.csv');
    expect(said(message)).toContain('the file is below');
    const over = presentAnswer(answer, { sizeLimit: 10 });
    expect(over.files).toEqual([]);
    expect(said(over)).toContain('the file has');
  });

  test('without room for its picture shows the table, and says so', () => {
    const table: Part = { ...makeTable(2), detail: true };
    const pictures = [{ key: 'trend', alt: 'Revenue by day', png: new Uint8Array(11) }];
    const answer = makePrepared({ parts: [chart, table] }, { pictures });
    const message = presentAnswer(answer, { sizeLimit: 10 });
    expect(message.files).toEqual([]);
    expect(said(message)).toContain('Discord did not take the chart');
    expect(said(message)).toContain('R$1,234.56');
  });

  test('of a long table shows what fits, and says how much that is', () => {
    const message = presentAnswer(makePrepared({ parts: [makeTable(400)] }), { sizeLimit });
    expect(said(message)).toMatch(/The first \d+ of 400 rows/);
    expect(said(message)).toContain('The whole of it is on the web');
  });

  test('names neither mention anyone nor become links, headings or emphasis', () => {
    const summary = '@everyone <@1> **a** [b](https://c.example) # d :smile: ||e|| `f`';
    const message = presentAnswer(makePrepared({ summary }, { link: null }), { sizeLimit });
    expect(message.body.allowed_mentions).toEqual({ parse: [] });
    const text = said(message).replaceAll('\\\\', '\\');
    for (const mark of ['@', '<@1', '[b]', 'https:', '# d', ':smile', '||', '`']) {
      expect(text).not.toMatch(new RegExp(`[^\\\\]${mark.replace(/[|[\]]/g, '\\$&')}`));
    }
  });

  test('leads to no address that Discord would refuse', () => {
    const local = presentAnswer(makePrepared({}, { link: 'http://localhost:3000/?ask=x' }), { sizeLimit });
    expect(said(local)).not.toContain('localhost');
    const open = presentAnswer(makePrepared({}, { link: 'https://shop.example/?ask=x' }), { sizeLimit });
    expect(said(open)).toContain('https://shop.example/?ask=x');
  });
});

describe('a form in Discord', () => {
  test('with more options than it has room for says which it leaves out', () => {
    const option = { schema: z.string().optional(), description: { en: 'a', 'pt-BR': 'b' }, examples: [] };
    const options = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, option]));
    const [kpi] = commands;
    const many = kpi ? [{ ...kpi, options }] : [];
    const modal = makeFormModal(makeForm('/kpi', many, 'en'), 'en', 'abcdefghijklmnop:form');
    expect(checkDiscordModal(asJson(JSON.parse(JSON.stringify(modal))))).toEqual([]);
    expect(JSON.stringify(modal.components)).toContain('E, F');
  });

  test('can ask for all that any command must be given', () => {
    for (const command of commands) {
      const required = Object.values(command.options).filter(isRequired);
      expect(required.length).toBeLessThanOrEqual(4);
    }
  });

  test.each(locales)('of every command, empty and filled in, Discord takes it (%s)', (locale) => {
    for (const command of commands.filter(({ options }) => Object.keys(options).length > 0)) {
      for (const line of [`/${command.name}`, ...command.examples.map((example) => example[locale])]) {
        const modal = makeFormModal(makeForm(line, commands, locale), locale, 'abcdefghijklmnop:form');
        expect(checkDiscordModal(asJson(JSON.parse(JSON.stringify(modal))))).toEqual([]);
      }
    }
  });
});
