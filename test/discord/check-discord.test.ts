import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { checkDiscordAutocomplete } from './check-discord.ts';
import { checkDiscordCommands, checkDiscordMessage, checkDiscordModal } from './fake-discord.ts';

const v2 = 32_768;
const text = (content = 'Twelve champions.'): Json => ({ type: 10, content });
const button = (id = 'change:1', label = 'Change'): Json => ({ type: 2, style: 2, label, custom_id: id });
const row = (...components: Json[]): Json => ({ type: 1, components });
const gallery = (url: string, description = 'Segments'): Json => ({
  type: 12,
  items: [{ media: { url }, description }],
});
const select = (count: number): Json => ({
  type: 3,
  custom_id: 'metric',
  options: Array.from({ length: count }, (_, index) => ({ label: `m${index}`, value: `m${index}` })),
});
const container = (...components: Json[]): Json => ({ type: 17, components });
const message = (...components: Json[]): Json => ({ flags: v2, components });
const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));
const picture = { filename: 'rfm.png', size: 100 };

test('a good message, modal, list of commands and completion have no problems', () => {
  const answer = message(
    container(text(), gallery('attachment://rfm.png'), { type: 14 }, row(button()), row(select(25))),
  );
  expect(checkDiscordMessage(answer, [picture])).toEqual([]);
  expect(checkDiscordMessage(message(gallery('attachment://rfm.png')), [], { kept: ['rfm.png'] })).toEqual(
    [],
  );
  expect(checkDiscordMessage({ content: 'a'.repeat(2_000), components: [row(button())] })).toEqual([]);
  expect(checkDiscordMessage({ embeds: [{ description: 'a'.repeat(4_000) }] })).toEqual([]);
});

const badMessages: [string, Json, string][] = [
  ['content of 2,001 characters', { content: 'a'.repeat(2_001) }, 'content has 2001 characters'],
  ['11 embeds', { embeds: times(11, () => ({ title: 'a' })) }, '11 embeds, at most 10'],
  [
    'embeds of 6,001 characters in all',
    { embeds: [{ description: 'a'.repeat(4_000) }, { description: 'a'.repeat(2_001) }] },
    'embeds have 6001 characters in all',
  ],
  ['components without their flag', { components: [text()] }, 'without the flag 32768'],
  ['content beside Components V2', { content: 'a', ...message(text()) }, 'content cannot go with'],
  ['embeds beside Components V2', { embeds: [{ title: 'a' }], ...message(text()) }, 'embeds cannot go with'],
  ['Components V2 without components', message(), 'Components V2 without components'],
  [
    '41 components at depth',
    message(container(...times(20, () => text())), container(...times(19, () => text()))),
    '41 components at any depth',
  ],
  [
    'text displays of 4,001 characters in all',
    message(text('a'.repeat(2_000)), container(text('a'.repeat(2_001)))),
    'text displays have 4001 characters in all',
  ],
  ['an empty text display', message(text('')), 'a text display is empty'],
  ['a container in a container', message(container(container(text()))), 'may not stand in a container'],
  ['a long label', message(row(button('a', 'a'.repeat(81)))), 'label has 81 characters'],
  ['a long custom_id', message(row(button('a'.repeat(101)))), 'custom_id has 101 characters'],
  ['a custom_id twice', message(row(button()), row(button())), 'custom_id change:1 is used twice'],
  ['six buttons', message(row(...times(6, (index) => button(`b${index}`)))), 'has 6 items, 1 to 5'],
  ['a button beside a select', message(row(button(), select(2))), 'up to 5 buttons or one select'],
  [
    'a link with a custom_id',
    message(row({ ...button(), style: 5, url: 'https://a.test' })),
    'a custom_id goes',
  ],
  ['26 options', message(row(select(26))), 'options has 26 items'],
  ['a picture that is not there', message(gallery('attachment://kpi.png')), 'no file kpi.png comes'],
  ['a picture of a bad name', message(gallery('attachment://r f.png')), 'no file r f.png comes'],
  ['a picture of no address', message(gallery('rfm.png')), 'an attachment or a web address'],
  ['a long description', message(gallery('attachment://rfm.png', 'a'.repeat(1_025))), 'description has 1025'],
];

describe('a message is refused for', () => {
  test.each(badMessages)('%s', (_, body, problem) => {
    expect(checkDiscordMessage(body, [picture]).join('; ')).toContain(problem);
  });

  test('nothing in it', () => {
    expect(checkDiscordMessage({ content: ' ' })).toEqual(['the message is empty']);
  });

  test('a file that is too large', () => {
    const problems = checkDiscordMessage(message(text()), [picture], { sizeLimit: 99 });
    expect(problems).toEqual(['rfm.png has 100 bytes, at most 99']);
  });
});

const input = (more: Json = {}): Json => ({ type: 4, custom_id: 'period', style: 1, ...more });
const label = (component: Json, words = 'Period'): Json => ({ type: 18, label: words, component });
const modal = (...components: Json[]): Json => ({ custom_id: 'form:1', title: 'Change', components });

const badModals: [string, Json, string][] = [
  [
    'a title of 46 characters',
    { ...modal(label(input())), title: 'a'.repeat(46) },
    'title has 46 characters',
  ],
  ['no custom_id', { ...modal(label(input())), custom_id: '' }, 'custom_id has 0 characters'],
  ['no field', modal(), 'components has 0 items'],
  ['six fields', modal(...times(6, (index) => label(input({ custom_id: `f${index}` })))), 'has 6 items'],
  ['a field without its label', modal(input()), 'may not stand in a modal'],
  ['a long label', modal(label(input(), 'a'.repeat(46))), 'label has 46 characters'],
  ['a value beyond its own limit', modal(label(input({ value: 'june', max_length: 3 }))), 'value has 4'],
  ['a field of one id twice', modal(label(input()), label(input())), 'custom_id period is used twice'],
];

describe('a modal is refused for', () => {
  test.each(badModals)('%s', (_, body, problem) => {
    expect(checkDiscordModal(body).join('; ')).toContain(problem);
  });

  test('nothing when it is good', () => {
    expect(checkDiscordModal(modal(label(input()), label(select(3), 'Metric'), text()))).toEqual([]);
  });
});

const command = (more: Json = {}): Json => ({ name: 'rfm', description: 'Segments', ...more });
const option = (more: Json = {}): Json => ({ type: 3, name: 'period', description: 'Which', ...more });
const choices = times(26, (index) => ({ name: `c${index}`, value: `c${index}` }));

const badCommands: [string, Json[], string][] = [
  ['a capital letter', [command({ name: 'Rfm' })], '"Rfm" may not be a name'],
  ['a space', [command({ name: 'r fm' })], '"r fm" may not be a name'],
  ['a name of 33 characters', [command({ name: 'a'.repeat(33) })], 'may not be a name'],
  ['no description', [command({ description: '' })], 'description has 0 characters'],
  ['a description of 101 characters', [command({ description: 'a'.repeat(101) })], 'has 101 characters'],
  ['a name twice', [command(), command()], 'the command rfm stands twice'],
  ['26 options', [command({ options: times(26, (at) => option({ name: `o${at}` })) })], 'has 26 items'],
  ['26 choices', [command({ options: [option({ choices })] })], 'choices has 26 items'],
  [
    'a required option after another',
    [command({ options: [option(), option({ name: 'top', required: true })] })],
    'a required option after',
  ],
  [
    'choices with autocomplete',
    [command({ options: [option({ choices: [choices[0]], autocomplete: true })] })],
    'choices and autocomplete',
  ],
  [
    'a subcommand beside an option',
    [command({ options: [option(), { type: 1, name: 'sub', description: 'More' }] })],
    'subcommands beside options',
  ],
];

describe('a list of commands is refused for', () => {
  test.each(badCommands)('%s', (_, commands, problem) => {
    expect(checkDiscordCommands(commands).join('; ')).toContain(problem);
  });

  test('nothing when it is good', () => {
    const options = [
      option({ required: true, autocomplete: true }),
      option({ name: 'größe', choices: choices.slice(1) }),
    ];
    expect(checkDiscordCommands([command({ options })])).toEqual([]);
  });
});

test('a completion has at most 25 choices', () => {
  const complete = (count: number) => ({ type: 8, data: { choices: choices.slice(0, count) } });
  expect(checkDiscordAutocomplete(complete(25))).toEqual([]);
  expect(checkDiscordAutocomplete(complete(26)).join()).toContain('choices has 26 items');
});

const hasSpec = existsSync(new URL('../../../shared/specs/discord_openapi.json', import.meta.url));

test.skipIf(!hasSpec)(
  "Discord's own specification is asked too, about the one component that was meant",
  () => {
    const body = message(container({ ...text(), id: -1 }, { type: 14, spacing: 3 }));
    expect(checkDiscordMessage({ ...body, allowed_mentions: { parse: ['all'] } })).toEqual([
      'allowed_mentions.parse.0 must be equal to one of the allowed values',
      'components.0.components.0.id must be >= 0',
      'components.0.components.1.spacing must be equal to one of the allowed values',
    ]);
  },
);
