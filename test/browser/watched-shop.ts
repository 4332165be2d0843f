import { afterAll, beforeAll } from 'vitest';
import type { Question } from '../../web/deps.ts';
import type { WebServer } from '../../web/server.ts';
import { fakeAsk, startFakeShop } from './fake-shop.ts';
import { type Sent, sendRequest } from './send-request.ts';

/** The web view in front of the faked shop for the tests of a file, and what it was asked and logged. */
export function watchShop() {
  const asked: Question[] = [];
  const logged: object[] = [];
  let shop: WebServer;
  const log = (fields: object, message: string) => logged.push({ ...fields, message });
  beforeAll(async () => {
    shop = await startFakeShop({
      ask: async (question) => {
        asked.push(question);
        return fakeAsk(question);
      },
      log: { info: log, warn: log, error: log },
    });
  });
  afterAll(() => shop.close());

  const request = (path: string, sent?: Sent) => sendRequest(shop.port, path, sent);
  /** Posts a question, as the page does; `more` stands beside its text. */
  const ask = (text: unknown, headers: Record<string, string> = {}, more: object = {}) =>
    request('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ text, ...more }),
    });
  return { asked, logged, request, ask, port: () => shop.port };
}
