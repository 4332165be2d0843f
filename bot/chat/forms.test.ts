import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../commands/index.ts';
import { parseLine } from '../parse.ts';
import { makeContext, sampleCommands } from '../sample-commands.ts';
import { checkFormLine, lacksRequired, makeForm, writeFormLine } from './forms.ts';

test('a form asks for every option of the command, with what the line said', () => {
  const form = makeForm('/kpi "last month" por canal', commands, 'pt-BR');
  expect(form.command).toBe('kpi');
  expect(form.fields.map(({ name, label, value }) => [name, label, value])).toEqual([
    ['period', 'Período', 'last month'],
    ['by', 'Por', 'channel'],
  ]);
  expect(form.fields[0]).toMatchObject({ choices: null, suggests: true, example: 'mês passado' });
  expect(form.fields[1]?.choices?.map(({ label }) => label)).toEqual([
    'fonte',
    'canal',
    'segmento',
    'produto',
  ]);
});

test('a form opens also for a line that cannot be read', () => {
  expect(makeForm('/kpi by:nonsense:x by:', commands, 'en').fields.every(({ value }) => value === null)).toBe(
    true,
  );
});

test('a line lacks something only where an option without which it cannot be asked is missing', () => {
  const context = makeContext('en');
  expect(lacksRequired('/segment show', sampleCommands, context)).toBe(true);
  expect(lacksRequired('/segment show "At Risk"', sampleCommands, context)).toBe(false);
  expect(lacksRequired('/kpi nonsense', sampleCommands, context)).toBe(false);
  expect(lacksRequired('/nonsense', sampleCommands, context)).toBe(false);
});

test('what is filled in is what the line asks, whatever it is', () => {
  const context = makeContext('en');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (typed) => {
      // Curly quotes are made straight by the line's own reader.
      const wanted = typed
        .trim()
        .replace(/[“”„«»]/g, '"')
        .replace(/[‘’]/g, "'");
      const line = writeFormLine('segment show', { name: typed, limit: null, note: '' });
      // Blanks and what is not seen are settled by the line's own reader.
      fc.pre(wanted === wanted.normalize('NFC'));
      fc.pre(/^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(wanted) && !/ {2}/.test(wanted));
      const { options } = parseLine(line, sampleCommands, context);
      expect(options['name']).toBe(wanted);
    }),
    { examples: [['“'], ['a „b” «c»'], ['\\”']] },
  );
});

test('a filled-in form says which option is wrong', () => {
  const context = makeContext('en');
  const line = writeFormLine('kpi', { period: 'never', by: 'channel' });
  expect(checkFormLine(line, commands, context)).toMatchObject({ option: 'period' });
  expect(checkFormLine(writeFormLine('kpi', { period: 'last month' }), commands, context)).toBeNull();
});

test('the form of a segment asks first how many it holds, and takes a rule of any length', () => {
  const context = makeContext('en');
  expect(lacksRequired('/segment create', commands, context)).toBe(true);
  const form = makeForm('/segment create', commands, 'pt-BR');
  expect(form.fields).toMatchObject([
    { name: 'name', required: true, suggests: false, isLong: false, example: 'Grandes de São Paulo' },
    {
      name: 'where',
      required: true,
      suggests: false,
      isLong: true,
      example: expect.stringMatching(/^segmento = /),
    },
  ]);
  const where = `segment = "Can't Lose" and city in (${Array.from({ length: 30 }, (_, at) => `"City ${at}"`).join(', ')})`;
  const line = writeFormLine(form.asks, { name: 'A “b” c', where });
  expect(parseLine(line, commands, context).question).toBe(`/segment count "A \\"b\\" c" where ${where}`);
});
