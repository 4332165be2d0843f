import express, { type Express, type RequestHandler } from 'express';
import { loadAssets } from './assets.ts';
import { createChartStore } from './chart-store.ts';
import type { Log, WebDeps } from './deps.ts';
import { refuseCrossSite, requireLocalHost, securityHeaders } from './protect.ts';
import { askRoutes } from './routes/ask.ts';
import { assetRoutes } from './routes/assets.ts';
import { chartRoutes } from './routes/charts.ts';
import { chatRoutes } from './routes/chat.ts';
import { healthRoutes } from './routes/health.ts';
import { handleNotFound } from './routes/not-found.ts';
import { suggestRoutes } from './routes/suggest.ts';
import { handleErrors } from './web-error.ts';

/** One line a request; the path alone, since a query holds what a person asked. */
function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    const { method, path } = request;
    response.once('finish', () => {
      const ms = Math.round(performance.now() - begun);
      log.info({ method, path, status: response.statusCode, ms }, 'request');
    });
    next();
  };
}

/** The web view: the chat page with its API, pictures and files, and the health checks. */
export function createWebApp(deps: WebDeps): Express {
  const assets = loadAssets();
  const asset = (name: string) => `/assets/${assets.version}/${name}`;
  const store = createChartStore({ render: deps.renderPng, log: deps.log });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(logRequests(deps.log));
  if (deps.chatRoutes) app.use(deps.chatRoutes);
  app.use(securityHeaders(), requireLocalHost, refuseCrossSite);
  app.use(healthRoutes(deps), assetRoutes(assets), chartRoutes(deps, store));
  app.use(suggestRoutes(deps), askRoutes(deps, store), chatRoutes(deps, store, asset));
  app.use(handleNotFound(deps, asset));
  app.use(handleErrors(deps));
  return app;
}
