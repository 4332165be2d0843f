import { Router } from 'express';
import type { Assets } from '../assets.ts';
import { WebError } from '../web-error.ts';

/** `/assets/<version>/<name>`: kept for ever by browsers while the version is the current one. */
export function assetRoutes(assets: Assets): Router {
  const router = Router();
  router.get('/assets/:version/:name', (request, response) => {
    const asset = assets.find(request.params.name);
    if (!asset) throw new WebError('not_found', 404);
    const current = request.params.version === assets.version;
    const gzip = request.acceptsEncodings('gzip', 'identity') === 'gzip';
    response.set({
      'Content-Type': asset.type,
      'Cache-Control': current ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    });
    response.send(gzip ? asset.gzipped : asset.body);
  });
  return router;
}
