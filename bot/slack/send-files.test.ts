import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makePrepared } from '../../test/arbitrary-answer.ts';
import { clientOf } from '../../test/slack/front/front-app.ts';
import type { FaultRule, SlackFront } from '../../test/slack/front/front-types.ts';
import { startSlackFront } from '../../test/slack/front/slack-front.ts';
import { LostJobError } from '../chat/lost-job-error.ts';
import { nowhere } from './listen-deps.ts';
import type { Place } from './place.ts';
import { sendFiles } from './send-files.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const file = {
  key: 'members',
  name: 'at-risk.csv',
  label: '3 customers',
  bytes: Buffer.from('a,b\r\n1,2\r\n'),
};
const answer = makePrepared({ visibility: 'private' }, { isPrivate: true, files: [file] });
const place: Place = { ...nowhere, origin: 'command', channel: 'C0001', user: 'U0001' };

let slack: SlackFront;
let kept: Place[];
beforeEach(async () => {
  slack = await startSlackFront();
  kept = [];
});
afterEach(() => slack.close());

const send = (at = place, hold: (() => Promise<void>) | undefined = undefined) =>
  sendFiles(answer, at, {
    client: clientOf(slack),
    log,
    key: 'Ev1',
    attempt: 1,
    keep: async (now) => void kept.push(now),
    hold,
  });
const shown = () => [...slack.files.values()].filter(({ channel }) => channel !== null);
const fault =
  (rule: ReturnType<FaultRule>): FaultRule =>
  (method) =>
    method === 'files.completeUploadExternal' ? rule : undefined;

test('a file goes to the direct messages of who asked alone, and that is said', async () => {
  const { fileNotes } = await send();
  expect(shown()).toMatchObject([{ name: 'at-risk.csv', channel: 'DU0001', bytes: file.bytes.byteLength }]);
  expect(fileNotes).toEqual(['3 customers: the file is in your direct messages with me.']);
  expect(kept[0]?.filesBegun).toBe(true);
});

test('one that may have arrived is not sent again, also by who takes over', async () => {
  slack.setFault(fault('lost_reply'));
  const { fileNotes } = await send();
  expect(shown()).toHaveLength(1);
  expect(fileNotes[0]).toContain('may be in your direct messages');
  slack.setFault(undefined);
  expect((await send(kept[0])).fileNotes).toEqual(fileNotes);
  expect(shown()).toHaveLength(1);
});

test('one that Slack refuses is said, and takes nothing else with it', async () => {
  slack.setFault(fault({ error: 'file_uploads_disabled' }));
  expect((await send()).fileNotes).toEqual([
    '3 customers: Slack did not take the file. Try again in a moment.',
  ]);
  expect(shown()).toEqual([]);
});

test('none is sent once another process has the job', async () => {
  await expect(send(place, () => Promise.reject(new LostJobError()))).rejects.toThrow(LostJobError);
  expect(shown()).toEqual([]);
});
