import type { App, Logger, Receiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { within } from '../chat/within.ts';

/** What of an envelope concerns us. */
interface SlackEnvelope {
  body: Parameters<App['processEvent']>[0]['body'];
  ack: Parameters<App['processEvent']>[0]['ack'];
  retry_num?: number;
  retry_reason?: string;
}

export interface SocketLinkOptions {
  appToken: string;
  apiUrl: string;
  logger: Logger;
  /** A connection that was open is no more; not called for one that was closed by `close`. */
  onClosed: () => void;
  /** Longest that a connection may take to open, in milliseconds. */
  openWithinMs?: number;
}

/** Socket Mode: one connection at a time, by which Slack sends what people do. */
export interface SocketLink {
  receiver: Receiver;
  /** Opens a connection. Throws what Slack's web API says, or that it did not open in time. */
  connect(): Promise<void>;
  isOpen(): boolean;
  /** Closes it, also one that is just being opened. */
  close(): void;
}

/**
 * Connects by a client of Slack's for each connection, without tries of its own: those wait longer each time, and end
 * the process where Slack refuses the token meanwhile.
 */
export function createSocketLink(options: SocketLinkOptions): SocketLink {
  const { appToken, apiUrl, logger, onClosed, openWithinMs = 10_000 } = options;
  let app: App | null = null;
  let current: SocketModeClient | null = null;
  let isOpen = false;

  const drop = (client: SocketModeClient) => {
    if (current === client) {
      current = null;
      isOpen = false;
    }
    void client.disconnect().catch(() => undefined);
  };
  const makeClient = () => {
    const client = new SocketModeClient({
      appToken,
      logger,
      autoReconnectEnabled: false,
      clientPingTimeout: 3_000,
      clientOptions: {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: 10_000,
      },
    });
    client.on('slack_event', ({ body, ack, retry_num, retry_reason }: SlackEnvelope) => {
      const event = {
        body,
        ack,
        ...(retry_num === undefined ? {} : { retryNum: retry_num }),
        ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
      };
      app?.processEvent(event).catch((error: unknown) => logger.error(error));
    });
    return client;
  };

  return {
    receiver: {
      init: (bolt) => {
        app = bolt;
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    connect: async () => {
      const client = makeClient();
      current = client;
      isOpen = false;
      // By its `disconnected`, which it also says of a connection that never opened.
      client.on('disconnected', () => {
        if (!isOpen || current !== client) return;
        current = null;
        isOpen = false;
        onClosed();
      });
      const opening = client.start().then(
        () => {
          // Given up meanwhile: nobody would answer what comes by it.
          if (current !== client) return drop(client);
          isOpen = true;
        },
        (error: unknown) => {
          throw error ?? new Error('the connection was closed before it was open');
        },
      );
      try {
        await within(opening, openWithinMs, 'opening a connection');
      } catch (error) {
        drop(client);
        throw error;
      }
    },
    isOpen: () => isOpen,
    close: () => {
      if (current) drop(current);
    },
  };
}
