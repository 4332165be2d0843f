import { Router } from 'express';
import type { WebDeps } from '../deps.ts';

/** `/healthz`: the process is alive. `/readyz`: what it depends on answers too, or 503. */
export function healthRoutes(deps: WebDeps): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const health = await deps.health().catch((cause: unknown) => {
      deps.log.error({ err: cause }, 'health could not be read');
      return { ready: false, checks: {} };
    });
    response
      .status(health.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: health.ready ? 'ready' : 'not ready', checks: health.checks });
  });
  return router;
}
