import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clientOf } from '../../test/slack/front/front-app.ts';
import type { SlackFront } from '../../test/slack/front/front-types.ts';
import { startSlackFront } from '../../test/slack/front/slack-front.ts';
import type { SlackJob } from './perform.ts';
import { sayFailed } from './say-failed.ts';
import { send } from './send.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const failed = 'Something went wrong on my side. Try again in a moment.';
let slack: SlackFront;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlackFront();
  client = clientOf(slack);
});
afterEach(() => slack.close());

const options = () => ({ client, key: 'Ev1' });
const post = (text: string, stage: 'note' | 'answer') =>
  send({ by: 'post', channel: 'C0001', thread: null }, { text, blocks: [] }, { ...options(), stage });

function jobAt(place: Partial<SlackJob['place']>): SlackJob {
  return {
    question: { line: '/kpi', actorId: 'slack:U0001', locale: 'en', view: 'picture', isPrivate: false },
    place: {
      origin: 'mention',
      channel: 'C0001',
      user: 'U0001',
      thread: null,
      responseUrl: null,
      replaces: null,
      noteTs: null,
      noteInDoubt: false,
      filesBegun: false,
      begun: false,
      ...place,
    },
    shares: null,
    form: null,
  };
}
const texts = () => slack.messages().map(({ channel, text }) => [channel, text]);

test('the note gives way to the word that it failed', async () => {
  const noteTs = await post('Working on /kpi …', 'note');
  await sayFailed(jobAt({ noteTs }), { ...options(), log });
  expect(texts()).toEqual([['C0001', failed]]);
});

test('an answer that has taken the place of the note stays', async () => {
  const noteTs = await post('Working on /kpi …', 'note');
  const message = { text: 'Revenue rose', blocks: [] };
  await send({ by: 'update', channel: 'C0001', ts: noteTs ?? '' }, message, {
    ...options(),
    stage: 'answer',
  });
  await sayFailed(jobAt({ noteTs }), { ...options(), log });
  expect(texts()).toEqual([['C0001', 'Revenue rose']]);
});

test('whoever has no note is told, and whoever may have the answer that it may be there', async () => {
  await sayFailed(jobAt({}), { ...options(), log });
  await sayFailed(jobAt({ begun: true }), { ...options(), log });
  expect(slack.messages().map(({ text }) => text)).toEqual([
    failed,
    expect.stringContaining('did not confirm it'),
  ]);
});
