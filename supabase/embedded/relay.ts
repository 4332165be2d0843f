import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import type { RpcAnswer } from '../postgrest/answer-rpc.ts';
import { type AnswerRpc, readMethod, readTarget, refuseTarget } from '../postgrest/rpc-fetch.ts';

/** Lets the user's other processes call the store that this one holds: on the loopback only, with a token. */
export interface Relay {
  url: string;
  /** Takes no more calls and waits for those under way, up to 10 s. */
  close(): Promise<void>;
}

export interface RelaySettings {
  token: string;
  answer: AnswerRpc;
  /** Writes a backup of the store to a file, given by its absolute path. */
  backUp: (file: string) => Promise<void>;
}

/** Path that is asked for a backup: `{"file": "/absolute/path"}`. */
export const backupPath = '/store/backup';
const maxBodyBytes = 64 * 1024 * 1024;
const closeMs = 10_000;

/** Starts to listen on a port of the system's choice. */
export async function openRelay(settings: RelaySettings): Promise<Relay> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const underWay = new Set<Promise<void>>();
  let closing = false;

  server.on('request', (request, response) => {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort(new Error('The asking process has gone.'));
    });
    const work = (
      closing ? Promise.resolve(refuse(503, 'PGRST001', 'The store is closing.')) : answerRequest(request)
    )
      .catch((error: unknown) => refuse(500, 'XX000', error instanceof Error ? error.message : String(error)))
      .then((answer) => send(response, answer, closing))
      .finally(() => underWay.delete(work));
    underWay.add(work);

    function answerRequest(asked: IncomingMessage): Promise<RpcAnswer> {
      return route(asked, port, settings, gone.signal);
    }
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      closing = true;
      await Promise.race([Promise.all(underWay), later(closeMs, undefined, { ref: false })]);
      await shut(server);
    },
  };
}

async function route(
  request: IncomingMessage,
  port: number,
  { token, answer, backUp }: RelaySettings,
  signal: AbortSignal,
): Promise<RpcAnswer> {
  // A page in a browser that had its own name resolved to the loopback would send that name.
  if (request.headers.host !== `127.0.0.1:${port}`)
    return refuse(403, 'PGRST301', 'Not called by this name.');
  if (!sameText(readKey(request), token))
    return refuse(401, 'PGRST301', 'The token is not that of this store.');
  const path = request.url ?? '/';
  if (path === '/') return { status: 200, body: JSON.stringify({ pid: process.pid }) };
  const method = readMethod(request.method ?? '');
  const target = readTarget(path);
  if (!method || (!target && path !== backupPath)) return refuseTarget(path);
  const body = await readBody(request);
  if (body === undefined) return refuse(413, 'PGRST102', `A call may carry ${maxBodyBytes} bytes at most.`);
  if (target) return answer({ ...target, method, body, role: 'service_role' }, signal);
  const { file } = JSON.parse(body) as { file: string };
  await backUp(file);
  return { status: 200, body: 'null' };
}

function readKey(request: IncomingMessage): string {
  const { apikey, authorization } = request.headers;
  return typeof apikey === 'string' ? apikey : (authorization ?? '').replace(/^Bearer /, '');
}

/** Compares in a time that does not tell how much of the text was right. */
function sameText(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** The body as text; undefined when it is larger than allowed. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks).toString();
}

function refuse(status: number, code: string, message: string): RpcAnswer {
  return { status, body: JSON.stringify({ code, details: null, hint: null, message }) };
}

function send(response: ServerResponse, { status, body }: RpcAnswer, last: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  response.once('close', resolve);
  response.once('finish', resolve);
  if (last) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(status === 204 ? undefined : (body ?? undefined));
  return promise;
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
