import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WebServerOptions {
  app: RequestListener;
  /** TCP port; 0 takes any free one. */
  port: number;
  /** How long closing waits for answers under way, in milliseconds. */
  graceMs?: number;
}

export interface WebServer {
  port: number;
  /** Address of the chat page. */
  url: string;
  /** Takes in nothing new, finishes what is under way within the grace, then cuts the rest off. */
  close(): Promise<void>;
}

/** The port that was asked for is taken by another program. */
export class PortInUseError extends Error {
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    super(`port ${port} is in use`, options);
    this.name = 'PortInUseError';
    this.port = port;
  }
}

/** Throws PortInUseError where a server could not listen there. */
export async function checkPort(port: number): Promise<void> {
  const server = await startWebServer({ app: (_, response) => response.end(), port });
  await server.close();
}

/**
 * Listens on 127.0.0.1 alone: nobody signs in yet, so only this machine may ask. Throws PortInUseError when the
 * port is taken.
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { app, graceMs = 6_000 } = options;
  let closing = false;
  const server = createServer((request, response) => {
    // A connection kept alive would hold the closing server open after its last answer.
    response.once('close', () => closing && setImmediate(() => server.closeIdleConnections()));
    app(request, response);
  });
  // Longer than a person's pause between two questions.
  server.keepAliveTimeout = 65_000;
  server.listen(options.port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw taken ? new PortInUseError(options.port, { cause }) : cause;
  }
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://localhost:${port}/`,
    async close() {
      closing = true;
      const closed = once(server, 'close');
      server.close();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
