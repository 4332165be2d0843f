import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLine } from './parse.ts';
import { sampleCommands as commands, makeContext } from './sample-commands.ts';
import { suggest } from './suggest.ts';

const context = makeContext('pt-BR');

/** What stands in the line once each suggestion is taken; `|` is the caret. */
const lines = async (marked: string, withContext = true) => {
  const caret = marked.indexOf('|');
  const line = marked.replace('|', '');
  const input = { line, caret, commands, locale: 'pt-BR' as const };
  const { from, to, items } = await suggest(withContext ? { ...input, context } : input);
  return items.map(({ value }) => line.slice(0, from) + value + line.slice(to));
};

describe('suggestions', () => {
  it.each([
    ['|', ['/kpi ', '/rfm ', '/rfm moves ', '/segment show ', '/regulars status ']],
    ['/|', ['/kpi ', '/rfm ', '/rfm moves ', '/segment show ', '/regulars status ']],
    ['/r|', ['/rfm ', '/rfm moves ', '/regulars status ']],
    ['r|', ['/rfm ', '/rfm moves ', '/regulars status ']],
    ['RECÊN|', ['/rfm ']],
    ['/rfm|', ['/rfm ', '/rfm moves ']],
    ['/segment s|', ['/segment show ']],
    ['/regulars |', ['/regulars status ']],
    ['/xyz|', []],
    ['/rfm m|', ['/rfm moves ']],
    ['/kpi by:|', ['/kpi by:source ', '/kpi by:channel ', '/kpi by:firstOrder ']],
    ['/kpi by: |', ['/kpi by: source ', '/kpi by: channel ', '/kpi by: firstOrder ']],
    ['/kpi by:ca|', ['/kpi by:channel ']],
    ['/kpi por ori|', ['/kpi por source ']],
    ['/kpi cana|', ['/kpi by:channel ']],
    ['/kpi 2026 primei|', ['/kpi 2026 by:firstOrder ']],
    ['/kpi 2026 canal |', []],
    ['/kpi 2026-10 primeiro pedido b|', []],
    ['/kpi 2026-10 b|', ['/kpi 2026-10 by:']],
    ['/kpi 2026-10 |', ['/kpi 2026-10 by:']],
    ['/kpi 2026-10 by:source |', []],
    ['/kpi últimos 9|', ['/kpi últimos 90 dias ']],
    ['/kpi por canal mês pas|', ['/kpi por canal mês passado ']],
    ['/kpi period:"mês p|', ['/kpi period:mês passado ']],
    ['/segment show x sort:|', ['/segment show x sort:name ', '/segment show x sort:net ']],
    ['/kp| last month', ['/kpi last month']],
  ])('at %s', async (marked, expected) => expect(await lines(marked)).toEqual(expected));

  it('begin with periods and the options', async () => {
    const all = await lines('/kpi |');
    expect(all.slice(0, 2)).toEqual(['/kpi este mês ', '/kpi mês passado ']);
    expect(all.length).toBe(12);
  });

  it('do without the shop', async () => {
    expect(await lines('/kpi |', false)).toEqual(['/kpi by:']);
  });

  it('are labelled in the language of the reader', async () => {
    const { items } = await suggest({ line: '/kpi by:f', caret: 9, commands, locale: 'en' });
    expect(items).toEqual([{ value: 'firstOrder ', label: 'first order' }]);
  });

  it('come to nothing where the list itself fails', async () => {
    const failing = commands.map((command) => ({
      ...command,
      options: {
        x: {
          ...command.options['period'],
          positional: true,
          suggest: () => Promise.reject(new Error('away')),
        },
      },
    })) as unknown as typeof commands;
    expect(await suggest({ line: '/kpi x', caret: 6, commands: failing, locale: 'en', context })).toEqual({
      from: 6,
      to: 6,
      items: [],
    });
  });

  it('stay within the line, and values taken are understood', async () => {
    const pieces = fc.constantFrom(
      '/',
      'kpi',
      'rfm',
      ' ',
      ' ',
      'by',
      ':',
      'm',
      'mês',
      'por ',
      '"',
      'é',
      '@x ',
      '😀',
      '2026',
    );
    const line = fc.array(pieces, { maxLength: 8 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(line, fc.nat(30), async (text, caret) => {
        const { from, to, items } = await suggest({ line: text, caret, commands, locale: 'pt-BR', context });
        expect(0 <= from && from <= to && to <= text.length).toBe(true);
        expect(items.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 500 },
    );
    for (const taken of await lines('/kpi |')) {
      if (!taken.endsWith(':')) expect(() => parseLine(taken, commands, context)).not.toThrow();
    }
  });
});
