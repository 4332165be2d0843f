import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../json.ts';
import { DiscordError } from './discord-error.ts';
import { readRequest } from './read-request.ts';
import { findRoute, type Route } from './routes.ts';

/** What goes wrong with one call, before or after it is done. */
export type DiscordFault =
  | 'lost_reply'
  | 'lost_request'
  | 'http_500'
  | 'http_500_done'
  /** It is done, and the answer never comes. */
  | 'hangs'
  | { retryAfter: number }
  | { error: { status: number; code: number } };

/** A call as tests see it: the route is its method and its path with ids replaced. */
export interface DiscordCall {
  method: string;
  route: string;
  body: Json;
}

/** `count` is of the calls of that route, this one included. */
export type DiscordFaultRule = (call: DiscordCall & { count: number }) => DiscordFault | undefined;

interface Answer {
  status: number;
  body?: Json | Json[] | undefined;
  headers?: Record<string, string>;
}

export interface FakeRest {
  calls: DiscordCall[];
  setFault(rule: DiscordFaultRule | undefined): void;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const basePath = /^\/api\/v10/;

/** An answer without a body must not say that it is JSON: discord.js would read it. */
function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (body === undefined) return void response.writeHead(status, headers).end();
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function limitRate(seconds: number): Answer {
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: false };
  const headers = { 'Retry-After': String(seconds), 'X-RateLimit-Scope': 'user' };
  return { status: 429, body, headers };
}

function tryCall(handle: () => Json | Json[] | undefined): Answer {
  try {
    const body = handle();
    return body === undefined ? { status: 204 } : { status: 200, body };
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    return { status: error.status, body: error.toBody() };
  }
}

/** Discord's REST API: finds the route, checks the token, and fails where a test says so. */
export function createFakeRest(routes: Route[], isToken: (token: string) => boolean): FakeRest {
  const calls: DiscordCall[] = [];
  const counts = new Map<string, number>();
  let rule: DiscordFaultRule | undefined;

  const findFault = (call: DiscordCall): DiscordFault | undefined => {
    const count = (counts.get(call.route) ?? 0) + 1;
    counts.set(call.route, count);
    calls.push(call);
    return rule?.({ ...call, count });
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = String(incoming.method);
    const url = new URL(incoming.url ?? '/', 'http://discord.test');
    const request = await readRequest(incoming).catch(() => undefined);
    if (!request) return send(response, { status: 400, body: new DiscordError(400, 50109).toBody() });
    const path = decodeURIComponent(url.pathname).replace(basePath, '');
    const found = findRoute(routes, method, path);
    const name = `${method} ${found?.route.path ?? path}`;
    const fault = findFault({ method, route: name, body: request.body });
    if (fault === 'lost_request') return void incoming.socket.destroy();
    if (fault === 'http_500') return send(response, { status: 500 });
    if (typeof fault === 'object' && 'retryAfter' in fault)
      return send(response, limitRate(fault.retryAfter));
    const answer = tryCall(() => {
      if (typeof fault === 'object') throw new DiscordError(fault.error.status, fault.error.code);
      if (!found) throw new DiscordError(404, 0, [`the double has no ${name}`]);
      const { authorization = '' } = incoming.headers;
      if (found.route.asBot && !isToken(authorization.replace(/^Bot /, ''))) throw new DiscordError(401, 0);
      return found.route.handle({ params: found.params, query: url.searchParams, request });
    });
    if (fault === 'lost_reply') return void incoming.socket.destroy();
    if (fault === 'hangs') return;
    send(response, fault === 'http_500_done' ? { status: 500 } : answer);
  };

  return {
    calls,
    setFault: (next) => {
      rule = next;
    },
    handle,
  };
}
