import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeSocket, openFakeSocket } from './fake-socket.ts';
import { asJson, asText, type Json, parseJson } from './json.ts';
import { handRules, loadSlackRules } from './validate-blocks.ts';

/** What goes wrong with one call, before or after it is done. */
export type Fault =
  | 'lost_reply'
  | 'lost_request'
  | 'http_500'
  | 'http_500_done'
  | { retryAfter: number }
  | { error: string };

/** `count` includes this call: the first one of a method sees 1. */
export type FaultRule = (method: string, body: Json, count: number) => Fault | undefined;

export interface SeenMessage {
  ts: string;
  channel: string;
  /** The only person who sees it; null where the channel does. */
  user: string | null;
  text: string;
  blocks: unknown[];
  metadata: unknown;
  edits: number;
}

export interface FakeSlack {
  apiUrl: string;
  /** What people see now, in order. */
  messages: SeenMessage[];
  calls: { method: string; body: Json }[];
  /** Socket Mode. */
  socket: FakeSocket;
  /** Modals that were opened. */
  views: Json[];
  /** What was refused for what it holds. */
  refused: string[];
  /** How often `files.info` says nothing of a new file yet. */
  filesNotReady: number;
  setFault(rule: FaultRule | undefined): void;
  /** A response URL for a command in a channel, or of a button in a message. */
  responseUrl(channel: string, user: string, pressed?: string): string;
  close(): Promise<void>;
}

const rules = loadSlackRules() ?? handRules;

/** The parts of Slack's web API that send messages and pictures, on loopback, with what it checks and how it fails. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const messages: SeenMessage[] = [];
  const calls: FakeSlack['calls'] = [];
  const refused: string[] = [];
  const views: Json[] = [];
  const responses: { channel: string; user: string; pressed: string | undefined; uses: number }[] = [];
  const files = new Map<string, number>();
  let rule: FaultRule | undefined;
  let clock = 0;
  let base = '';

  const nextTs = () => {
    clock += 1;
    return `1.${String(clock).padStart(6, '0')}`;
  };

  const findProblem = (body: Json): string | undefined => {
    const problems = rules.message(body);
    const shown = JSON.stringify(body['blocks'] ?? []).matchAll(/"slack_file":\{"id":"(\w*)"/g);
    for (const [, id = ''] of shown) {
      if ((files.get(id) ?? 1) > 0) problems.push(`invalid slack file ${id}`);
    }
    if (problems.length === 0) return undefined;
    refused.push(...problems);
    return 'invalid_blocks';
  };

  const add = (body: Json, channel: string, user: string | null): Json => {
    const error = findProblem(body);
    if (error) return { ok: false, error };
    const blocks = (body['blocks'] ?? []) as unknown[];
    const message = { ts: nextTs(), channel, user, text: asText(body['text']), blocks, edits: 0 };
    messages.push({ ...message, metadata: body['metadata'] });
    return { ok: true, ts: message.ts, channel };
  };

  const change = (body: Json, ts: string): Json => {
    const error = findProblem(body);
    const message = messages.find((known) => known.ts === ts);
    if (error || !message) return { ok: false, error: error ?? 'message_not_found' };
    message.text = asText(body['text']);
    message.blocks = (body['blocks'] ?? []) as unknown[];
    message.metadata = body['metadata'];
    message.edits += 1;
    return { ok: true, ts };
  };

  const methods: Record<string, (body: Json) => Json> = {
    'apps.connections.open': () => ({ ok: true, url: `${base.replace('http', 'ws')}/socket` }),
    'auth.test': () => ({ ok: true, team_id: 'T0001', user_id: 'U0BOT', bot_id: 'B0001' }),
    'chat.postMessage': (body) => add(body, asText(body['channel']), null),
    'chat.postEphemeral': (body) => add(body, asText(body['channel']), asText(body['user'])),
    'chat.update': (body) => change(body, asText(body['ts'])),
    'chat.delete': ({ ts }) => {
      const at = messages.findIndex((known) => known.ts === ts);
      if (at < 0) return { ok: false, error: 'message_not_found' };
      messages.splice(at, 1);
      return { ok: true, ts };
    },
    'views.open': (body) => {
      const view = asJson(body['view']);
      const problems = rules.view(view);
      refused.push(...problems);
      if (problems.length > 0) return { ok: false, error: 'invalid_arguments' };
      views.push(view);
      return { ok: true, view: { id: `V${views.length}` } };
    },
    'conversations.history': (body) => ({
      ok: true,
      messages: messages
        .filter(({ channel, user }) => channel === body['channel'] && user === null)
        .toReversed(),
    }),
    'files.getUploadURLExternal': () => {
      const id = `F${files.size + 1}`;
      files.set(id, fake.filesNotReady);
      return { ok: true, file_id: id, upload_url: `${base}/upload/${id}` };
    },
    'files.completeUploadExternal': (body) => ({
      ok: true,
      files: (parseJson(asText(body['files'])) as Json[]).map(({ id }) => ({ id })),
    }),
    'files.info': ({ file }) => {
      const left = files.get(asText(file)) ?? 0;
      files.set(asText(file), Math.max(0, left - 1));
      return { ok: true, file: { id: file, ...(left > 0 ? {} : { mimetype: 'image/png' }) } };
    },
  };

  /** A command's response URL only ever adds a message; a button's may replace the one that was pressed. */
  const respond = (index: number, body: Json): { status: number; answer: string } => {
    const response = responses[index];
    if (!response) return { status: 404, answer: 'expired_url' };
    response.uses += 1;
    if (response.uses > 5) return { status: 404, answer: 'used_url' };
    const { channel, user, pressed } = response;
    const done =
      pressed !== undefined && body['replace_original'] === true
        ? change(body, pressed)
        : add(body, channel, body['response_type'] === 'in_channel' ? null : user);
    return done['ok'] ? { status: 200, answer: 'ok' } : { status: 400, answer: asText(done['error']) };
  };

  const counts = new Map<string, number>();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    let raw = '';
    for await (const chunk of request) raw += String(chunk);
    const [, kind, name = ''] = (request.url ?? '').split('/');
    if (kind === 'upload') return response.end('OK');
    const method = kind === 'response' ? 'response_url' : name;
    const isJson = String(request.headers['content-type']).startsWith('application/json');
    const body = isJson ? asJson(parseJson(raw)) : readForm(raw);
    const count = (counts.get(method) ?? 0) + 1;
    counts.set(method, count);
    calls.push({ method, body });
    const fault = rule?.(method, body, count);
    if (fault === 'lost_request') return request.socket.destroy();
    if (fault === 'http_500') return response.writeHead(500).end();
    if (typeof fault === 'object' && 'retryAfter' in fault) {
      return response.writeHead(429, { 'Retry-After': String(fault.retryAfter) }).end('{"ok":false}');
    }
    if (typeof fault === 'object') return response.end(JSON.stringify({ ok: false, error: fault.error }));
    const { status, answer } =
      method === 'response_url'
        ? respond(Number(name), body)
        : {
            status: 200,
            answer: JSON.stringify(methods[method]?.(body) ?? { ok: false, error: 'unknown_method' }),
          };
    if (fault === 'lost_reply') return request.socket.destroy();
    return response.writeHead(fault === 'http_500_done' ? 500 : status).end(answer);
  };

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const socket = openFakeSocket(server);

  const fake: FakeSlack = {
    apiUrl: `${base}/api/`,
    messages,
    calls,
    refused,
    views,
    socket,
    filesNotReady: 0,
    setFault: (next) => {
      rule = next;
    },
    responseUrl: (channel, user, pressed) => {
      responses.push({ channel, user, pressed, uses: 0 });
      return `${base}/response/${responses.length - 1}`;
    },
    close: async () => {
      socket.drop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

/** WebClient sends forms in which whatever is no text is JSON. */
function readForm(raw: string): Json {
  const fields = [...new URLSearchParams(raw)].map(([key, value]) => [
    key,
    /^[[{]/.test(value) && key !== 'files' ? parseJson(value) : value,
  ]);
  return Object.fromEntries(fields);
}
