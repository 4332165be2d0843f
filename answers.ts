import type { CommandContext } from './bot/command.ts';
import { commands } from './bot/commands/index.ts';
import { describeFreshness } from './bot/commands/shop-notes.ts';
import { type Ask, createDispatch } from './bot/dispatch.ts';
import { type Suggestions, suggest } from './bot/suggest.ts';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { Data } from './open-data.ts';
import type { Locale } from './renderers/locale.ts';
import type { Freshness } from './renderers/reply.ts';
import type { Actor, Context } from './services/context.ts';
import { getShopStatus } from './services/shop/index.ts';

export interface AnswersDeps {
  config: Config;
  log: Logger;
  data: () => Promise<Data>;
  now?: () => Date;
}

/** The bot over the data: what every way in asks. */
export interface Answers {
  ask: Ask;
  suggest(line: string, caret: number, locale: Locale): Promise<Suggestions>;
  freshness(locale: Locale): Promise<Freshness | null>;
  /** The context in which a person's line is read. */
  context(actor: Actor, locale: Locale): Promise<CommandContext>;
}

const anyone: Actor = { id: 'web:local', role: 'viewer' };

/** Wires the commands to the data that is open when a question comes. */
export function createAnswers({ config, log, data, now = () => new Date() }: AnswersDeps): Answers {
  const context = async (actor: Actor): Promise<Context> => {
    const { db, timeZone, currency, demo } = await data();
    return { db, now, timeZone, currency, demo, actor };
  };
  const freshness = async (asked: Context, locale: Locale): Promise<Freshness | null> =>
    describeFreshness({ ...asked, locale }, await getShopStatus(asked));
  return {
    ask: createDispatch({ commands, context, log, locale: config.locale, freshness }),
    suggest: async (line, caret, locale) =>
      suggest({ line, caret, commands, locale, context: { ...(await context(anyone)), locale } }),
    freshness: async (locale) => freshness(await context(anyone), locale),
    context: async (actor, locale) => ({ ...(await context(actor)), locale }),
  };
}
