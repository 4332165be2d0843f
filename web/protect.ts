import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { WebError } from './web-error.ts';

const localNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The name in a Host header without its port; undefined when it is not a plain `name[:port]`. */
function hostName(host: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase();
}

/**
 * Answers only under a local name. A page elsewhere can point its own name at this address (DNS rebinding), and
 * would then count as the same origin; its name in the Host header gives it away.
 */
export const requireLocalHost: RequestHandler = (request, _response, next) => {
  const name = hostName(request.headers.host);
  if (!name || !localNames.has(name)) throw new WebError('wrong_host', 421);
  next();
};

function isOwnOrigin(request: Request): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}

/**
 * Lets other sites do no more than link here: what changes or asks by script must come from this very origin, and
 * from elsewhere only a person's own navigation passes, so that no page can make this one work in its background.
 * Programs that are no browsers send neither header and pass.
 */
export const refuseCrossSite: RequestHandler = (request, _response, next) => {
  const site = request.headers['sec-fetch-site'];
  const safe = request.method === 'GET' || request.method === 'HEAD';
  const own = site === undefined || site === 'same-origin' || site === 'none';
  const navigation =
    request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  if (safe ? own || navigation : own && isOwnOrigin(request)) next();
  else throw new WebError('cross_site', 403);
};

const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** Security headers of every answer. There is no TLS on loopback, so nothing here asks for it. */
export function securityHeaders(): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: false,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.set({
        'X-Robots-Tag': 'noindex, nofollow',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), clipboard-write=(self)',
      });
      next();
    },
  ];
}
