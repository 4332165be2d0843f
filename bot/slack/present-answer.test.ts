import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Part, TablePart } from '../../renderers/reply.ts';
import { makePrepared, preparedAnswer } from '../../test/arbitrary-answer.ts';
import { handRules, loadSlackRules } from '../../test/slack/validate-blocks.ts';
import { presentAnswer } from './present-answer.ts';

const rules = loadSlackRules();

const chart: Part = { type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' };
const facts: Part = {
  type: 'facts',
  key: 'facts',
  facts: [
    {
      key: 'net',
      label: 'Net revenue',
      value: 1_234_567,
      format: { kind: 'money', currency: 'BRL' },
      comparisons: [
        { label: 'vs Sep', previous: 1, change: 0.12, format: { kind: 'change' } },
        { label: 'vs Oct 2025', previous: null, change: null, format: { kind: 'change' } },
      ],
      better: 'up',
    },
  ],
};

function makeTable(rows: number, changes: Partial<TablePart> = {}): TablePart {
  return {
    type: 'table',
    key: 'days',
    title: 'By day',
    columns: [
      { key: 'day', label: 'Day', format: { kind: 'day' } },
      { key: 'net', label: 'Net revenue', format: { kind: 'money', currency: 'BRL' } },
    ],
    rows: Array.from({ length: rows }, () => ({ day: '2026-10-01', net: 123_456 })),
    ...changes,
  };
}

const none = new Map<string, string>();
const trend = new Map([['trend', 'F1']]);
const png = new Uint8Array([1]);
const said = (value: unknown) => JSON.stringify(value).replaceAll('\u00A0', ' ');

describe('an answer in Slack', () => {
  test.skipIf(!rules)('whatever it holds, Slack takes it (by the schema of its types)', () => {
    fc.assert(
      fc.property(preparedAnswer, fc.boolean(), (answer, taken) => {
        const files = new Map(answer.pictures.map(({ key }) => [key, 'F0001']));
        const message = presentAnswer(answer, { files: taken ? files : none });
        expect(rules?.message({ ...message })).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('whatever it holds, Slack takes it (by the limits that it documents), shown by someone or moved too', () => {
    fc.assert(
      fc.property(preparedAnswer, (answer) => {
        const message = presentAnswer(answer, { files: none, sharedBy: 'U0001', note: 'Not in #sales.' });
        expect(handRules.message({ ...message })).toEqual([]);
        expect(message.blocks.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  test('shows the sentence, the picture with its words, the facts, and leaves the detail to a button', () => {
    const answer = makePrepared(
      {
        parts: [chart, facts, makeTable(31, { detail: true })],
        actions: [{ label: 'By channel', ask: '/kpi by:channel' }],
      },
      { pictures: [{ key: 'trend', alt: 'Revenue by day', png }], hasForm: true },
    );
    const { text, blocks } = presentAnswer(answer, { files: trend });
    expect(text).toBe('Revenue rose 12 %.');
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'image', 'section', 'actions']);
    expect(blocks[1]).toEqual({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'Revenue by day' });
    expect(said(blocks[2])).toContain('Net revenue\\n*R$');
    expect(said(blocks[2])).toContain('+12 % vs Sep');
    expect(said(blocks[2])).not.toContain('Oct 2025');
    const labels = (blocks[3] as { elements: { text: { text: string }; value?: string }[] }).elements;
    expect(labels.map((button) => button.text.text)).toEqual([
      'By channel',
      'Change …',
      'Show as table',
      'Open on the web',
    ]);
    expect(labels[0]?.value).toBe('abcdefghijklmnop:0');
  });

  test('shows the table in the place of a picture that could not be drawn or sent, and says so', () => {
    const parts = [chart, makeTable(3, { detail: true })];
    const failed = makePrepared({ parts }, { pictures: [{ key: 'trend', alt: '', png: null }] });
    const refused = makePrepared({ parts }, { pictures: [{ key: 'trend', alt: '', png }] });
    for (const [answer, why] of [
      [failed, 'The chart could not be drawn'],
      [refused, 'Slack did not take the chart'],
    ] as const) {
      const { blocks } = presentAnswer(answer, { files: none });
      expect(blocks.map(({ type }) => type)).toContain('table');
      expect(said(blocks)).toContain(why);
    }
  });

  test('tells the picture in words where there is no table for it either', () => {
    const answer = makePrepared(
      { parts: [chart] },
      { pictures: [{ key: 'trend', alt: 'Revenue by day', png: null }] },
    );
    const { blocks } = presentAnswer(answer, { files: none });
    expect(said(blocks)).toContain('In words: Revenue by day');
    expect(said(blocks)).toContain('"The chart could not be drawn."');
  });

  test('cuts a long table to whole rows, says how many of how many, and where the whole is', () => {
    const { blocks } = presentAnswer(makePrepared({ parts: [makeTable(1_000)] }), { files: none });
    const native = blocks.find(({ type }) => type === 'table') as { rows: unknown[] };
    expect(native.rows.length).toBe(100);
    expect(said(blocks)).toContain('The first 99 of 1,000 rows.');
    expect(said(blocks)).toContain('The whole of it is on the web.');
    expect(said(blocks)).toContain('https://shop.example/?ask=%2Fkpi');
  });

  test('leaves out, by name, the tables that do not fit even short, and keeps the rest', () => {
    const many = Array.from({ length: 60 }, () => makeTable(40));
    const { blocks } = presentAnswer(makePrepared({ parts: [facts, ...many] }), { files: none });
    expect(said(blocks)).toContain('Too long for a message, not shown: By day');
    expect(said(blocks)).toContain('Net revenue');
  });

  test('nothing in it mentions, links or emphasises', () => {
    const name = '<!channel> @here *b* _i_ `c` :tada: https://evil.example <https://evil.example|Bank>';
    const column = { key: 'name', label: name, format: { kind: 'text' } as const };
    const answer = makePrepared({
      summary: name,
      warnings: [name],
      parts: [
        { type: 'text', text: name },
        { ...facts, facts: [{ ...facts.facts[0], label: name }] } as Part,
        makeTable(1, { columns: [column], rows: [{ name }] }),
      ],
    });
    const { text, blocks } = presentAnswer(answer, { files: none });
    expect(text).toContain('&lt;!channel&gt;');
    for (const block of blocks) {
      const json = said(block);
      if (!json.includes('mrkdwn')) continue;
      expect(json).not.toMatch(/<|\*b\*|_i_|`c`|:tada:/);
      expect(json).toContain('"verbatim":true');
    }
    const kinds = said(blocks).match(/"type":"(\w+)"/g) ?? [];
    for (const kind of ['user', 'usergroup', 'channel', 'broadcast', 'link']) {
      expect(kinds).not.toContain(`"type":"${kind}"`);
    }
  });

  test('no buttons that would do nothing: without a kept meaning, only the way to the web', () => {
    const { blocks } = presentAnswer(
      makePrepared({ actions: [{ label: 'By channel', ask: '/kpi by:channel' }] }, { reference: null }),
      { files: none },
    );
    expect(said(blocks)).not.toContain('By channel');
    expect(said(blocks)).toContain('Open on the web');
  });

  test('says who showed it to the channel', () => {
    const { blocks } = presentAnswer(makePrepared(), { files: none, sharedBy: 'U0007' });
    expect(said(blocks[0])).toContain('{"type":"user","user_id":"U0007"}');
    expect(said(blocks[0])).toContain('/kpi 2026-10');
  });
});
