import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePrepared } from '../../test/arbitrary-answer.ts';
import { clientOf } from '../../test/slack/front/front-app.ts';
import type { FaultRule, SlackFront } from '../../test/slack/front/front-types.ts';
import { startSlackFront } from '../../test/slack/front/slack-front.ts';
import { LostJobError } from '../chat/lost-job-error.ts';
import type { PreparedAnswer } from '../chat/prepare-answer.ts';
import { type DeliverDeps, deliver } from './deliver.ts';
import type { Place } from './place.ts';
import { uploadPictures } from './upload-pictures.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const quick = { withinMs: 3_000, firstPauseMs: 1 };
let slack: SlackFront;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlackFront({ filesNotReady: 3 });
  client = clientOf(slack);
});
afterEach(() => slack.close());

const command = (changes: Partial<Place> = {}): Place => ({
  origin: 'command',
  channel: 'C0001',
  user: 'U0001',
  thread: null,
  responseUrl: slack.responseUrl('C0001', 'U0001'),
  replaces: null,
  noteTs: null,
  noteInDoubt: false,
  filesBegun: false,
  begun: false,
  ...changes,
});

const put = (place: Place, answer: PreparedAnswer = makePrepared(), deps: Partial<DeliverDeps> = {}) =>
  deliver(answer, new Map(), place, {
    client,
    log,
    key: 'Ev1',
    attempt: 1,
    keep: async () => undefined,
    ...quick,
    ...deps,
  });

const hidden = makePrepared({ visibility: 'private' }, { isPrivate: true });
const answers = () => slack.messages().filter(({ text }) => text === 'Revenue rose 12 %.');
const once =
  (method: string, fault: ReturnType<FaultRule>): FaultRule =>
  (called, _, count) =>
    called === method && count === 1 ? fault : undefined;

describe('an answer that all may see', () => {
  test.each([
    'lost_reply',
    'lost_request',
    'http_500',
    'http_500_done',
    { retryAfter: 1 },
    { error: 'internal_error' },
  ] as const)('is there once after %j', async (fault) => {
    slack.setFault(once('chat.postMessage', fault));
    expect(await put(command())).toBe('delivered');
    expect(answers()).toMatchObject([{ channel: 'C0001', user: null }]);
  });

  test('takes the place of our note, however often the update has to be repeated', async () => {
    const note = await client.chat.postMessage({ channel: 'C0001', text: 'Working on /kpi …' });
    slack.setFault((method, _, count) => {
      if (method !== 'chat.update' || count > 3) return undefined;
      return count === 2 ? 'http_500_done' : 'lost_reply';
    });
    expect(await put(command({ noteTs: note.ts ?? '' }))).toBe('delivered');
    expect(slack.messages()).toHaveLength(1);
    expect(answers()).toHaveLength(1);
  });

  test.each(['lost_reply', 'http_500_done'] as const)(
    'is not posted beside a note that may show it: %s',
    async (fault) => {
      const note = await client.chat.postMessage({ channel: 'C0001', text: 'Working on /kpi …' });
      slack.setFault((method) => (method === 'chat.update' ? fault : undefined));
      const place = command({ noteTs: note.ts ?? '' });
      expect(await put(place, makePrepared(), { withinMs: 100 })).toBe('in_doubt');
      expect(answers()).toHaveLength(1);
    },
  );

  test('is not sent once another process has the job, wherever it would go', async () => {
    slack.setFault(once('chat.postMessage', { retryAfter: 1 }));
    let isOurs = true;
    const sending = put(command(), makePrepared(), {
      hold: async () => {
        if (!isOurs) throw new LostJobError();
        isOurs = false;
      },
    });
    await expect(sending).rejects.toThrow(LostJobError);
    expect(slack.messages()).toEqual([]);
  });

  test('stands anew where somebody has removed the note', async () => {
    expect(await put(command({ noteTs: '9.9' }))).toBe('delivered');
    expect(answers()).toHaveLength(1);
  });

  test('is not posted again by who takes over from a process that had posted it', async () => {
    await put(command());
    expect(await put(command(), makePrepared(), { attempt: 2 })).toBe('delivered');
    expect(answers()).toMatchObject([{ edits: 1 }]);
  });

  test('goes by the response URL where the bot may not post', async () => {
    slack.setChannel('C0001', { isPrivate: true, botIsMember: false });
    expect(await put(command())).toBe('delivered');
    expect(answers()).toMatchObject([{ channel: 'C0001', user: null }]);
  });

  test('with a token that is no longer known, still goes by the response URL', async () => {
    slack.revokeToken();
    expect(await put(command())).toBe('delivered');
    expect(answers()).toHaveLength(1);
  });

  test('is not shown again where nobody may look whether it is there: the person is told', async () => {
    slack.setFault((method, body) => {
      if (method === 'conversations.history') return { error: 'missing_scope' };
      return method === 'chat.postMessage' && body['channel'] === 'C0001' ? 'lost_reply' : undefined;
    });
    expect(await put(command())).toBe('in_doubt');
    expect(answers()).toHaveLength(1);
    expect(slack.messages().at(-1)).toMatchObject({ channel: 'DU0001' });
    expect(slack.messages().at(-1)?.text).toContain('Slack did not confirm it');
    expect(JSON.stringify(slack.messages().at(-1)?.blocks)).toContain('abcdefghijklmnop:picture');
  });
});

describe('an answer for its asker alone', () => {
  test('is seen by no one else', async () => {
    expect(await put(command(), hidden)).toBe('delivered');
    expect(slack.messages()).toMatchObject([{ channel: 'C0001', user: 'U0001' }]);
  });

  test('is never sent twice: after a lost reply the person is told', async () => {
    const kept: Place[] = [];
    slack.setFault(once('response_url', 'lost_reply'));
    expect(await put(command(), hidden, { keep: async (place) => void kept.push(place) })).toBe('in_doubt');
    expect(answers()).toHaveLength(1);
    expect(slack.messages().at(-1)?.channel).toBe('DU0001');
    // Kept before it was sent, so that who takes over does not send it either.
    expect(kept).toMatchObject([{ begun: true }]);
    slack.setFault(undefined);
    expect(await put(command({ begun: true }), hidden, { attempt: 2 })).toBe('in_doubt');
    expect(answers()).toHaveLength(1);
  });

  test.each(['lost_reply', 'lost_request', 'http_500', 'http_500_done'] as const)(
    'the person is told once, also after %s of what tells them',
    async (fault) => {
      slack.setFault((method, _, count) => {
        if (method === 'response_url') return 'lost_request';
        return method === 'chat.postMessage' && count === 1 ? fault : undefined;
      });
      expect(await put(command(), hidden)).toBe('in_doubt');
      expect(slack.messages()).toMatchObject([{ channel: 'DU0001' }]);
    },
  );

  test('is sent again, once, after Slack has asked to wait', async () => {
    slack.setFault(once('response_url', { retryAfter: 1 }));
    expect(await put(command(), hidden)).toBe('delivered');
    expect(answers()).toHaveLength(1);
  });

  test('goes on as a message in the channel that one person sees, once the response URL is used up', async () => {
    const place = command();
    for (let use = 0; use < 5; use += 1) {
      await fetch(place.responseUrl ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"text":"x"}',
      });
    }
    expect(await put(place, hidden)).toBe('delivered');
    expect(answers()).toMatchObject([{ user: 'U0001' }]);
  });
});

describe('where the place is closed', () => {
  test.each([
    ['is_archived', 'That channel is archived'],
    ['not_in_channel', '/invite @Regulars'],
    ['restricted_action', 'A rule of your workspace'],
    ['some_new_error', 'some_new_error'],
  ])('%s: the person gets the answer and learns what to do', async (error, said) => {
    slack.setFault((_, body) => (body['channel'] === 'C0001' ? { error } : undefined));
    expect(await put(command({ origin: 'mention', responseUrl: null }))).toBe('moved');
    expect(answers()).toMatchObject([{ channel: 'DU0001' }]);
    expect(JSON.stringify(answers()[0]?.blocks)).toContain(said);
  });

  test('where nothing takes it, it is logged, not thrown', async () => {
    slack.setFault(() => ({ error: 'account_inactive' }));
    expect(await put(command({ origin: 'mention', responseUrl: null }))).toBe('undeliverable');
    expect(log.error).toHaveBeenCalled();
  });
});

describe('a pressed button', () => {
  test('has its message replaced, once, whatever is repeated', async () => {
    const pressed = await client.chat.postMessage({ channel: 'C0001', text: 'Before' });
    const ts = pressed.ts ?? '';
    slack.setFault((method, _, count) =>
      method === 'response_url' && count < 3 ? 'http_500_done' : undefined,
    );
    const place = command({
      origin: 'button',
      replaces: { ts, ephemeral: false },
      responseUrl: slack.responseUrl('C0001', 'U0001', slack.messages()[0]),
    });
    expect(await put(place)).toBe('delivered');
    expect(slack.messages()).toHaveLength(1);
    expect(answers()).toHaveLength(1);
  });
});

describe('pictures', () => {
  const pictures = [{ key: 'trend', alt: 'Revenue by day', png: new Uint8Array([137, 80]) }];
  const withPicture = makePrepared(
    { parts: [{ type: 'chart', key: 'trend', spec: {} as never, alt: 'Revenue by day' }] },
    { pictures },
  );

  test('are shown once Slack can show them', async () => {
    const files = await uploadPictures(pictures, { client, log, firstPauseMs: 1 });
    await deliver(withPicture, files, command(), {
      client,
      log,
      key: 'Ev1',
      attempt: 1,
      keep: async () => undefined,
      ...quick,
    });
    expect(slack.refused).toEqual([]);
    expect(JSON.stringify(answers()[0]?.blocks)).toContain(`"slack_file":{"id":"${files.get('trend')}"}`);
  });

  test('that do not arrive are left out, and the answer says so', async () => {
    slack.setFault((method) =>
      method.startsWith('files.') ? { error: 'storage_limit_reached' } : undefined,
    );
    const files = await uploadPictures(pictures, { client, log, firstPauseMs: 1 });
    expect(files.size).toBe(0);
    expect(await put(command(), withPicture)).toBe('delivered');
    expect(JSON.stringify(answers()[0]?.blocks)).toContain('Slack did not take the chart');
  });

  test('that Slack refuses after all do not take the answer with them', async () => {
    const files = new Map([['trend', 'F404']]);
    const deps = { client, log, key: 'Ev1', attempt: 1, keep: async () => undefined, ...quick };
    expect(await deliver(withPicture, files, command(), deps)).toBe('delivered');
    expect(answers()).toHaveLength(1);
  });

  test('are uploaded through lost replies', async () => {
    slack.setFault((_, __, count) => (count === 1 ? 'lost_reply' : undefined));
    expect((await uploadPictures(pictures, { client, log, firstPauseMs: 1 })).size).toBe(1);
  });
});
