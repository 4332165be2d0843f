import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger };

/**
 * Makes the log: structured lines on standard error, which leaves standard output to answers. Without LOG_LEVEL a
 * server that no one watches says everything an operator wants, and all else only what went wrong.
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, isServer: boolean): Logger {
  const level = logLevel ?? (isServer && !process.stderr.isTTY ? 'info' : 'warn');
  const target = pino.destination({ dest: 2, sync: true });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, target);
}
