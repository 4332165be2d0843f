import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { asJson, asText, type Json, parseJson } from '../../json.ts';
import { receiveUpload } from './file-methods.ts';
import type { Call, Fault, FaultRule } from './front-types.ts';
import type { ResponseUrls } from './response-urls.ts';
import { fail, type Method, type Workspace } from './workspace.ts';

interface Answer {
  status: number;
  text: string;
  headers?: Record<string, string>;
}

/** The arguments that WebClient writes as JSON into a form. */
const jsonFields = new Set(['blocks', 'attachments', 'metadata', 'view', 'unfurls', 'files']);

function readArguments(raw: Buffer, contentType: string): Json {
  if (contentType.startsWith('application/json')) return asJson(parseJson(raw.toString()));
  const fields = [...new URLSearchParams(raw.toString())].map(([key, value]) => [
    key,
    jsonFields.has(key) ? (parseJson(value) ?? value) : value,
  ]);
  return Object.fromEntries(fields);
}

function nameFault(fault: Fault): string {
  if (typeof fault === 'string') return `fault:${fault}`;
  if ('error' in fault) return fault.error;
  return 'retryAfter' in fault ? 'ratelimited' : 'fault:delay';
}

/** Every token but the right one for the method is refused, in Slack's words. */
function checkToken(workspace: Workspace, method: string, token: string): string | undefined {
  const { appToken, botToken } = workspace;
  if (!token) return 'not_authed';
  if (token !== appToken && token !== botToken) return 'invalid_auth';
  if (workspace.revoked) return 'token_revoked';
  const wanted = method === 'apps.connections.open' ? appToken : botToken;
  return token === wanted || method === 'auth.test' ? undefined : 'not_allowed_token_type';
}

/** The HTTP side of the fake: reads a call, spoils it as told, does it and answers. */
export function serveApi(
  workspace: Workspace,
  methods: Record<string, Method>,
  responses: ResponseUrls,
): { server: Server; setFault(next: FaultRule | undefined): void } {
  const counts = new Map<string, number>();
  let rule: FaultRule | undefined;

  function doMethod(method: string, body: Json, token: string): Answer {
    const refusal = checkToken(workspace, method, token);
    const known = methods[method];
    const result = refusal ? fail(refusal) : (known?.(body) ?? fail('unknown_method'));
    return { status: 200, text: JSON.stringify(result), headers: { 'Content-Type': 'application/json' } };
  }

  /** Undefined where the connection must be cut off instead. */
  async function spoil(fault: Fault | undefined, work: () => Promise<Answer>): Promise<Answer | undefined> {
    if (fault === 'lost_request') return undefined;
    if (fault === 'http_500') return { status: 500, text: 'internal error' };
    if (typeof fault === 'object' && 'retryAfter' in fault) {
      const headers = { 'Retry-After': String(fault.retryAfter), 'Content-Type': 'application/json' };
      return { status: 429, text: JSON.stringify(fail('ratelimited')), headers };
    }
    if (typeof fault === 'object' && 'error' in fault) {
      return {
        status: 200,
        text: JSON.stringify(fail(fault.error)),
        headers: { 'Content-Type': 'application/json' },
      };
    }
    if (typeof fault === 'object') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    const answer = await work();
    if (fault === 'lost_reply') return undefined;
    return fault === 'http_500_done' ? { status: 500, text: 'internal error' } : answer;
  }

  function nameOutcome(answer: Answer | undefined): string {
    const result = asJson(parseJson(answer?.text ?? ''));
    if (typeof result['ok'] === 'boolean') return result['ok'] ? 'ok' : asText(result['error']);
    return answer?.status === 200 ? 'ok' : (answer?.text ?? '');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readAll(request);
    const contentType = request.headers['content-type'] ?? '';
    const url = new URL(request.url ?? '/', 'http://front');
    const [, kind = '', ...rest] = url.pathname.split('/');
    const name = rest.at(-1) ?? '';
    const body: Json = kind === 'upload' ? { file: name } : readArguments(raw, contentType);
    for (const [key, value] of url.searchParams) body[key] ??= value;
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? asText(body['token']);
    delete body['token'];

    const method = { response: 'response_url', upload: 'upload' }[kind] ?? name;
    const count = (counts.get(method) ?? 0) + 1;
    counts.set(method, count);
    const call: Call = { method, body, outcome: 'under way' };
    workspace.calls.push(call);
    const work = async (): Promise<Answer> => {
      if (kind === 'response') return responses.answer(name, body);
      if (kind === 'upload') return receiveUpload(workspace, name, { raw, contentType });
      return doMethod(method, body, token);
    };
    const fault = rule?.(method, body, count);
    const answer = await spoil(fault, work);
    const isDelay = typeof fault === 'object' && 'delayMs' in fault;
    call.outcome = fault === undefined || isDelay ? nameOutcome(answer) : nameFault(fault);
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.text);
    else request.socket.destroy();
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const problems = [`the front itself failed: ${String(error)}`];
      workspace.refused.push({ method: request.url ?? '', error: 'front_failed', problems, body: {} });
      response.writeHead(500).end();
    });
  });
  return {
    server,
    setFault: (next) => {
      rule = next;
    },
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
