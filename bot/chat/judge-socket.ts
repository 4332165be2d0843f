import type { Verdict } from './attempt.ts';

/** Of a socket: the request never left. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
]);

/** What a failure between us and a platform means for trying again: unless the request never left, nobody knows. */
export function judgeSocket(error: unknown): Verdict {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && neverLeft.has(String(cause.code))) return { kind: 'not_done' };
  }
  return { kind: 'unsure' };
}
