import type { ErrorRequestHandler } from 'express';
import type { WebDeps } from './deps.ts';
import { elsewherePolicy, renderElsewhere } from './views/elsewhere.ts';
import { textsOf, type WebErrorCode } from './views/texts.ts';

/** A request that is refused, with the HTTP status to say so. */
export class WebError extends Error {
  readonly code: WebErrorCode;
  readonly status: number;

  constructor(code: WebErrorCode, status: number) {
    super(code);
    this.name = 'WebError';
    this.code = code;
    this.status = status;
  }
}

/** What Express and its body reader throw, by the status they carry. */
function asWebError(error: unknown): WebError {
  if (error instanceof WebError) return error;
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) return new WebError('too_large', 413);
  if (status === 415) return new WebError('wrong_type', 415);
  if (typeof status === 'number' && status >= 400 && status < 500) return new WebError('bad_request', status);
  return new WebError('failed', 500);
}

/** The body of a refusal: a stable code, and a sentence in the reader's language. */
export function errorBody(code: WebErrorCode, deps: Pick<WebDeps, 'locale'>) {
  return { error: { code, message: textsOf(deps.locale).errors[code] } };
}

/** Answers errors as JSON, without a trace of their inside; the log has the cause of what is our fault. */
export function handleErrors(deps: WebDeps): ErrorRequestHandler {
  return (cause, request, response, next) => {
    const error = asWebError(cause);
    if (error.status >= 500) deps.log.error({ err: cause, path: request.path }, 'request failed');
    if (response.headersSent) {
      next(cause);
      return;
    }
    response.status(error.status).set('Cache-Control', 'no-store');
    // A link from a chat is opened by people, not by programs.
    if (error.code === 'wrong_host' && request.accepts('json', 'html') === 'html') {
      response
        .set('Content-Security-Policy', elsewherePolicy)
        .type('html')
        .send(renderElsewhere(deps.locale));
      return;
    }
    response.json(errorBody(error.code, deps));
  };
}
