import { describe, expect, test } from 'vitest';
import { handRules, loadSlackRules } from './validate-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (more: object) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const table = (rows: unknown[]) => ({ type: 'table', rows });
const cell = (text: string) => ({ type: 'raw_text', text });
const option = { text: plain('A'), value: 'a' };
const section = (more: object) => ({ type: 'section', text: plain('x'), ...more });
const select = (options: object[]) =>
  section({ accessory: { type: 'static_select', action_id: 's', options } });

const wrong: [string, unknown[]][] = [
  ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
  ['a long section', [section({ text: plain('x'.repeat(3_001)) })]],
  ['an empty section', [{ type: 'section' }]],
  ['a long field', [{ type: 'section', fields: [plain('x'.repeat(2_001))] }]],
  ['11 fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }]],
  ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]],
  ['11 elements of context', [{ type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) }]],
  ['26 buttons', [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))]],
  ['a long button', [actions(button({ text: plain('x'.repeat(76)) }))]],
  ['a long value', [actions(button({ value: 'x'.repeat(2_001) }))]],
  ['one action_id twice', [actions(button({}), button({}))]],
  ['one block_id twice', [section({ block_id: 'b' }), section({ block_id: 'b' })]],
  ['a picture without words', [{ type: 'image', image_url: 'https://x.test/a.png', alt_text: '' }]],
  ['101 options', [select(Array.from({ length: 101 }, () => option))]],
  ['a long option', [select([{ ...option, text: plain('x'.repeat(76)) }])]],
  ['a long option value', [select([{ ...option, value: 'x'.repeat(151) }])]],
  ['two tables', [table([[cell('a')]]), table([[cell('a')]])]],
  ['101 rows', [table(Array.from({ length: 101 }, () => [cell('a')]))]],
  ['21 columns', [table([Array.from({ length: 21 }, () => cell('a'))])]],
  ['a row of nothing', [table([[]])]],
  ['an empty cell', [table([[cell('')]])]],
  ['a table of 10,001 characters', [table([[cell('x'.repeat(10_001))]])]],
];

describe.each([
  ['by hand', handRules],
  ['by the schema', loadSlackRules() ?? handRules],
])('rules %s', (_name, rules) => {
  test.each(wrong)('refuse %s', (_what, blocks) => {
    expect(rules.message({ text: 'x', blocks })).not.toEqual([]);
  });

  test('accept what is at the limits', () => {
    const blocks = [
      section({ text: plain('x'.repeat(3_000)) }),
      { type: 'header', text: plain('x'.repeat(150)) },
      actions(...Array.from({ length: 25 }, (_, index) => button({ action_id: `a${index}` }))),
      select([{ ...option, value: 'x'.repeat(150) }]),
      table([[cell('a')]]),
    ];
    expect(rules.message({ text: 'x'.repeat(40_000), blocks })).toEqual([]);
  });

  test('refuse a modal with too long a title, or an input without a button to send it', () => {
    const modal = { type: 'modal', title: plain('x'.repeat(24)), blocks: [section({})] };
    const input = { type: 'input', label: plain('L'), element: { type: 'plain_text_input', action_id: 'i' } };
    expect(rules.view(modal)).toEqual([]);
    expect(rules.view({ ...modal, title: plain('x'.repeat(25)) })).not.toEqual([]);
    expect(rules.view({ ...modal, blocks: [input] })).not.toEqual([]);
    expect(rules.view({ ...modal, private_metadata: 'x'.repeat(3_001) })).not.toEqual([]);
  });
});
