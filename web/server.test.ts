import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { PortInUseError, startWebServer } from './server.ts';

test('listens on loopback alone', async () => {
  const server = await startWebServer({ app: (_request, response) => response.end('ok'), port: 0 });
  const [probe] = await once(request({ host: '127.0.0.1', port: server.port }).end(), 'response');
  expect(probe.socket.remoteAddress).toBe('127.0.0.1');
  probe.resume();
  await expect(fetch(`http://[::1]:${server.port}/`)).rejects.toThrow();
  await server.close();
});

test('closing finishes the answer under way, takes in nothing new, and waits for no connection kept alive', async () => {
  const entered = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const server = await startWebServer({
    app: async (_request, response) => {
      entered.resolve();
      await finish.promise;
      response.end('complete');
    },
    port: 0,
    graceMs: 300_000,
  });
  const agent = new Agent({ keepAlive: true });
  const answer = once(request({ host: '127.0.0.1', port: server.port, agent }).end(), 'response');
  await entered.promise;
  const closing = server.close();
  await expect(fetch(server.url)).rejects.toThrow();
  finish.resolve();
  const [response] = await answer;
  expect(await text(response)).toBe('complete');
  await closing;
});

test('closing cuts off what outlasts the grace', async () => {
  const entered = Promise.withResolvers<void>();
  const server = await startWebServer({ app: () => entered.resolve(), port: 0, graceMs: 20 });
  const answer = fetch(server.url).catch((error: unknown) => error);
  await entered.promise;
  await server.close();
  expect(await answer).toBeInstanceOf(TypeError);
});

test('a taken port is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(startWebServer({ app: () => undefined, port })).rejects.toThrow(PortInUseError);
  other.close();
});
