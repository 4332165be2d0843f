import { randomBytes } from 'node:crypto';
import type { Reply } from '../renderers/reply.ts';
import type { ChartStore } from './chart-store.ts';
import type { WebDeps } from './deps.ts';
import { drawPictures } from './draw-pictures.ts';
import type { Html } from './views/html.ts';
import { renderReply } from './views/reply.ts';
import { textsOf } from './views/texts.ts';

export interface Answered {
  reply: Reply;
  /** The Reply as HTML, its charts drawn or said in words. */
  fragment: Html;
}

/** The answer for when none could be made: a calm sentence, and a reference under which the log has the cause. */
function makeFailure(deps: WebDeps, line: string, cause: unknown): Reply {
  const texts = textsOf(deps.locale);
  const reference = randomBytes(4).toString('hex');
  deps.log.error({ err: cause, reference }, 'question could not be answered');
  return {
    summary: texts.failed,
    question: null,
    tone: 'error',
    visibility: 'private',
    parts: [],
    actions: [{ label: texts.tryAgain, ask: line }],
    warnings: [],
    freshness: null,
    provenance: null,
    reference,
  };
}

/** Asks one line and presents the answer. Never rejects: a failure is an answer too. */
export async function answerLine(deps: WebDeps, store: ChartStore, line: string): Promise<Answered> {
  const { locale } = deps;
  const present = async (reply: Reply): Promise<Answered> => ({
    reply,
    fragment: renderReply(reply, { locale, pictures: await drawPictures(reply, store) }),
  });
  try {
    return await present(await deps.ask({ text: line, actor: deps.actor, locale }));
  } catch (cause) {
    return present(makeFailure(deps, line, cause));
  }
}
