import { createHmac } from 'node:crypto';

export interface SignOptions {
  url: string;
  secret: string;
  /** Unix seconds; now unless told. */
  timestamp?: number;
}

/** Sends a request as Slack signs it; a form where the body is one, else JSON. */
export async function sendSigned(
  body: Record<string, string> | { json: object },
  { url, secret, timestamp = Math.floor(Date.now() / 1_000) }: SignOptions,
): Promise<Response> {
  const isJson = 'json' in body && typeof body.json === 'object';
  const raw = isJson
    ? JSON.stringify(body.json)
    : new URLSearchParams(body as Record<string, string>).toString();
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${raw}`).digest('hex');
  return fetch(url, {
    method: 'POST',
    body: raw,
    headers: {
      'Content-Type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      'X-Slack-Request-Timestamp': String(timestamp),
      'X-Slack-Signature': `v0=${signature}`,
    },
  });
}
