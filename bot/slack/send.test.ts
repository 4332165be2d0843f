import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientOf } from '../../test/slack/front/front-app.ts';
import type { SlackFront } from '../../test/slack/front/front-types.ts';
import { startSlackFront } from '../../test/slack/front/slack-front.ts';
import { findMessage, send } from './send.ts';

const message = { text: 'Revenue rose 12 %.', blocks: [] };
let slack: SlackFront;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlackFront();
  client = clientOf(slack);
});
afterEach(() => slack.close());

const post = (channel: string, thread: string | null = null) =>
  send({ by: 'post', channel, thread }, message, { client, key: 'Ev1', stage: 'answer', firstPauseMs: 1 });

describe('a message of ours', () => {
  test.each([
    ['a channel', null],
    ['a thread', '1.1'],
  ])('is found among hundreds of others in %s', async (_, thread) => {
    const others = async () => {
      const other = { channel: 'C0001', text: 'another', ...(thread === null ? {} : { thread_ts: thread }) };
      for (let count = 0; count < 120; count += 1) await client.chat.postMessage(other);
    };
    await others();
    const ts = await post('C0001', thread);
    await others();
    expect(await findMessage(client, { channel: 'C0001', thread }, 'Ev1', 'answer')).toBe(ts);
    expect(await findMessage(client, { channel: 'C0001', thread }, 'Ev1', 'note')).toBeNull();
  });

  test.each(['C0001', 'U0001'])('to %s is there once, whatever was lost on the way', async (channel) => {
    slack.setFault((_, __, count) => {
      if (count > 2) return undefined;
      return count === 1 ? 'lost_request' : 'lost_reply';
    });
    await post(channel);
    expect(slack.messages()).toMatchObject([{ text: message.text }]);
  });

  test('is in doubt where the app may not open the direct messages to look for it', async () => {
    slack.setFault((method, _, count) => {
      if (method === 'conversations.open') return { error: 'missing_scope' };
      return count === 1 ? 'lost_reply' : undefined;
    });
    await expect(post('U0001')).rejects.toThrow('may have been done');
    expect(slack.messages()).toHaveLength(1);
  });
});
