import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { TopLevelSpec } from 'vega-lite';
import { defineTexts, type Locale } from '../../renderers/locale.ts';
import type { Reply } from '../../renderers/reply.ts';
import type { Ask } from '../dispatch.ts';
import { listCharts, namePicture, type Pictures, presentReply } from './present.ts';

/** Where text goes: the process's own streams, or a test's. */
interface Output {
  write(text: string): unknown;
}

export interface AskDeps {
  ask: Ask;
  /** Draws a chart as PNG; rejects when it cannot be drawn. */
  renderPng: (spec: TopLevelSpec) => Promise<Uint8Array>;
  stdout: Output;
  stderr: Output;
  locale: Locale;
  /** The folder that `--out` is relative to. */
  cwd: string;
  /** Where pictures go without `--out`. */
  answersFolder: string;
  /** Width of the terminal; undefined where there is none. */
  columns?: number | undefined;
}

interface AskArguments {
  line: string;
  json: boolean;
  detail: boolean;
  out: string | undefined;
}

const texts = defineTexts({
  en: {
    usage:
      "Usage: npm run ask -- '/rfm' [--detail] [--json] [--out DIR]\n" +
      '  --detail    also the tables of detail and where the numbers come from\n' +
      '  --json      the answer as JSON alone; pictures only with --out\n' +
      '  --out DIR   where to write the pictures\n' +
      "What can be asked: npm run ask -- '/regulars help'\n",
    outMissing: '--out needs a folder, as in --out answers\n',
    failed: 'the drawing failed, the numbers stand',
    unwritten: (folder: string) => `the file could not be written to ${folder}`,
  },
  'pt-BR': {
    usage:
      "Uso: npm run ask -- '/rfm' [--detail] [--json] [--out PASTA]\n" +
      '  --detail     também as tabelas de detalhe e de onde vêm os números\n' +
      '  --json       só a resposta em JSON; imagens apenas com --out\n' +
      '  --out PASTA  onde gravar as imagens\n' +
      "O que dá para perguntar: npm run ask -- '/regulars help'\n",
    outMissing: '--out precisa de uma pasta, como em --out respostas\n',
    failed: 'o desenho falhou, os números valem',
    unwritten: (folder: string) => `o arquivo não pôde ser gravado em ${folder}`,
  },
});

const narrowest = 40;
const widest = 110;

/**
 * `npm run ask -- '/rfm'`: asks one line, prints the answer and writes its pictures. Never rejects for what the
 * question or a picture did wrong.
 *
 * @returns The exit code: 0 answered, 1 an error was said, 2 wrong usage.
 */
export async function runAsk(argv: readonly string[], deps: AskDeps): Promise<number> {
  const words = texts(deps.locale);
  const given = readArguments(argv);
  if (given === 'out-missing' || given.line === '') {
    deps.stderr.write(given === 'out-missing' ? words.outMissing : words.usage);
    return 2;
  }
  const reply = await deps.ask({
    text: given.line,
    actorId: 'console:local',
    role: 'admin',
    locale: deps.locale,
    platform: 'console',
  });
  if (given.json) await presentJson(reply, given, deps);
  else await presentText(reply, given, deps);
  return reply.tone === 'error' ? 1 : 0;
}

async function presentText(reply: Reply, given: AskArguments, deps: AskDeps): Promise<void> {
  const folder = resolve(deps.cwd, given.out ?? deps.answersFolder);
  const pictures = await drawPictures(reply, folder, deps);
  const files = await writeFiles(reply, folder, deps.locale);
  const width = Math.max(narrowest, Math.min(deps.columns ?? 80, widest));
  deps.stdout.write(
    presentReply(reply, { locale: deps.locale, width, pictures, files, detail: given.detail }),
  );
}

/** Standard output holds the Reply alone, so that a program can read it. */
async function presentJson(reply: Reply, given: AskArguments, deps: AskDeps): Promise<void> {
  deps.stdout.write(`${JSON.stringify(reply, null, 2)}\n`);
  if (given.out === undefined) return;
  const folder = resolve(deps.cwd, given.out);
  const pictures = await drawPictures(reply, folder, deps);
  const files = await writeFiles(reply, folder, deps.locale);
  for (const picture of [...pictures.values(), ...files.values()]) {
    deps.stderr.write(`${'path' in picture ? picture.path : picture.failed}\n`);
  }
}

async function drawPictures(reply: Reply, folder: string, deps: AskDeps): Promise<Pictures> {
  const pictures: Pictures = new Map();
  const words = texts(deps.locale);
  for (const chart of listCharts(reply)) {
    const png = await deps.renderPng(chart.spec).catch(() => null);
    if (png === null) {
      pictures.set(chart.key, { failed: words.failed });
      continue;
    }
    const path = join(folder, namePicture(reply, chart));
    const isWritten = await writeInto(folder, path, png);
    pictures.set(chart.key, isWritten ? { path } : { failed: words.unwritten(folder) });
  }
  return pictures;
}

/** Writes a reply's files for the person at this machine alone. */
async function writeFiles(reply: Reply, folder: string, locale: Locale): Promise<Pictures> {
  const files: Pictures = new Map();
  for (const part of reply.parts) {
    if (part.type !== 'file') continue;
    const path = join(folder, basename(part.name));
    const content = new Uint8Array(await part.content.arrayBuffer());
    const isWritten = await writeInto(folder, path, content, 0o600);
    files.set(part.key, isWritten ? { path } : { failed: texts(locale).unwritten(folder) });
  }
  return files;
}

async function writeInto(folder: string, path: string, content: Uint8Array, mode = 0o666): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, content, { mode });
    return true;
  } catch {
    return false;
  }
}

/** Takes our own options out; what is left is the line, its options included. */
function readArguments(argv: readonly string[]): AskArguments | 'out-missing' {
  const words: string[] = [];
  const given: AskArguments = { line: '', json: false, detail: false, out: undefined };
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--json') given.json = true;
    else if (word === '--detail') given.detail = true;
    else if (word === '--out') {
      at += 1;
      given.out = argv[at];
      if (!given.out) return 'out-missing';
    } else if (word.startsWith('--out=')) {
      given.out = word.slice('--out='.length);
      if (!given.out) return 'out-missing';
    } else if (word !== '--help' && word !== '-h') words.push(word);
  }
  given.line = joinWords(words);
  return given;
}

/** The shell took the quotes of `note:"two words"` away: what it kept as one word stays one value. */
function joinWords(words: string[]): string {
  if (words.length === 1) return words[0]?.trim() ?? '';
  return words
    .map((word) => word.replace(/^((?:--)?[\p{L}\p{N}_-]+[:=])([^"]*\s[^"]*)$/u, '$1"$2"'))
    .join(' ')
    .trim();
}
