import { type Answers, createAnswers } from './answers.ts';
import type { ChatDeps } from './bot/chat/chat-deps.ts';
import { commands } from './bot/commands/index.ts';
import type { Config } from './config.ts';
import { type LiveData, openLiveData } from './live-data.ts';
import type { Logger } from './logger.ts';
import type { DataStep } from './open-data.ts';
import { defineTexts } from './renderers/locale.ts';
import { createPngPool, type PngPool } from './renderers/png.ts';
import { reportHealth } from './report-health.ts';
import type { Actor } from './services/context.ts';
import { endLeases } from './services/inbox/index.ts';
import { createChats } from './start-chats.ts';
import { demoShop } from './supabase/demo/fill-demo.ts';
import { startUpkeep } from './upkeep.ts';
import { createWebApp } from './web/app.ts';
import { checkPort, PortInUseError, startWebServer, type WebServer } from './web/server.ts';

const texts = defineTexts({
  en: {
    steps: {
      creating: 'Making the database, once …',
      migrating: 'Bringing the database up to date …',
      opening: 'Opening the database …',
      demo: 'Filling the demo shop to yesterday …',
      rebuilding: 'Counting anew for another time zone or currency …',
    },
    ready: (url: string) => `Regulars is ready: ${url}`,
    demo: 'This is the demo shop. Your own: npm run import -- orders.csv',
    ask: 'Type /rfm or /kpi last month in the page. Ctrl-C stops.',
    chats: {
      connecting: 'connecting …',
      connected: 'connected',
      reconnecting: 'connecting again …',
      standby: 'answered by another replica; this one takes over when it stops',
      unreachable: 'cannot be reached; trying again every few seconds',
      refused: 'does not accept the token any longer',
    },
    stopping: 'Finishing what is under way …',
  },
  'pt-BR': {
    steps: {
      creating: 'Criando o banco de dados, uma única vez …',
      migrating: 'Atualizando o banco de dados …',
      opening: 'Abrindo o banco de dados …',
      demo: 'Preenchendo a loja de demonstração até ontem …',
      rebuilding: 'Recontando para outro fuso horário ou moeda …',
    },
    ready: (url: string) => `O Regulars está pronto: ${url}`,
    demo: 'Esta é a loja de demonstração. A sua: npm run import -- pedidos.csv',
    ask: 'Digite /rfm ou /kpi mês passado na página. Ctrl-C encerra.',
    chats: {
      connecting: 'conectando …',
      connected: 'conectado',
      reconnecting: 'reconectando …',
      standby: 'atendido por outra réplica; esta assume quando ela parar',
      unreachable: 'não pode ser alcançado; tentando de novo a cada poucos segundos',
      refused: 'não aceita mais o token',
    },
    stopping: 'Terminando o que está em andamento …',
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

const firstPort = 3000;
const portsTried = 20;

/** Milliseconds in which what is under way is finished at a stop, so that all of it ends within ten seconds. */
const graceMs = 6_000;

/**
 * `npm start`: opens the data, listens, and stays until the signal. Rejects where the data cannot be opened, or with
 * PortInUseError where PORT is taken.
 */
export async function serve(config: Config, log: Logger, signal: AbortSignal): Promise<void> {
  const words = texts(config.locale);
  const said = new Set<DataStep>();
  const onStep = (step: DataStep) => {
    if (said.has(step)) return;
    said.add(step);
    say(words.steps[step]);
  };
  // Said before the demo is made, which takes a while.
  if (config.port !== null) await checkPort(config.port);
  const pool = createPngPool({ log });
  const opening = openLiveData(config, { purpose: 'serve', onStep }, log);
  try {
    const [live] = await Promise.all([opening, pool.warm()]);
    await answerUntil(signal, config, log, live, pool);
  } finally {
    // Also where the port was taken: nothing may hold the store, or the process.
    const [live] = await Promise.allSettled([opening]);
    await Promise.all([pool.close(), live.status === 'fulfilled' ? live.value.close() : undefined]);
  }
}

/** Who works where nobody asked. */
const ourselves: Actor = { id: 'regulars', role: 'admin' };

/** Listens and answers until the signal, then finishes what is under way. */
async function answerUntil(
  signal: AbortSignal,
  config: Config,
  log: Logger,
  live: LiveData,
  pool: PngPool,
): Promise<void> {
  const words = texts(config.locale);
  const answers = createAnswers({ config, log, data: live.current });
  const first = await live.current();
  const chats = createChats(config);
  const app = createWebApp({
    ask: ({ text, actor, locale }) =>
      answers.ask({ text, actorId: actor.id, role: actor.role, locale, platform: 'web' }),
    suggest: answers.suggest,
    renderPng: pool.render,
    status: async () => {
      const { demo } = await live.current();
      return { name: demo ? demoShop.name : null, demo, freshness: await answers.freshness(config.locale) };
    },
    health: () =>
      reportHealth({
        database: async () => {
          const { kind } = await live.current();
          await answers.freshness(config.locale);
          return kind;
        },
        platforms: chats.states(),
        log,
      }),
    chatRoutes: chats.routes,
    commands,
    locale: config.locale,
    timeZone: first.timeZone,
    // Whoever sits at this machine, while nobody signs in.
    actor: { id: 'web:local', role: 'viewer' },
    log,
  });
  // Nobody else can have the embedded database: what a process before us held, it holds no longer.
  if (first.kind === 'embedded') await endLeases(first.db);
  const server = await listen(app, config.port);
  const upkeep = startUpkeep({ context: () => answers.context(ourselves, config.locale), log });
  try {
    const stopping = abortOf(signal);
    // Where a platform hangs, a signal does not wait for it.
    await Promise.race([chats.start(makeChatDeps(config, log, live, pool, answers, server.url)), stopping]);
    say('');
    say(words.ready(server.url));
    for (const [name, state] of Object.entries(chats.states())) say(`${name}: ${words.chats[state]}`);
    if (first.demo) say(words.demo);
    say(words.ask);

    await stopping;
    say(words.stopping);
  } finally {
    await Promise.all([server.close(), chats.stop(graceMs), upkeep.stop()]);
  }
}

/** Resolves once a signal is given. */
function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What the chats answer with. */
function makeChatDeps(
  config: Config,
  log: Logger,
  live: LiveData,
  pool: PngPool,
  answers: Answers,
  localUrl: string,
): ChatDeps {
  const admins = new Set(config.admins);
  return {
    commands,
    ask: answers.ask,
    context: answers.context,
    roleOf: (actorId) => (admins.has(actorId) ? 'admin' : config.defaultRole),
    renderPng: pool.render,
    db: async () => (await live.current()).db,
    webUrl: config.publicUrl ?? localUrl.replace(/\/$/, ''),
    locale: config.locale,
    log,
  };
}

/** Listens on the port that was set, else on the first free one. */
async function listen(app: ReturnType<typeof createWebApp>, port: number | null): Promise<WebServer> {
  if (port !== null) return startWebServer({ app, port, graceMs });
  for (let at = firstPort; at < firstPort + portsTried; at += 1) {
    try {
      return await startWebServer({ app, port: at, graceMs });
    } catch (error) {
      if (!(error instanceof PortInUseError)) throw error;
    }
  }
  throw new PortInUseError(firstPort);
}
