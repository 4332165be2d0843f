import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger };

/** Makes the log: structured lines on standard error, which leaves standard output to answers. */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const level = logLevel ?? (process.stderr.isTTY ? 'warn' : 'info');
  const target = pino.destination({ dest: 2, sync: true });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, target);
}
