import { createHmac, randomUUID } from 'node:crypto';
import { asJson, isJson, type Json, parseJson } from '../../json.ts';
import type { Delivery } from './front-types.ts';
import type { Envelope, SocketHub } from './socket-hub.ts';

interface HttpRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Parcel {
  type: Envelope['type'];
  payload: Json;
  /** Unix seconds to sign with; now unless told. */
  timestamp?: number | undefined;
  retryNum?: number | undefined;
}

export interface SenderOptions {
  secret: string;
  requestUrl: (() => string) | undefined;
  sockets: SocketHub;
}

function sign(secret: string, body: string, timestamp: number): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** How each kind of request is written over HTTP. */
function writeBody({ type, payload }: Parcel): string {
  if (type === 'events_api') return JSON.stringify(payload);
  const fields =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  return new URLSearchParams(fields).toString();
}

async function post(request: HttpRequest): Promise<Delivery> {
  const { url, headers, body } = request;
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    return { status: response.status, body: parseJson(text) ?? text, request };
  } catch {
    return { status: 0, body: '', request };
  }
}

/** Carries requests to the app, by whichever way it is connected, and says how they were acknowledged. */
export function openSender({ secret, requestUrl, sockets }: SenderOptions) {
  async function push(envelope: Envelope): Promise<Delivery> {
    const ack = await sockets.send(envelope);
    return { status: ack ? 200 : 0, body: ack?.payload ?? '', request: envelope };
  }

  function makeRequest(
    body: string,
    timestamp: number,
    signature = sign(secret, body, timestamp),
  ): HttpRequest {
    if (!requestUrl) throw new Error('the front was given no requestUrl');
    const contentType = body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded';
    const headers = {
      'Content-Type': contentType,
      'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'X-Slack-Request-Timestamp': String(timestamp),
      'X-Slack-Signature': signature,
    };
    return { url: requestUrl(), headers, body };
  }

  return {
    send(parcel: Parcel): Promise<Delivery> {
      const { type, payload, retryNum, timestamp = Math.floor(Date.now() / 1_000) } = parcel;
      if (!requestUrl || sockets.count() > 0) {
        const accepts_response_payload = type !== 'events_api';
        return push({ envelope_id: randomUUID(), type, payload, accepts_response_payload });
      }
      const request = makeRequest(writeBody(parcel), timestamp);
      if (retryNum !== undefined) {
        request.headers['X-Slack-Retry-Num'] = String(retryNum);
        request.headers['X-Slack-Retry-Reason'] = 'http_timeout';
      }
      return post(request);
    },
    /** The same again, signature and all; an envelope has an id of its own each time. */
    resend({ request }: Delivery): Promise<Delivery> {
      return isJson(request) && 'envelope_id' in request
        ? push({ ...(request as unknown as Envelope), envelope_id: randomUUID() })
        : post(asJson(request) as unknown as HttpRequest);
    },
    raw: (input: { body: string; timestamp: number; signature?: string }): Promise<Delivery> =>
      post(makeRequest(input.body, input.timestamp, input.signature)),
  };
}
