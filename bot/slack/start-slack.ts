import { App, ExpressReceiver, type Logger, type Receiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { type RequestHandler, Router } from 'express';
import type { ChatDeps, Platform } from '../chat/chat-deps.ts';
import { createConnection } from '../chat/connection.ts';
import { createInbox } from '../chat/inbox.ts';
import { describeCause } from '../sort-errors.ts';
import { explainSocketFailure, identify } from './identify.ts';
import { keepFirst } from './keep-first.ts';
import type { Identity } from './listen-deps.ts';
import { listenToEvents } from './listen-events.ts';
import { listenToForms } from './listen-forms.ts';
import { listenToPresses } from './listen-presses.ts';
import { listenToQuestions } from './listen-questions.ts';
import { eventsPath } from './manifest.ts';
import { sayFailed } from './say-failed.ts';
import { performSlackEvent, type SlackEvent, slackEventSchema } from './slack-event.ts';
import { createSlackLogger } from './slack-logger.ts';
import { createSocketLink } from './socket-link.ts';

export interface SlackSettings {
  /** `xoxb-…`. */
  botToken: string;
  /** `xapp-…` for Socket Mode; null where Slack sends its requests to us. */
  appToken: string | null;
  /** By which Slack signs its requests; null in Socket Mode. */
  signingSecret: string | null;
  /** Slack's web API, with a slash at its end. */
  apiUrl: string;
  /** How often the connection is looked after, in milliseconds. */
  pace?: { checkEveryMs: number; tryAgainMs: number };
}

export interface SlackPlatform extends Platform {
  /** Takes Slack's requests, before anything reads their bodies; null in Socket Mode. */
  routes: RequestHandler | null;
}

/** How long after its event a question may be answered, in seconds: Slack takes answers to it for half an hour. */
const maxAgeSeconds = 25 * 60;
/** Seconds by which Slack's clock may be ahead of ours. */
const clockSkew = 60;

/**
 * Connects to Slack and answers there until it is stopped. While Slack cannot be reached it goes on trying. Throws
 * SettingRefusedError where Slack does not accept a token.
 */
export async function startSlack(deps: ChatDeps, settings: SlackSettings): Promise<SlackPlatform> {
  const { apiUrl, appToken, botToken } = settings;
  const logger = createSlackLogger(deps.log);
  const clientOptions = {
    slackApiUrl: apiUrl,
    logger,
    // Our own policy in place of the library's, which posts again what may be there already.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  };
  const client = new WebClient(botToken, clientOptions);
  let identity: Identity | null = null;
  let stopped = false;
  /** It is looked for what other processes left. */
  let isLooking = false;
  const getIdentity = (): Identity => {
    if (!identity) throw new Error('Slack is not connected yet');
    return identity;
  };

  const link =
    appToken === null
      ? null
      : createSocketLink({ appToken, apiUrl, logger, onClosed: () => connection.lost() });
  const http = link === null ? receiveByHttp(settings.signingSecret ?? '', logger) : null;
  const app = new App({
    receiver: keepFirst((link?.receiver ?? http) as Receiver),
    logger,
    clientOptions,
    authorize: async () => {
      const { teamId, botUserId, botId } = getIdentity();
      return { botToken, botId, botUserId, teamId };
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
    onFailed: async (job, key) => {
      if ('place' in job) await sayFailed(job, { client, key, log: deps.log });
    },
    maxAgeSeconds,
    log: deps.log,
  });
  const isOurs = (teamId: string | undefined) => {
    const { teamId: ours } = getIdentity();
    // Also where the tokens are of two different workspaces.
    if (teamId !== ours)
      deps.log.warn({ platform: 'slack', teamId, ours }, 'of another workspace, not answered');
    return teamId === ours;
  };
  const listenDeps = { deps, client, inbox, identity: getIdentity, isOurs };
  for (const listen of [listenToQuestions, listenToPresses, listenToForms, listenToEvents]) {
    listen(app, listenDeps);
  }

  const connection = createConnection({
    platform: 'slack',
    ...{ checkEveryMs: 60_000, tryAgainMs: 5_000, ...settings.pace },
    log: deps.log,
    ensure: async () => {
      const isAgain = identity !== null;
      if (!isAgain) await getToKnow();
      if (stopped) return 'connecting';
      if (link && !link.isOpen()) {
        await link.connect().catch((error: unknown) => Promise.reject(explainSocketFailure(error)));
      } else if (isAgain) {
        // A token may be taken back at any time, and nothing that Slack sends would show it.
        await getToKnow();
      }
      if (!isLooking && !stopped) inbox.start();
      isLooking = true;
      return 'connected';
    },
  });
  const getToKnow = async () => {
    identity = await identify(client);
  };
  await connection.begin().catch(async (error: unknown) => {
    // Nobody stops what did not start.
    stopped = true;
    link?.close();
    await inbox.stop(0);
    throw error;
  });

  return {
    routes: http && acceptSlack(http.router, () => identity !== null && !stopped),
    state: connection.state,
    stop: async (graceMs) => {
      const end = Date.now() + graceMs;
      stopped = true;
      // The connection first: what was acknowledged is answered without it, and what comes goes to other processes.
      link?.close();
      await connection.end();
      link?.close();
      await inbox.stop(Math.max(0, end - Date.now()));
    },
  };
}

function receiveByHttp(signingSecret: string, logger: Logger): ExpressReceiver {
  return new ExpressReceiver({ signingSecret, endpoints: eventsPath, router: Router(), logger });
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
