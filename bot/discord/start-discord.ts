import { type APIInteraction, type REST, Routes } from 'discord.js';
import { attempt } from '../chat/attempt.ts';
import type { ChatDeps, Platform, PlatformState } from '../chat/chat-deps.ts';
import { chatTexts } from '../chat/chat-texts.ts';
import { createConnection } from '../chat/connection.ts';
import { createInbox } from '../chat/inbox.ts';
import { SettingRefusedError } from '../chat/setting-error.ts';
import { within } from '../chat/within.ts';
import { describeCause } from '../sort-errors.ts';
import type { Acknowledgement } from './acknowledge.ts';
import { addPrivateLine } from './deliver.ts';
import { isTokenRefusal, judgeDiscord } from './failures.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { createGatewayLease } from './gateway-lease.ts';
import { type DiscordJob, discordJobSchema } from './job.ts';
import { createKeepRegistered } from './keep-registered.ts';
import { handleInteraction } from './listen.ts';
import { createMembership } from './membership.ts';
import { performDiscordJob } from './perform.ts';
import { createRest } from './rest.ts';

export interface DiscordSettings {
  /** The bot's token. */
  token: string;
  /** The servers whose people are answered. */
  guildIds: readonly string[];
  /** Discord's API, without a slash at its end. */
  apiUrl: string;
  /** How often the lease is renewed or asked for, and a lost connection tried again, in milliseconds. */
  checkEveryMs?: number;
}

/** How long after it an interaction may be answered, in seconds: a minute less than Discord allows. */
const maxAgeSeconds = 14 * 60;
/** Longest that a stop waits for what only others profit from, in milliseconds. */
const endWithinMs = 1_000;
/** Checks for which a gateway may be without connection before another replica may try. */
const unconnectedChecks = 3;

/** The application that a token is of. Throws SettingRefusedError where Discord does not accept it. */
export async function identify(rest: REST): Promise<string> {
  try {
    const application = await attempt(
      () => rest.get(Routes.currentApplication()) as Promise<{ id: string }>,
      {
        judge: judgeDiscord,
        repeatable: true,
        withinMs: 3_000,
      },
    );
    return application.id;
  } catch (error) {
    if (!isTokenRefusal(error)) throw error;
    throw new SettingRefusedError(
      'DISCORD_TOKEN',
      'Discord does not accept it. The token is at discord.com/developers/applications, your app, Bot, Reset Token',
    );
  }
}

/**
 * Connects to Discord and answers there until it is stopped; of several replicas one holds the gateway. While Discord
 * cannot be reached it goes on trying. Throws SettingRefusedError where Discord does not accept the token.
 */
export async function startDiscord(deps: ChatDeps, settings: DiscordSettings): Promise<Platform> {
  const rest = createRest(settings);
  const membership = createMembership(rest, settings.guildIds);
  const lease = createGatewayLease(deps);
  const keepRegistered = createKeepRegistered(rest, deps);
  const { checkEveryMs = 5_000 } = settings;
  const owed = new Map<string, Acknowledgement>();
  let gatewayState: PlatformState = 'connecting';
  /** Since when the gateway has not been connected. */
  let unconnectedSince = Date.now();
  let applicationId: string | null = null;
  let gateway: Gateway | null = null;
  let stopped = false;

  const warn = (error: unknown, message: string) =>
    deps.log.warn({ platform: 'discord', err: describeCause(error) }, message);
  const performDeps = () => {
    if (applicationId === null) throw new Error('Discord is not connected yet');
    return { deps, rest, applicationId, membership, owed };
  };
  const inbox = createInbox<DiscordJob>({
    platform: 'discord',
    schema: discordJobSchema,
    db: deps.db,
    perform: (job, task) => performDiscordJob(performDeps(), job, task),
    onFailed: async ({ interactionId, token, question }) => {
      const target = { ...performDeps(), interactionId, token, isPressed: false };
      // In place of a note that is still there, else beside what is.
      await addPrivateLine(target, chatTexts(question.locale).failed);
    },
    maxAgeSeconds,
    log: deps.log,
  });

  const closeGateway = async () => {
    const open = gateway;
    gateway = null;
    await open?.close();
  };
  let isLost = false;
  let toldLast = '';
  const open = () => {
    isLost = false;
    return openGateway({
      token: settings.token,
      rest,
      onInteraction: (interaction: APIInteraction) =>
        void handleInteraction({ ...performDeps(), inbox, isSure: lease.isSure }, interaction),
      onState: (next) => {
        if (next === 'connected') toldLast = '';
        if (gatewayState === 'connected') unconnectedSince = Date.now();
        gatewayState = next;
        // Another replica may have had the lease meanwhile.
        if (next === 'connected' && !lease.isSure()) connection.lost();
      },
      onLost: () => {
        isLost = true;
        gateway = null;
        connection.lost();
      },
      onError: (error) => {
        // The library tries again every few seconds: once is enough of the same.
        if (error.message !== toldLast) warn(error, 'gateway');
        toldLast = error.message;
      },
    });
  };

  /** Whether this replica is the one that holds the gateway; while the database is away it keeps what it held. */
  const isHolder = async () => {
    try {
      return await lease.take();
    } catch (error) {
      if (gateway === null) throw error;
      warn(error, 'lease not renewed');
      return true;
    }
  };
  const connection = createConnection({
    platform: 'discord',
    checkEveryMs,
    tryAgainMs: checkEveryMs,
    log: deps.log,
    ensure: async () => {
      const id = applicationId ?? (await identify(rest));
      await keepRegistered(id);
      if (applicationId === null && !stopped) inbox.start();
      applicationId = id;
      // Another replica may have more luck. This one goes on trying, and asks for the lease once it is connected.
      if (
        gateway !== null &&
        gatewayState !== 'connected' &&
        Date.now() - unconnectedSince > unconnectedChecks * checkEveryMs
      ) {
        if (lease.isSure()) await lease.giveUp();
        return gatewayState;
      }
      if (!(await isHolder())) {
        // Not waited for: one that cannot be opened cannot be closed either, and takes nothing in.
        void closeGateway();
        return 'standby';
      }
      if (gateway === null && !stopped) await connect();
      return gatewayState;
    },
  });
  const connect = async () => {
    unconnectedSince = Date.now();
    try {
      // The library forgets a token that was refused once.
      rest.setToken(settings.token);
      const opened = await open();
      // Stopped or lost meanwhile: nobody would answer what comes by it.
      if (stopped || isLost) void opened.close();
      else gateway = opened;
      if (isLost) throw new Error('Discord closed the gateway');
    } catch (error) {
      // Another replica may have more luck; and the library does not say why Discord refused.
      await lease.giveUp();
      await identify(rest.setToken(settings.token));
      throw error;
    }
  };
  await connection.begin().catch(async (error: unknown) => {
    // Nobody stops what did not start.
    stopped = true;
    await inbox.stop(0);
    throw error;
  });

  return {
    state: () => (gateway === null ? connection.state() : gatewayState),
    stop: async (graceMs) => {
      const end = Date.now() + graceMs;
      stopped = true;
      await connection.end();
      // The gateway first: what comes from now on is another replica's, which may take it over at once.
      await within(closeGateway(), endWithinMs, 'closing the gateway').catch((error: unknown) =>
        warn(error, 'gateway not closed'),
      );
      await Promise.all([lease.giveUp(), inbox.stop(Math.max(0, end - Date.now()))]);
    },
  };
}
