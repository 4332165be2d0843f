import type { ChartPart, Reply } from '../../renderers/reply.ts';
import { describeCause } from '../sort-errors.ts';
import type { ChatDeps } from './chat-deps.ts';
import { type ChatQuestion, commandOf } from './chat-question.ts';
import { keepMessageState } from './message-state.ts';
import { within } from './within.ts';

/** Longest that an answer waits for its buttons, in milliseconds. */
const keptWithinMs = 2_000;

/** Pictures of one answer at most: more are left to the web. */
const mostPictures = 3;

/** A picture ready to be sent; null bytes where it could not be drawn. */
export interface Picture {
  key: string;
  alt: string;
  png: Uint8Array | null;
}

/** A file ready to be sent. */
export interface ReadyFile {
  key: string;
  name: string;
  label: string;
  bytes: Buffer;
}

/** An answer with all that its message needs. */
export interface PreparedAnswer {
  reply: Reply;
  question: ChatQuestion;
  /** Only who asked may see it. */
  isPrivate: boolean;
  /** Kept private by the asking alone, so that who asked may show it to others. */
  mayShare: boolean;
  pictures: Picture[];
  /** Of private answers alone. */
  files: ReadyFile[];
  /** Its question can be changed in a form. */
  hasForm: boolean;
  /** Under which the buttons' meaning is kept; null where it could not be, and buttons would do nothing. */
  reference: string | null;
  /** The same answer on the web; null for what is no answer. */
  link: string | null;
  /** Further pages that the answer leads to. */
  pages: { label: string; url: string }[];
}

/** Where a line is answered on the web. */
function webLink(webUrl: string, line: string): string {
  return `${webUrl}/?ask=${encodeURIComponent(line)}`;
}

/** The line that a link of ours asks; null for any other address. */
export function readWebLink(webUrl: string, link: string): string | null {
  if (!URL.canParse(link)) return null;
  const { origin, pathname, searchParams } = new URL(link);
  return `${origin}${pathname}` === `${webUrl}/` ? searchParams.get('ask') : null;
}

/** Draws an answer's pictures and keeps what its buttons stand for. Never rejects. */
export async function prepareAnswer(
  deps: ChatDeps,
  question: ChatQuestion,
  reply: Reply,
): Promise<PreparedAnswer> {
  const isPrivate = question.isPrivate || reply.visibility === 'private';
  const mayShare = isPrivate && reply.visibility === 'public' && reply.tone !== 'error';
  const [pictures, files, reference] = await Promise.all([
    question.view === 'table' ? [] : drawPictures(deps, reply),
    reply.visibility === 'private' ? readFiles(reply) : [],
    keepState(deps, question, reply, { isPrivate, mayShare }),
  ]);
  return {
    reply,
    question,
    isPrivate,
    mayShare,
    pictures,
    files,
    hasForm:
      reply.tone !== 'error' &&
      Object.keys(commandOf(reply.question ?? '', deps.commands)?.options ?? {}).length > 0,
    reference,
    pages: reply.parts.flatMap((part) =>
      part.type === 'link' ? [{ label: part.label, url: `${deps.webUrl}${part.path}` }] : [],
    ),
    link: reply.tone === 'error' || reply.question === null ? null : webLink(deps.webUrl, reply.question),
  };
}

/** An answer without pictures, buttons and links of its own, for where it is shown as part of something else. */
export function bareAnswer(question: ChatQuestion, reply: Reply): PreparedAnswer {
  return {
    reply,
    question,
    isPrivate: false,
    mayShare: false,
    pictures: [],
    files: [],
    hasForm: false,
    reference: null,
    link: null,
    pages: [],
  };
}

/** The first charts of an answer as pictures. Never rejects. */
export function drawPictures(deps: ChatDeps, reply: Reply): Promise<Picture[]> {
  const charts = reply.parts.filter((part) => part.type === 'chart');
  return Promise.all(charts.slice(0, mostPictures).map((chart) => draw(deps, chart)));
}

function readFiles(reply: Reply): Promise<ReadyFile[]> {
  const parts = reply.parts.filter((part) => part.type === 'file');
  return Promise.all(
    parts.map(async ({ key, name, label, content }) => ({
      ...{ key, name, label },
      bytes: Buffer.from(await content.arrayBuffer()),
    })),
  );
}

async function draw({ renderPng, log }: ChatDeps, { key, alt, spec }: ChartPart): Promise<Picture> {
  try {
    return { key, alt, png: await renderPng(spec) };
  } catch (error) {
    log.error({ chart: key, err: describeCause(error) }, 'chart not drawn');
    return { key, alt, png: null };
  }
}

/** A line of an answer as its buttons keep it for half a year; of one that was not answered, as little as may be. */
function lineToKeep({ commands }: ChatDeps, { tone }: Reply, line: string): string {
  const command = tone === 'error' ? commandOf(line, commands) : undefined;
  return command?.namesPersons ? `/${command.name}` : line;
}

async function keepState(
  deps: ChatDeps,
  question: ChatQuestion,
  reply: Reply,
  { isPrivate, mayShare }: Pick<PreparedAnswer, 'isPrivate' | 'mayShare'>,
): Promise<string | null> {
  const keep = (line: string) => lineToKeep(deps, reply, line);
  try {
    const keeping = deps.db().then((db) =>
      keepMessageState(db, {
        line: keep(reply.question ?? question.line),
        asks: reply.actions.map(({ ask }) => keep(ask)),
        view: question.view,
        isPrivate,
        mayShare,
        askerId: question.actorId,
        locale: question.locale,
      }),
    );
    // An answer does not wait for its buttons.
    return await within(keeping, keptWithinMs, 'keeping what buttons stand for');
  } catch (error) {
    deps.log.warn({ err: describeCause(error) }, 'buttons left out');
    return null;
  }
}
