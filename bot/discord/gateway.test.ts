import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { REST } from 'discord.js';
import { afterEach, expect, test, vi } from 'vitest';
import { openGateway } from './gateway.ts';

const sockets = new Set<Socket>();
const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

test('one that accepts connections and says nothing is tried again, and takes nothing with it', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session_start_limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
  const rest = { get: async () => ({ url, shards: 1, session_start_limit }) } as unknown as REST;
  const onState = vi.fn();
  const onError = vi.fn();
  const gateway = await openGateway({
    token: 'a.discord.token',
    rest,
    onInteraction: () => undefined,
    onState,
    onLost: () => undefined,
    onError,
    openWithinMs: 20,
    handshakeMs: 60,
  });
  expect(onState).toHaveBeenLastCalledWith('unreachable');
  void gateway.close();
  // An error that nobody hears would end the process, and this test with it.
  await vi.waitFor(() => expect(onError.mock.calls.length).toBeGreaterThan(2), { timeout: 5_000 });
  await vi.waitFor(() => expect(sockets.size).toBeGreaterThan(1), { timeout: 5_000 });
});
