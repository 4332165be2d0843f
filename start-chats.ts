import type { RequestHandler } from 'express';
import type { ChatDeps, Platform, PlatformState } from './bot/chat/chat-deps.ts';
import { SettingRefusedError } from './bot/chat/setting-error.ts';
import { eventsPath } from './bot/slack/manifest.ts';
import { type Config, ConfigError } from './config.ts';

/** The chat platforms that are set up, together. */
export interface Chats {
  /** Takes what platforms send by HTTP, before anything reads its body. */
  routes: RequestHandler;
  /** Each platform's state, by its name. */
  states(): Record<string, PlatformState>;
  /** Connects each platform. Throws SettingRefusedError where one does not accept a setting, after stopping the others. */
  start(deps: ChatDeps): Promise<void>;
  /** Finishes what is under way within the grace, in milliseconds. */
  stop(graceMs: number): Promise<void>;
}

/** Makes the chats of the settings: one that cannot be reached goes on trying, and holds up no other. */
export function createChats({ slack, discord }: Pick<Config, 'slack' | 'discord'>): Chats {
  const platforms = new Map<string, Platform>();
  // Slack is asked to come again while we are not ready: it may be sending already.
  let routes: RequestHandler | null = slack?.signingSecret ? refuseUntilReady : null;

  const starters: Record<string, ((deps: ChatDeps) => Promise<Platform>) | undefined> = {
    // Loaded where they are set up alone: together they take longer to load than everything else.
    Slack: slack
      ? async (deps) => {
          const { startSlack } = await import('./bot/slack/start-slack.ts');
          const started = await startSlack(deps, slack);
          routes = started.routes;
          return started;
        }
      : undefined,
    Discord: discord
      ? async (deps) => {
          const { startDiscord } = await import('./bot/discord/start-discord.ts');
          return startDiscord(deps, discord);
        }
      : undefined,
  };
  let starting: Promise<unknown> = Promise.resolve();
  const stop = async (graceMs: number) => {
    const end = Date.now() + graceMs;
    // What is just being started is there in seconds, and has to be stopped too.
    await starting;
    const left = Math.max(0, end - Date.now());
    await Promise.all([...platforms.values()].map((platform) => platform.stop(left)));
  };

  return {
    routes: (request, response, next) => (routes ? routes(request, response, next) : next()),
    states: () =>
      Object.fromEntries(
        Object.entries(starters).flatMap(([name, begin]): [string, PlatformState][] =>
          begin ? [[name, platforms.get(name)?.state() ?? 'connecting']] : [],
        ),
      ),
    start: async (deps) => {
      const started = Promise.allSettled(
        Object.entries(starters).map(async ([name, begin]) => {
          if (begin) platforms.set(name, await begin(deps));
        }),
      );
      starting = started;
      const failed = (await started).flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      );
      if (failed.length === 0) return;
      await stop(0);
      const refused = failed.filter((error) => error instanceof SettingRefusedError);
      throw refused.length < 2 ? failed[0] : new ConfigError(refused.map(({ message }) => message));
    },
    stop,
  };
}

const refuseUntilReady: RequestHandler = (request, response, next) => {
  if (request.path === eventsPath) response.status(503).end();
  else next();
};
