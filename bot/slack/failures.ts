import type { Verdict } from '../chat/attempt.ts';
import { judgeSocket } from '../chat/judge-socket.ts';

/** A response URL that did not take a message. */
export class ResponseUrlError extends Error {
  readonly status: number;
  /** What Slack answered, such as `used_url`. */
  readonly answer: string;
  readonly retryAfterMs: number | null;

  constructor(status: number, answer: string, retryAfterMs: number | null) {
    super(`response URL: ${status} ${answer}`);
    this.name = 'ResponseUrlError';
    this.status = status;
    this.answer = answer;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Errors of Slack's own, after which nobody knows whether it was done. */
const ownFaults = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
const rateLimits = new Set(['ratelimited', 'rate_limited']);
interface WebApiError extends Error {
  code: string;
  data?: { error?: string };
  statusCode?: number;
  retryAfter?: number;
  original?: Error;
}

function isWebApiError(error: unknown): error is WebApiError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('slack_webapi_');
}

/** What Slack said no with, `channel_not_found`; null where it said nothing. */
export function refusalOf(error: unknown): string | null {
  if (error instanceof ResponseUrlError) return error.status < 500 ? error.answer : null;
  if (!isWebApiError(error)) return null;
  return error.code === 'slack_webapi_platform_error' ? (error.data?.error ?? null) : null;
}

/** What an error of Slack's web API, or of a response URL, means for trying again. */
export function judgeSlack(error: unknown): Verdict {
  if (error instanceof ResponseUrlError) {
    if (error.status === 429) return { kind: 'wait', ms: error.retryAfterMs ?? 1_000 };
    return { kind: error.status >= 500 ? 'unsure' : 'refused' };
  }
  if (!isWebApiError(error)) return judgeSocket(error);
  if (error.code === 'slack_webapi_rate_limited_error') {
    return { kind: 'wait', ms: (error.retryAfter ?? 1) * 1_000 };
  }
  if (error.code === 'slack_webapi_http_error') {
    return { kind: (error.statusCode ?? 500) >= 500 ? 'unsure' : 'refused' };
  }
  if (error.code === 'slack_webapi_request_error') return judgeSocket(error.original);
  const refusal = refusalOf(error) ?? '';
  if (rateLimits.has(refusal)) return { kind: 'wait', ms: 1_000 };
  return { kind: ownFaults.has(refusal) ? 'unsure' : 'refused' };
}

const contentRefusals =
  /^(invalid_blocks|invalid_blocks_format|invalid_attachments|msg_blocks_too_long|msg_too_long|slack_file)/;

/** Whether Slack refused what the message holds, so that a plainer one may be taken. */
export function isContentRefusal(error: unknown): boolean {
  return contentRefusals.test(refusalOf(error) ?? '');
}

/** Whether Slack said no, and will say no again: no fault of its own, no limit of the moment. */
export function isPermanentRefusal(error: unknown): boolean {
  return refusalOf(error) !== null && judgeSlack(error).kind === 'refused';
}

/** Whether Slack no longer knows our token: nothing can be sent by it until an operator acts. */
export function isTokenRefusal(error: unknown): boolean {
  return /^(invalid_auth|token_revoked|token_expired|account_inactive|not_authed)$/.test(
    refusalOf(error) ?? '',
  );
}
