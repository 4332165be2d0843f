import express, { Router } from 'express';
import { z } from 'zod';
import { answerLine } from '../answer.ts';
import { createAnswerMemory } from '../answer-memory.ts';
import type { ChartStore } from '../chart-store.ts';
import type { WebDeps } from '../deps.ts';
import { WebError } from '../web-error.ts';

const questionSchema = z.object({ text: z.string(), id: z.string().min(1).max(64).optional() });

/**
 * `POST /api/ask` with `{text, id?}`: `{reply, html}`, the Reply as data and as the page shows it. The same `id` again
 * gets the same answer.
 */
export function askRoutes(deps: WebDeps, store: ChartStore): Router {
  const router = Router();
  const memory = createAnswerMemory(deps.now ? { now: deps.now } : {});
  router.post('/api/ask', express.json({ limit: '16kb', strict: true }), async (request, response) => {
    if (!request.is('application/json')) throw new WebError('wrong_type', 415);
    const question = questionSchema.safeParse(request.body);
    if (!question.success) throw new WebError('bad_request', 400);
    const { text, id } = question.data;
    if (text.trim() === '') throw new WebError('empty', 400);
    const make = () => answerLine(deps, store, text);
    const { reply, fragment } = await (id === undefined ? make() : memory.answerOnce(id, text, make));
    response.set('Cache-Control', 'no-store').json({ reply, html: fragment.markup });
  });
  return router;
}
