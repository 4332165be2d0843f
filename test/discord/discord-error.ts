import type { Json } from '../json.ts';

/** Discord's words for its error codes. */
const messages: Record<number, string> = {
  0: '401: Unauthorized',
  10003: 'Unknown Channel',
  10004: 'Unknown Guild',
  10007: 'Unknown Member',
  10008: 'Unknown Message',
  10015: 'Unknown Webhook',
  10062: 'Unknown interaction',
  20028: 'The write action you are performing on the channel has hit the write rate limit.',
  40005: 'Request entity too large',
  40060: 'Interaction has already been acknowledged.',
  50001: 'Missing Access',
  50006: 'Cannot send an empty message',
  50007: 'Cannot send messages to this user',
  50013: 'Missing Permissions',
  50027: 'Invalid Webhook Token',
  50035: 'Invalid Form Body',
  50109: 'The request body contains invalid JSON.',
};

/** What Discord answers when it does not do what it is asked. */
export class DiscordError extends Error {
  override name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly problems: string[];

  constructor(status: number, code: number, problems: string[] = []) {
    super(messages[code] ?? 'Error');
    this.status = status;
    this.code = code;
    this.problems = problems;
  }

  toBody(): Json {
    if (this.problems.length === 0) return { message: this.message, code: this.code };
    const errors = this.problems.map((message) => ({ code: 'REFUSED', message }));
    return { message: this.message, code: this.code, errors: { _errors: errors } };
  }
}
