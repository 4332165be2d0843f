import { createCanvas } from 'canvas';
import type { Locale } from '../../renderers/locale.ts';
import type { ChartPart, Reply } from '../../renderers/reply.ts';
import { createWebApp } from '../../web/app.ts';
import type { Question, Suggestions, WebDeps } from '../../web/deps.ts';
import { startWebServer, type WebServer } from '../../web/server.ts';
import { emptyReply, errorReply, fakeSpec, kpiReply, movesReply, rfmReply } from './fake-replies.ts';
import { fillReply, hostileText, oddReply } from './odd-replies.ts';

const commands = [
  {
    name: 'kpi',
    en: 'Sales of a period',
    pt: 'Vendas de um período',
    asks: ['/kpi last month', '/kpi mês passado'],
  },
  { name: 'rfm', en: 'Customers by segment', pt: 'Clientes por segmento', asks: ['/rfm', '/rfm'] },
  {
    name: 'rfm moves',
    en: 'Who moved between segments',
    pt: 'Quem mudou de segmento',
    asks: ['/rfm moves', '/rfm moves'],
  },
  {
    name: 'regulars help',
    en: 'What can be asked',
    pt: 'O que dá para perguntar',
    asks: ['/regulars help', '/regulars help'],
  },
];

const answers: Record<string, () => Reply> = {
  '/rfm': () => rfmReply,
  '/rfm moves': () => movesReply,
  '/customer odd': () => oddReply,
  '/empty': () => emptyReply,
  '/hostile': () => fillReply(hostileText),
  '/no-chart': () => ({
    ...kpiReply,
    question: '/no-chart',
    parts: [
      { type: 'chart', key: 'trend', spec: fakeSpec('fails'), alt: 'Net revenue rose through October.' },
    ],
  }),
};

/** Answers a line as the real thing would, from canned replies. */
export function fakeAsk({ text }: Pick<Question, 'text'>): Reply {
  const line = text.trim();
  const answer = answers[line];
  if (answer) return answer();
  if (line === '/crash') throw new Error('secret cause');
  if (line.startsWith('/kpi') && !line.includes('smarch')) return { ...kpiReply, question: line };
  if (line.startsWith('/rfm')) return { ...rfmReply, question: line };
  return errorReply;
}

/** The commands that begin as the line does, and the two options of `/kpi`. */
function fakeSuggest(line: string, caret: number, locale: Locale): Suggestions {
  const typed = line.slice(0, caret);
  const option = /^\/kpi .*?(\S*)$/.exec(typed)?.[1];
  const known =
    option === undefined
      ? commands.map(({ name, en, pt }) => ({
          value: `/${name}`,
          label: `/${name}`,
          detail: locale === 'en' ? en : pt,
        }))
      : ['by:channel', 'by:source'].map((value) => ({ value, label: value }));
  const part = option ?? typed;
  return {
    from: caret - part.length,
    to: caret,
    items: known.filter(({ value }) => value.startsWith(part) && value !== part),
  };
}

/** A picture 1600 by 900; a spec described as failing is refused. */
async function fakePng(spec: ChartPart['spec']): Promise<Uint8Array> {
  if (spec.description === 'fails') throw new Error('secret drawing cause');
  const canvas = createCanvas(1600, 900);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1600, 900);
  context.fillStyle = '#3d3fd0';
  for (let bar = 0; bar < 12; bar += 1) context.fillRect(120 + bar * 118, 800 - bar * 50, 80, bar * 50 + 20);
  return canvas.encode('png');
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What the web view is handed, faked; parts of it can be given. */
export function fakeDeps(given: Partial<WebDeps> = {}): WebDeps {
  return {
    ask: async (question) => fakeAsk(question),
    suggest: async (line, caret, locale) => fakeSuggest(line, caret, locale),
    renderPng: fakePng,
    status: async () => ({
      name: 'Torra Fina',
      demo: true,
      freshness: { text: 'Data to 22 Nov 2026', through: '2026-11-22', stale: false },
    }),
    health: async () => ({ ready: true, checks: { database: 'ok' } }),
    commands: commands.map(({ name, en, pt, asks: [english = '', portuguese = ''] }) => ({
      name,
      description: { en, 'pt-BR': pt },
      examples: [{ en: english, 'pt-BR': portuguese }],
    })),
    locale: 'en',
    timeZone: 'America/Sao_Paulo',
    actor: { id: 'web:local', role: 'admin' },
    log: silent,
    ...given,
  };
}

/** The web view on a free port of this machine, in front of the faked shop. */
export function startFakeShop(given: Partial<WebDeps> = {}): Promise<WebServer> {
  return startWebServer({ app: createWebApp(fakeDeps(given)), port: 0, graceMs: 1_000 });
}
