import type { RequestHandler } from 'express';
import type { WebDeps } from '../deps.ts';
import { readStatus } from '../read-status.ts';
import { html } from '../views/html.ts';
import { renderLayout } from '../views/layout.ts';
import { textsOf } from '../views/texts.ts';
import { errorBody } from '../web-error.ts';

/** What no other route answered: a small page for a person, JSON for a program. */
export function handleNotFound(deps: WebDeps, asset: (name: string) => string): RequestHandler {
  const texts = textsOf(deps.locale);
  return async (request, response) => {
    response.status(404).set('Cache-Control', 'no-store');
    if (request.path.startsWith('/api/') || request.accepts('json', 'html') !== 'html') {
      response.json(errorBody('not_found', deps));
      return;
    }
    const page = renderLayout({
      locale: deps.locale,
      title: texts.notFoundTitle,
      status: await readStatus(deps),
      asset,
      scripts: [],
      body: html`<main class="greeting"><h1>${texts.notFoundTitle}</h1><p>${texts.notFoundText}</p><p><a href="/">${texts.toChat}</a></p></main>`,
    });
    response.type('html').send(page.markup);
  };
}
