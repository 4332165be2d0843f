import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../services/errors.ts';
import { parseLine } from './parse.ts';
import { sampleCommands as commands, makeContext } from './sample-commands.ts';

const context = makeContext('pt-BR');

const ask = (line: string) => parseLine(line, commands, context).question;
const refusal = (line: string) => {
  try {
    return ask(line);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { reason: error.reason, ...error.params };
  }
};

describe('a line as people type it', () => {
  it.each([
    ['/kpi', '/kpi'],
    ['kpi', '/kpi'],
    ['  /KPI  ', '/kpi'],
    ['/ kpi', '/kpi'],
    ['`/kpi`', '/kpi'],
    ['kpi?', '/kpi'],
    ['@Regulars kpi mês passado', '/kpi 2026-10'],
    ['<@U0123ABC> kpi', '/kpi'],
    ['<@!998877>, /kpi', '/kpi'],
    ['/kpi last month by source', '/kpi 2026-10 by:source'],
    ['/kpi by source last month', '/kpi 2026-10 by:source'],
    ['/kpi last by:source month', '/kpi 2026-10 by:source'],
    ['kpi mês passado por origem', '/kpi 2026-10 by:source'],
    ['kpi período:"mês passado" por:fonte', '/kpi 2026-10 by:source'],
    ['/kpi period:“last month” by:channel', '/kpi 2026-10 by:channel'],
    ["/kpi period:'last month' by=CHANNEL", '/kpi 2026-10 by:channel'],
    ['/kpi\u00a0last\u00a0month\u00a0by:\u00a0canal', '/kpi 2026-10 by:channel'],
    ['/kpi period:last month --by channel', '/kpi 2026-10 by:channel'],
    ['/kpi --by=channel --period last month', '/kpi 2026-10 by:channel'],
    ['/kpi —by channel', '/kpi by:channel'],
    ['/kpi por primeiro pedido 2026', '/kpi 2026 by:firstOrder'],
    ['/kpi por:primeiro pedido 2026', '/kpi 2026 by:firstOrder'],
    ['/kpi by:"First Order"', '/kpi by:firstOrder'],
    ['/kpi channel', '/kpi by:channel'],
    ['/kpi mês passado CANAL', '/kpi 2026-10 by:channel'],
    ['/kpi fonte 2026', '/kpi 2026 by:source'],
    ['/kpi last first order month', '/kpi 2026-10 by:firstOrder'],
    ['/rfm net', '/rfm net'],
    ['/segment show net', '/segment show net'],
    ['/kpi\nlast\tmonth', '/kpi 2026-10'],
    ['/kpi last\u200b month\u202e', '/kpi 2026-10'],
    ['/kpi de 1 a 15 de outubro', '/kpi 2026-10-01..2026-10-15'],
    ['/kpi 01/10/2026', '/kpi 2026-10-01'],
    ['/rfm 2026-10', '/rfm 2026-10'],
    ['/Recencia 2026-10', '/rfm 2026-10'],
    ['/rfm moves 2026-10', '/rfm moves 2026-10'],
    ['/rfm "moves"', '/rfm "moves"'],
    ['/rfm month:month', '/rfm month'],
    ["/segment show Can't Lose", '/segment show "Can\'t Lose"'],
    ['/segment show Can’t Lose limit 5', '/segment show "Can\'t Lose" limit:5'],
    [
      '/segment show "10:30 \\"late\\" C:\\\\x" sort:NET',
      '/segment show "10:30 \\"late\\" C:\\\\x" sort:net',
    ],
    ['/segment show Maria note:wc:12', '/segment show Maria note:"wc:12"'],
    ['/segment show maria@example.com', '/segment show maria@example.com'],
    ['/segment show "by note: x"', '/segment show "by note: x"'],
  ])('%s', (line, question) => {
    expect(ask(line)).toBe(question);
    expect(ask(question)).toBe(question);
  });

  it('gives the values as the schemas make them', () => {
    const { command, options } = parseLine('/segment show At Risk limit:25', commands, context);
    expect(command.name).toBe('segment show');
    expect(options).toEqual({ name: 'At Risk', limit: 25, sort: 'net', note: undefined });
  });
});

describe('what cannot be understood', () => {
  it.each([
    ['', { reason: 'command_missing' }],
    [' @Regulars ', { reason: 'command_missing' }],
    ['/kpl last month', { reason: 'command_unknown', part: 'kpl last', nearest: 'kpi' }],
    ['/rmf moves', { reason: 'command_unknown', part: 'rmf moves', nearest: 'rfm moves, rfm' }],
    ['/regulars statsu', { reason: 'command_unknown', part: 'regulars statsu', nearest: 'regulars status' }],
    ['/segment', { reason: 'command_unknown', part: 'segment', nearest: 'segment show' }],
    ['good morning', { reason: 'command_unknown', part: 'good morning', nearest: '' }],
    ['"kpi"', { reason: 'command_unknown', part: 'kpi', nearest: '' }],
    [
      '/kpi 2026-02-30',
      { reason: 'period_impossible_date', part: '2026-02-30', command: 'kpi', option: 'period' },
    ],
    [
      '/kpi bye:source',
      { reason: 'option_unknown', command: 'kpi', part: 'bye', nearest: 'by', allowed: 'period, by' },
    ],
    [
      '/kpi --verbose',
      { reason: 'option_unknown', command: 'kpi', part: 'verbose', nearest: '', allowed: 'period, by' },
    ],
    ['/kpi by:source por:canal', { reason: 'option_repeated', command: 'kpi', option: 'by' }],
    ['/kpi channel by:source', { reason: 'option_repeated', command: 'kpi', option: 'by' }],
    ['/kpi by:source channel', { reason: 'option_repeated', command: 'kpi', option: 'by' }],
    ['/kpi "channel"', { reason: 'period_unknown', part: 'channel', command: 'kpi', option: 'period' }],
    ['/kpi 2026 period:2025', { reason: 'option_repeated', command: 'kpi', option: 'period' }],
    ['/kpi by:', { reason: 'option_empty', command: 'kpi', option: 'by' }],
    ['/kpi by: period:2026', { reason: 'option_empty', command: 'kpi', option: 'by' }],
    ['/kpi by:""', { reason: 'option_empty', command: 'kpi', option: 'by' }],
    ['/kpi period: by:source', { reason: 'option_empty', command: 'kpi', option: 'period' }],
    [
      '/kpi by:canl',
      {
        reason: 'option_value_unknown',
        command: 'kpi',
        option: 'by',
        part: 'canl',
        nearest: 'canal',
        allowed: 'origem, canal, primeiro pedido',
      },
    ],
    ['/segment show', { reason: 'option_missing', command: 'segment show', option: 'name' }],
    [
      '/segment show x limit:many',
      { reason: 'option_invalid', command: 'segment show', option: 'limit', part: 'many' },
    ],
    [
      '/regulars status now',
      { reason: 'word_unexpected', command: 'regulars status', part: 'now', allowed: '' },
    ],
    ['/kpi period:"last month', { reason: 'quote_unclosed', part: '"last month' }],
    [`/kpi ${'x'.repeat(1_000)}`, { reason: 'line_too_long', length: 1_005, limit: 1_000 }],
  ])('%s', (line, expected) => expect(refusal(line)).toEqual(expected));
});

describe('any line', () => {
  const pieces = [
    '/',
    '@x',
    'kpi',
    'rfm',
    'moves',
    'segment',
    'show',
    'by',
    'por',
    'by:',
    'period:',
    '--by',
    '--by=',
    '—',
    'note=',
    'limit',
    'sort:',
    'last',
    'month',
    '2026-10',
    'channel',
    'canal',
    'first',
    'order',
    '"',
    "'",
    '“',
    '”',
    '’',
    '\\',
    ':',
    '=',
    ' ',
    '\u00a0',
    '\u200b',
    '\n',
    '`',
    '?',
    'é',
    'e\u0301',
    '😀',
    '\ud800',
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.array(fc.constantFrom(...pieces)).map((all) => all.join('')),
  );
  const known = fc.constantFrom(
    '/kpi ',
    '/rfm ',
    '/rfm moves ',
    '/segment show ',
    '/segment show x note:',
    '',
  );
  const spaced = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())).map((all) => all.join(' '));

  it('is refused in words, or has a canonical form that parses to the same', () => {
    let understood = 0;
    fc.assert(
      fc.property(known, fc.oneof(text, spaced), (start, rest) => {
        const line = start + rest;
        if (typeof refusal(line) !== 'string') return;
        understood += 1;
        const first = parseLine(line, commands, context);
        expect(parseLine(first.question, commands, context)).toEqual(first);
      }),
      { numRuns: 5_000 },
    );
    expect(understood).toBeGreaterThan(500);
  });
});
