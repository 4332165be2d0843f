import { App, ExpressReceiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { type RequestHandler, Router } from 'express';
import { attempt } from '../chat/attempt.ts';
import type { ChatDeps, Platform, PlatformState } from '../chat/chat-deps.ts';
import { createInbox } from '../chat/inbox.ts';
import { SettingRefusedError } from '../chat/setting-error.ts';
import { describeCause } from '../sort-errors.ts';
import { isTokenRefusal, judgeSlack, refusalOf } from './failures.ts';
import type { Identity } from './listen-deps.ts';
import { listenToEvents } from './listen-events.ts';
import { listenToForms } from './listen-forms.ts';
import { listenToPresses } from './listen-presses.ts';
import { listenToQuestions } from './listen-questions.ts';
import { eventsPath } from './manifest.ts';
import { performSlackEvent, type SlackEvent, slackEventSchema } from './slack-event.ts';
import { createSlackLogger } from './slack-logger.ts';

export interface SlackSettings {
  /** `xoxb-…`. */
  botToken: string;
  /** `xapp-…` for Socket Mode; null where Slack sends its requests to us. */
  appToken: string | null;
  /** By which Slack signs its requests; null in Socket Mode. */
  signingSecret: string | null;
  /** Slack's web API, with a slash at its end. */
  apiUrl: string;
}

export interface SlackPlatform extends Platform {
  /** Takes Slack's requests, before anything reads their bodies; null in Socket Mode. */
  routes: RequestHandler | null;
}

/** Seconds by which Slack's clock may be ahead of ours. */
const clockSkew = 60;
const connectAgainMs = 5_000;

/**
 * Connects to Slack and answers there until it is stopped. While Slack cannot be reached it goes on trying. Throws
 * SettingRefusedError where Slack does not accept a token.
 */
export async function startSlack(deps: ChatDeps, settings: SlackSettings): Promise<SlackPlatform> {
  const logger = createSlackLogger(deps.log);
  const clientOptions = {
    slackApiUrl: settings.apiUrl,
    logger,
    // Our own policy in place of the library's, which posts again what may be there already.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  };
  const client = new WebClient(settings.botToken, clientOptions);
  let identity: Identity | null = null;
  let state: PlatformState = 'connecting';
  let stopped = false;

  const getIdentity = (): Identity => {
    if (!identity) throw new Error('Slack is not connected yet');
    return identity;
  };
  const socket =
    settings.appToken === null
      ? null
      : new SocketModeReceiver({
          appToken: settings.appToken,
          logger,
          // Also how long the library waits before it connects again, during which commands would fail.
          clientPingTimeout: 3_000,
          // The library has no other way to hand its socket the address of the web API.
          installerOptions: { clientOptions: { slackApiUrl: settings.apiUrl } },
        });
  const http =
    socket === null
      ? new ExpressReceiver({
          signingSecret: settings.signingSecret ?? '',
          endpoints: eventsPath,
          router: Router(),
          logger,
        })
      : null;
  const receiver = socket ?? http;
  if (!receiver) throw new Error('no way to receive');
  const app = new App({
    receiver,
    logger,
    clientOptions,
    authorize: async () => {
      const { teamId, botUserId, botId } = getIdentity();
      return { botToken: settings.botToken, botId, botUserId, teamId };
    },
  });
  app.error(async (error) =>
    deps.log.error({ platform: 'slack', err: describeCause(error) }, 'event failed'),
  );

  const inbox = createInbox<SlackEvent>({
    platform: 'slack',
    schema: slackEventSchema,
    db: deps.db,
    perform: (job, task) => performSlackEvent(deps, client, job, task),
    log: deps.log,
  });
  const isOurs = (teamId: string | undefined) => teamId === getIdentity().teamId;
  const listenDeps = { deps, client, inbox, identity: getIdentity, isOurs };
  for (const listen of [listenToQuestions, listenToPresses, listenToForms, listenToEvents]) {
    listen(app, listenDeps);
  }
  if (socket) {
    socket.client.on('connected', () => {
      state = 'connected';
    });
    socket.client.on('reconnecting', () => {
      state = 'reconnecting';
    });
  }

  const connect = async () => {
    identity = await identify(client);
    if (socket) await openSocket(socket, settings);
    state = 'connected';
    inbox.start();
  };
  const keepConnecting = async () => {
    while (!stopped) {
      await new Promise((resolve) => setTimeout(resolve, connectAgainMs).unref());
      if (stopped) return;
      try {
        return await connect();
      } catch (error) {
        state = error instanceof SettingRefusedError ? 'refused' : 'unreachable';
        deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'not connected');
      }
    }
  };
  try {
    await connect();
  } catch (error) {
    if (error instanceof SettingRefusedError) throw error;
    state = 'unreachable';
    deps.log.warn({ platform: 'slack', err: describeCause(error) }, 'not connected, trying again');
    void keepConnecting();
  }

  return {
    routes: http && acceptSlack(http.router, () => identity !== null && !stopped),
    state: () => state,
    stop: async (graceMs) => {
      stopped = true;
      // The socket first: what was acknowledged is answered without it, and what comes goes to other processes.
      await socket?.stop().catch(() => undefined);
      await inbox.stop(graceMs);
    },
  };
}

/** Refuses what Slack stamped ahead of our time, and asks it to come again while we are not ready. */
function acceptSlack(router: RequestHandler, isReady: () => boolean): RequestHandler {
  return (request, response, next) => {
    if (request.path !== eventsPath) return next();
    const ahead = Number(request.headers['x-slack-request-timestamp']) - Date.now() / 1_000;
    if (ahead > clockSkew) return void response.status(401).end();
    if (!isReady()) return void response.status(503).end();
    return router(request, response, next);
  };
}

async function identify(client: WebClient): Promise<Identity> {
  try {
    const tested = await attempt(() => client.auth.test(), {
      judge: judgeSlack,
      repeatable: true,
      withinMs: 3_000,
    });
    return {
      teamId: tested.team_id ?? '',
      botUserId: tested.user_id ?? '',
      botId: tested.bot_id ?? '',
    };
  } catch (error) {
    if (!isTokenRefusal(error)) throw error;
    throw new SettingRefusedError(
      'SLACK_BOT_TOKEN',
      `Slack does not accept it (${refusalOf(error)}). The Bot User OAuth Token begins with xoxb-: api.slack.com/apps, your app, OAuth & Permissions`,
    );
  }
}

async function openSocket(socket: SocketModeReceiver, { appToken, apiUrl }: SlackSettings): Promise<void> {
  const client = new WebClient(appToken ?? '', {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    timeout: 10_000,
  });
  try {
    // The library would try a refused token again and again.
    await client.apps.connections.open({});
  } catch (error) {
    if (!isTokenRefusal(error) && refusalOf(error) !== 'not_allowed_token_type') throw error;
    throw new SettingRefusedError(
      'SLACK_APP_TOKEN',
      `Slack does not accept it (${refusalOf(error)}). The App-Level Token begins with xapp- and has the scope connections:write: api.slack.com/apps, your app, Basic Information`,
    );
  }
  await socket.start();
}
