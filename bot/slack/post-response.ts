import { ResponseUrlError } from './failures.ts';
import type { SlackMessage } from './present-answer.ts';

export interface ResponseOptions {
  /** `in_channel`: everyone sees it. */
  visible: 'in_channel' | 'ephemeral';
  /**
   * Takes the place of the message whose button was pressed. The response URL of a slash command never replaces
   * anything: every use of it is a new message.
   */
  replaces: boolean;
  /** The thread that a new message stands in; null in the channel itself. */
  thread: string | null;
  timeoutMs?: number;
}

/** Sends a message by a response URL. Throws ResponseUrlError, or what the socket throws. */
export async function postResponse(
  responseUrl: string,
  message: SlackMessage,
  { visible, replaces, thread, timeoutMs = 10_000 }: ResponseOptions,
): Promise<void> {
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      ...message,
      response_type: visible,
      replace_original: replaces,
      ...(thread === null || replaces ? {} : { thread_ts: thread }),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = (await response.text()).slice(0, 200);
  if (response.ok) return;
  const retryAfter = Number(response.headers.get('retry-after'));
  throw new ResponseUrlError(response.status, answer, retryAfter > 0 ? retryAfter * 1_000 : null);
}
