import { STATUS_CODES } from 'node:http';
import type { DatabaseRole, RpcAnswer, RpcRequest } from './answer-rpc.ts';

/** Answers a call; rejects only with the signal's reason, when it was aborted before it began. */
export type AnswerRpc = (request: RpcRequest, signal?: AbortSignal) => Promise<RpcAnswer>;

const prefix = '/rest/v1/rpc/';
const withoutBody = new Set([204, 205, 304]);

/** Reads the address of a call; undefined when it is not one. `target` is a path with its query string. */
export function readTarget(target: string): Pick<RpcRequest, 'name' | 'query'> | undefined {
  const { pathname, searchParams } = new URL(target, 'http://store');
  if (!pathname.startsWith(prefix)) return undefined;
  const name = decodeURIComponent(pathname.slice(prefix.length));
  return name && !name.includes('/') ? { name, query: [...searchParams] } : undefined;
}

/** The methods by which a function can be called. */
export function readMethod(method: string): RpcRequest['method'] | undefined {
  return (['POST', 'GET', 'HEAD'] as const).find((known) => known === method);
}

/**
 * Makes the `fetch` that supabase-js is given in place of a network: calls of functions are answered, anything else
 * is refused as PostgREST would refuse it. `roleOf` says for whom a key speaks.
 */
export function createRpcFetch(
  answer: AnswerRpc,
  roleOf: (key: string) => DatabaseRole = () => 'service_role',
): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const target = readTarget(url.pathname + url.search);
    const method = readMethod(init?.method ?? 'GET');
    const signal = init?.signal ?? undefined;
    if (!target || !method) return toResponse(refuseTarget(url.pathname));
    signal?.throwIfAborted();
    const role = roleOf(new Headers(init?.headers).get('apikey') ?? '');
    const body = typeof init?.body === 'string' ? init.body : '';
    return toResponse(await answer({ ...target, method, body, role }, signal));
  };
}

/** What is answered for an address that is no function's. */
export function refuseTarget(path: string): RpcAnswer {
  const error = {
    code: 'PGRST205',
    details: null,
    hint: 'Only functions are reached over the interface: /rest/v1/rpc/<name>.',
    message: `Could not find ${path} in the schema cache`,
  };
  return { status: 404, body: JSON.stringify(error) };
}

function toResponse({ status, body }: RpcAnswer): Response {
  return new Response(withoutBody.has(status) ? null : body, {
    status,
    statusText: STATUS_CODES[status] ?? '',
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
