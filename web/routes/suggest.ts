import { Router } from 'express';
import { z } from 'zod';
import type { WebDeps } from '../deps.ts';
import { WebError } from '../web-error.ts';

const querySchema = z.object({
  line: z.string().max(1000),
  caret: z.coerce.number().int().min(0).max(1000).optional(),
});

/** `GET /api/suggest?line=…&caret=…`: what may stand at the caret, a UTF-16 offset, by default the line's end. */
export function suggestRoutes(deps: WebDeps): Router {
  const router = Router();
  router.get('/api/suggest', async (request, response) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) throw new WebError('bad_request', 400);
    const { line, caret = line.length } = query.data;
    const { from, to, items } = await deps.suggest(line, Math.min(caret, line.length), deps.locale);
    response.set('Cache-Control', 'no-store').json({
      from,
      to,
      items: items.map(({ value, label, detail }) => ({ value, label, detail })),
    });
  });
  return router;
}
