import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clientOf } from '../../test/slack/front/front-app.ts';
import type { SlackFront } from '../../test/slack/front/front-types.ts';
import { startSlackFront } from '../../test/slack/front/slack-front.ts';
import { sayToPerson } from './say-to-person.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
let slack: SlackFront;

beforeEach(async () => {
  slack = await startSlackFront();
});
afterEach(() => slack.close());

const say = (sentence: string) =>
  sayToPerson(sentence, { user: 'U0001', responseUrl: null }, { client: clientOf(slack), log });

test('what is said to a person after something else arrives, too, once, though it was lost at first', async () => {
  await say('Ask anew.');
  slack.setFault((method, _, count) => {
    if (method !== 'chat.postMessage' || count > 3) return undefined;
    return count === 2 ? 'lost_request' : 'lost_reply';
  });
  await say('Ask anew.');
  expect(slack.messages('DU0001').map(({ text }) => text)).toEqual(['Ask anew.', 'Ask anew.']);
  expect(log.warn).not.toHaveBeenCalled();
});
