import type { Logger } from '@slack/bolt';
import type { Log } from '../chat/chat-deps.ts';

/** What whoever looks after the connection says, once and with its cause. */
const toldOtherwise = /^(http request failed|WebSocket error|Failed to retrieve a new WSS URL)/;

/** Slack's libraries log into ours, without what they quote of requests: it may hold tokens and what people wrote. */
export function createSlackLogger(log: Log): Logger {
  const write = (level: 'warn' | 'error') => (first: unknown) => {
    const message = first instanceof Error ? first.message : String(first);
    if (toldOtherwise.test(message)) return;
    log[level]({ platform: 'slack' }, message.split('\n')[0]?.slice(0, 200) ?? '');
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName: () => undefined,
  };
}
