import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChartPart, Reply } from '../../renderers/reply.ts';
import type { Question } from '../dispatch.ts';
import { type AskDeps, runAsk } from './ask.ts';

const chart = (key: string): ChartPart => ({
  type: 'chart',
  key,
  spec: { data: { values: [] }, mark: 'bar' },
  alt: 'Segments by customers',
});

const reply: Reply = {
  summary: 'Champions are 120 of 995 customers.',
  question: '/rfm 2026-10',
  tone: 'answer',
  visibility: 'public',
  parts: [
    chart('segments'),
    {
      type: 'table',
      key: 'segments',
      columns: [
        { key: 'segment', label: 'Segment', format: { kind: 'text' } },
        { key: 'net', label: 'Net', format: { kind: 'money', currency: 'BRL' } },
      ],
      rows: [{ segment: 'Champions', net: 123456 }],
    },
    {
      type: 'table',
      key: 'cells',
      columns: [{ key: 'r', label: 'Recency', format: { kind: 'count' } }],
      rows: [{ r: 5 }],
      detail: true,
    },
  ],
  actions: [],
  warnings: [],
  freshness: { text: 'Data to 22 Nov 2026', through: '2026-11-22', stale: false },
  provenance: {
    definitions: ['Net is gross minus discounts and refunds.'],
    filters: [],
    rows: null,
    caveats: [],
  },
};

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
let folder: string;
let questions: Question[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-ask-'));
  questions = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(argv: string[], answer: Reply = reply, deps: Partial<AskDeps> = {}) {
  let [stdout, stderr] = ['', ''];
  const code = await runAsk(argv, {
    ask: async (question) => {
      questions.push(question);
      return answer;
    },
    renderPng: async () => png,
    stdout: {
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      write: (text) => {
        stderr += text;
      },
    },
    locale: 'en',
    cwd: folder,
    answersFolder: join(folder, 'answers'),
    columns: 80,
    ...deps,
  });
  return { code, stdout, stderr };
}

const asked = () => questions.map(({ text }) => text);

describe('asking from the console', () => {
  it('prints the answer and the path of its picture', async () => {
    const path = join(folder, 'answers', 'regulars-rfm-2026-10.png');
    const { code, stdout, stderr } = await run(['/rfm']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Champions are 120 of 995 customers.');
    expect(stdout).toContain('R$1,234.56');
    expect(stdout).toContain(path);
    expect(new Uint8Array(await readFile(path))).toEqual(png);
    expect(questions[0]).toEqual({
      text: '/rfm',
      actorId: 'console:local',
      role: 'admin',
      locale: 'en',
      platform: 'console',
    });
  });

  it('keeps detail and definitions for --detail', async () => {
    const short = (await run(['/rfm'])).stdout;
    const long = (await run(['/rfm', '--detail'])).stdout;
    expect([short.includes('Recency'), long.includes('Recency')]).toEqual([false, true]);
    expect([short.includes('Net is gross'), long.includes('Net is gross')]).toEqual([false, true]);
  });

  it.each([
    [['kpi', 'last', 'month', 'by', 'source'], 'kpi last month by source'],
    [['/kpi last month', '--json'], '/kpi last month'],
    [['kpi', 'last month', 'by:channel'], 'kpi last month by:channel'],
    [['kpi', '--by', 'channel', '--detail'], 'kpi --by channel'],
    [['segment', 'show', 'x', 'note:two words'], 'segment show x note:"two words"'],
    [['segment', 'show', 'x', '--note=two words'], 'segment show x --note="two words"'],
  ])('takes the line from %j', async (argv, line) => {
    await run(argv);
    expect(asked()).toEqual([line]);
  });

  it('writes pictures where --out says, a name for each chart', async () => {
    const two = { ...reply, question: '/rfm', parts: [chart('grid'), chart('segments')] };
    await run(['/rfm', '--out', 'pictures'], two);
    expect((await readdir(join(folder, 'pictures'))).sort()).toEqual([
      'regulars-rfm-2026-11-22-segments.png',
      'regulars-rfm-2026-11-22.png',
    ]);
  });

  it('names pictures harmlessly, whatever was asked', async () => {
    const odd = { ...reply, question: '/kpi 2026-01-01..2026-03-31 note:"../../É o Fim\\"' };
    await run(['/kpi', `--out=${folder}`], odd);
    expect(await readdir(folder)).toEqual(['regulars-kpi-2026-01-01-to-2026-03-31-note-to-to-e-o-fim.png']);
  });
});

describe('as JSON', () => {
  it('standard output is the Reply and nothing else', async () => {
    const { code, stdout, stderr } = await run(['--json', '/rfm']);
    expect(JSON.parse(stdout)).toEqual(reply);
    expect([code, stderr, await readdir(folder)]).toEqual([0, '', []]);
  });

  it('pictures are written only where --out says, and told apart from it', async () => {
    const { stdout, stderr } = await run(['--json', '/rfm', '--out', 'p']);
    expect(JSON.parse(stdout)).toEqual(reply);
    expect(stderr).toBe(`${join(folder, 'p', 'regulars-rfm-2026-10.png')}\n`);
  });
});

describe('when something is wrong', () => {
  it('a picture that cannot be drawn is said, and the answer printed', async () => {
    const { code, stdout } = await run(['/rfm'], reply, {
      renderPng: () => Promise.reject(new Error('bad spec')),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Champions are 120');
    expect(stdout).toContain('the drawing failed');
    expect(stdout).not.toContain('bad spec');
  });

  it('a picture that cannot be written is said', async () => {
    await writeFile(join(folder, 'taken'), '');
    const { code, stdout } = await run(['/rfm', '--out', 'taken']);
    expect(code).toBe(0);
    expect(stdout).toContain('the file could not be written to');
  });

  it('an error answer ends with 1', async () => {
    const refused: Reply = {
      ...reply,
      tone: 'error',
      summary: 'I do not know that.',
      parts: [],
      freshness: null,
    };
    const { code, stdout } = await run(['/x'], refused);
    expect([code, stdout.includes('I do not know that.')]).toEqual([1, true]);
    expect((await run(['/x', '--json'], refused)).code).toBe(1);
  });

  it.each([[[]], [['--help']], [['--json']], [['  ']]])(
    '%j is answered by the usage, with 2',
    async (argv) => {
      const { code, stdout, stderr } = await run(argv, reply, { locale: 'pt-BR' });
      expect([code, stdout, asked()]).toEqual([2, '', []]);
      expect(stderr).toMatch(/^Uso: npm run ask/);
    },
  );

  it.each([[['/rfm', '--out']], [['--out=', '/rfm']]])('%j needs a folder', async (argv) => {
    expect(await run(argv)).toEqual({
      code: 2,
      stdout: '',
      stderr: '--out needs a folder, as in --out answers\n',
    });
  });
});
