import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ChatDeps } from '../../bot/chat/chat-deps.ts';
import { commands } from '../../bot/commands/index.ts';
import { makeContext } from '../../bot/sample-commands.ts';
import { eventsPath } from '../../bot/slack/manifest.ts';
import { type SlackPlatform, type SlackSettings, startSlack } from '../../bot/slack/start-slack.ts';
import { testDatabases } from '../../supabase/tests/harness.ts';
import type { Channel, SlackFront } from './front/front-types.ts';
import { startSlackFront } from './front/slack-front.ts';

const signingSecret = 'a-signing-secret-of-slack';
const ignore = () => undefined;

/** The bot as it runs in production but for its answers, with a fake Slack and a database of its own. */
export interface StartedBot {
  front: SlackFront;
  platform: SlackPlatform;
  close(): Promise<void>;
}

interface StartOptions {
  ask: ChatDeps['ask'];
  channels: Channel[];
  pace?: SlackSettings['pace'];
  /** What is done to Slack before the bot connects. */
  before?: (front: SlackFront) => void;
}

/** Starts the bot by HTTP, or by a socket. */
export async function startBot(
  by: 'http' | 'socket',
  { ask, channels, pace, before }: StartOptions,
): Promise<StartedBot> {
  const store = await testDatabases[0]?.open();
  if (!store) throw new Error('no test database');
  let url = '';
  const byHttp = by === 'http';
  const front = await startSlackFront({
    signingSecret,
    channels,
    ...(byHttp ? { requestUrl: () => url } : {}),
  });
  before?.(front);
  const deps: ChatDeps = {
    commands,
    ask,
    context: async () => makeContext('en'),
    roleOf: () => 'viewer',
    renderPng: async () => new Uint8Array([1]),
    db: async () => store.client,
    webUrl: 'https://shop.example',
    locale: 'en',
    log: { info: ignore, warn: ignore, error: ignore },
  };
  const platform = await startSlack(deps, {
    botToken: 'xoxb-test',
    appToken: byHttp ? null : 'xapp-test',
    signingSecret: byHttp ? signingSecret : null,
    apiUrl: front.apiUrl,
    ...(pace ? { pace } : {}),
  });
  const app = express();
  if (platform.routes) app.use(platform.routes);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${eventsPath}`;
  const close = async () => {
    await platform.stop(0);
    server.closeAllConnections();
    server.close();
    await front.close();
    await store.close();
  };
  return { front, platform, close };
}
