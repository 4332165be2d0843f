import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { FrontOptions, SlackFront } from './front-types.ts';
import { startSlackFront } from './slack-front.ts';

const signingSecret = 'a-secret-for-tests';
const nothing = () => {};

/** Lost connections are what these tests are about: nobody needs to read of them. */
const logger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

/** A front with what talks to it: the real SDKs. */
export interface FrontApp {
  front: SlackFront;
  client: WebClient;
  app: App;
  close(): Promise<void>;
}

export function clientOf(front: Pick<SlackFront, 'apiUrl'>, token = 'xoxb-test'): WebClient {
  return new WebClient(token, {
    slackApiUrl: front.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  });
}

const appOptions = (front: SlackFront) => ({
  token: 'xoxb-test',
  logger,
  clientOptions: { slackApiUrl: front.apiUrl, retryConfig: { retries: 0 } },
});

/** Bolt's own receiver for HTTP, on a port of its own. */
export async function startHttpApp(options: FrontOptions = {}): Promise<FrontApp> {
  let port = 0;
  const requestUrl = () => `http://127.0.0.1:${port}/slack/events`;
  const front = await startSlackFront({ signingSecret, requestUrl, ...options });
  const receiver = new ExpressReceiver({ signingSecret, logger });
  const app = new App({ ...appOptions(front), receiver });
  const server: Server = createServer(receiver.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await front.close();
  };
  return { front, client: clientOf(front), app, close };
}

/** Bolt connected by Socket Mode, quick to connect again. */
export async function startSocketApp(): Promise<FrontApp> {
  const front = await startSlackFront();
  const { clientOptions } = appOptions(front);
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-test',
    clientPingTimeout: 50,
    logger,
    installerOptions: { clientOptions },
  });
  const app = new App({ ...appOptions(front), receiver });
  await app.start();
  const close = async () => {
    await app.stop();
    await front.close();
  };
  return { front, client: clientOf(front), app, close };
}

/** Slack's word for what went wrong, the SDK's where there is none, or 'ok'. */
export const errorOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { data?: { error?: string }; code?: string }) => error.data?.error ?? error.code ?? 'unknown',
  );

export const text = (words: string) => ({ type: 'plain_text', text: words }) as const;

export const section = (words: string) =>
  ({ type: 'section', text: { type: 'mrkdwn', text: words } }) as const;

export const button = (actionId: string) => ({
  type: 'actions' as const,
  block_id: 'buttons',
  elements: [{ type: 'button' as const, action_id: actionId, text: text('More'), value: 'ref-1' }],
});
