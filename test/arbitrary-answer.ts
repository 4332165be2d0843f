import fc from 'fast-check';
import type { PreparedAnswer } from '../bot/chat/prepare-answer.ts';
import { makeAllInert } from '../renderers/inert-text.ts';
import type { Column, Fact, Format, Part, Reply } from '../renderers/reply.ts';

const hostile = [
  '',
  ' ',
  '@channel',
  '<!here> <@U0001> <#C0001> <!subteam^S1>',
  '@everyone <@&1> <@1> </kpi:1> <t:1:R>',
  '*bold* _it_ ~no~ `code` ```block```',
  '[click](https://evil.example) <https://evil.example|bank> https://evil.example',
  ':smile: :+1: &amp; &lt;',
  '# heading\n> quote\n- item\n||spoiler||',
  'مرحبا بالعالم شركة',
  '\u202Eevil\u202C',
  '👩‍👩‍👧‍👦'.repeat(30),
  'a'.repeat(5_000),
  'palavra muito comprida '.repeat(300),
  '\uD83D',
];

const words: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
);

const format: fc.Arbitrary<Format> = fc.constantFrom<Format>(
  { kind: 'text' },
  { kind: 'count' },
  { kind: 'money', currency: 'BRL' },
  { kind: 'percent' },
  { kind: 'change' },
  { kind: 'decimal', digits: 1 },
);

const number = fc.oneof(fc.integer(), fc.constant(null));

const fact: fc.Arbitrary<Fact> = fc.record({
  key: fc.constant('fact'),
  label: words,
  value: number,
  format: fc.constantFrom<Format>({ kind: 'count' }, { kind: 'money', currency: 'BRL' }),
  comparisons: fc.array(
    fc.record({
      label: words,
      previous: number,
      change: fc.oneof(fc.double({ min: -2, max: 20, noNaN: true }), fc.constant(null)),
      format: fc.constant<Format>({ kind: 'change' }),
    }),
    { maxLength: 2 },
  ),
  better: fc.constantFrom('up', 'down', 'none'),
});

const table: fc.Arbitrary<Part> = fc
  .record({
    columns: fc.array(fc.tuple(words, format), { maxLength: 25 }),
    rows: fc.oneof(fc.nat(12), fc.constantFrom(99, 100, 400)),
    cell: words,
    title: fc.option(words, { nil: undefined }),
    detail: fc.boolean(),
  })
  .map(({ columns, rows, cell, title, detail }) => {
    const made = columns.map(([label, kind], index): Column => ({ key: `k${index}`, label, format: kind }));
    const row = Object.fromEntries(
      made.map(({ key, format: { kind } }, index) => [key, kind === 'text' ? cell : index * 1_234]),
    );
    return {
      type: 'table',
      key: 'table',
      columns: made,
      rows: Array.from({ length: rows }, () => row),
      detail,
      ...(title === undefined ? {} : { title }),
    };
  });

const part: fc.Arbitrary<Part> = fc.oneof(
  words.map((text): Part => ({ type: 'text', text })),
  fc.array(fact, { maxLength: 14 }).map((facts): Part => ({ type: 'facts', key: 'facts', facts })),
  table,
  words.map((alt): Part => ({ type: 'chart', key: '', spec: {} as never, alt })),
  words.map((label): Part => ({ type: 'link', label, path: '/' })),
);

/** Any reply: huge tables, hostile strings, forty parts, none. */
const reply: fc.Arbitrary<Reply> = fc
  .record({
    summary: words,
    question: fc.constantFrom('/kpi 2026-10', null),
    tone: fc.constantFrom('answer', 'empty', 'error'),
    visibility: fc.constantFrom('public', 'private'),
    parts: fc.oneof(fc.array(part, { maxLength: 5 }), fc.array(part, { minLength: 40, maxLength: 40 })),
    actions: fc.array(fc.record({ label: words, ask: words }), { maxLength: 8 }),
    warnings: fc.array(words, { maxLength: 12 }),
    freshness: fc.option(fc.record({ text: words, through: fc.constant(null), stale: fc.boolean() })),
    provenance: fc.constant(null),
    reference: words,
  })
  .map((made) => ({
    ...made,
    parts: made.parts.map((each, index) => ('key' in each ? { ...each, key: `p${index}` } : each)),
  })) as fc.Arbitrary<Reply>;

/** Any answer as the chats are to present it, with its texts inert as dispatch makes them. */
export const preparedAnswer: fc.Arbitrary<PreparedAnswer> = fc
  .record({
    reply,
    view: fc.constantFrom('picture' as const, 'table' as const),
    locale: fc.constantFrom('en' as const, 'pt-BR' as const),
    isPrivate: fc.boolean(),
    mayShare: fc.boolean(),
    hasForm: fc.boolean(),
    pages: fc.array(fc.record({ label: words, url: fc.constant('https://shop.example/segments') }), {
      maxLength: 4,
    }),
    drawn: fc.boolean(),
    files: fc.array(
      fc.record({
        key: fc.constant('file'),
        name: fc.constant('members.csv'),
        label: words,
      }),
      { maxLength: 1 },
    ),
    reference: fc.constantFrom('abcdefghijklmnop', null),
    link: fc.constantFrom(
      'https://shop.example/?ask=%2Fkpi',
      `https://shop.example/${'x'.repeat(4_000)}`,
      null,
    ),
  })
  .map(({ reply: made, view, locale, drawn, files, ...rest }) => ({
    ...rest,
    files: makeAllInert(files).map((file) => ({
      ...file,
      bytes: Buffer.from('a,b'),
    })),
    reply: makeAllInert(made),
    question: { line: '/kpi', actorId: 'slack:U1', role: 'viewer', locale, view, isPrivate: rest.isPrivate },
    pictures:
      view === 'table'
        ? []
        : makeAllInert(made)
            .parts.flatMap((each) =>
              each.type === 'chart'
                ? [{ key: each.key, alt: each.alt, png: drawn ? new Uint8Array([1]) : null }]
                : [],
            )
            .slice(0, 3),
  }));

/** An answer with what a test gives, and little else. */
export function makePrepared(
  changes: Partial<Reply> = {},
  rest: Partial<PreparedAnswer> = {},
): PreparedAnswer {
  return {
    reply: {
      summary: 'Revenue rose 12 %.',
      question: '/kpi 2026-10',
      tone: 'answer',
      visibility: 'public',
      parts: [],
      actions: [],
      warnings: [],
      freshness: null,
      provenance: null,
      ...changes,
    },
    question: {
      line: '/kpi last month',
      actorId: 'slack:U0001',
      locale: 'en',
      view: 'picture',
      isPrivate: false,
    },
    isPrivate: false,
    mayShare: false,
    hasForm: false,
    files: [],
    pages: [],
    pictures: [],
    reference: 'abcdefghijklmnop',
    link: 'https://shop.example/?ask=%2Fkpi',
    ...rest,
  };
}

/** An answer with a chart, the table behind it, and a button. */
export const { reply: chartReply } = makePrepared({
  summary: 'Revenue rose 12 %.',
  parts: [
    { type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' },
    {
      type: 'table',
      key: 't',
      columns: [{ key: 'a', label: 'A', format: { kind: 'count' } }],
      rows: [{ a: 1 }],
      detail: true,
    },
  ],
  actions: [{ label: 'By channel', ask: '/kpi 2026-10 by:channel' }],
});
