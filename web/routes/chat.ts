import { Router } from 'express';
import { makeInert } from '../../renderers/inert-text.ts';
import { answerLine } from '../answer.ts';
import type { ChartStore } from '../chart-store.ts';
import type { WebDeps } from '../deps.ts';
import { readStatus } from '../read-status.ts';
import { renderChatPage } from '../views/chat-page.ts';

function firstText(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? makeInert(first).trim() : '';
}

/** `/`: the chat. `/?ask=…` is a link to one answer, which the page holds already, with or without a script. */
export function chatRoutes(deps: WebDeps, store: ChartStore, asset: (name: string) => string): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const line = firstText(request.query['ask']);
    const [status, answered] = await Promise.all([
      readStatus(deps),
      line === '' ? undefined : answerLine(deps, store, line),
    ]);
    const at = deps.now?.() ?? new Date();
    const page = renderChatPage({
      locale: deps.locale,
      status,
      commands: deps.commands,
      moment: { at, timeZone: deps.timeZone, locale: deps.locale },
      asset,
      asked: answered && { line, answer: answered.fragment },
    });
    response.set('Cache-Control', 'no-store').type('html').send(page.markup);
  });
  return router;
}
