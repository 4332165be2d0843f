import type { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Reply } from '../../renderers/reply.ts';
import { makePrepared, preparedAnswer } from '../../test/arbitrary-answer.ts';
import { handRules, loadSlackRules } from '../../test/slack/validate-blocks.ts';
import type { ChatDeps } from '../chat/chat-deps.ts';
import { commands } from '../commands/index.ts';
import { makeContext } from '../sample-commands.ts';
import { publishHome } from './home.ts';
import { performUnfurl } from './unfurl.ts';

const rules = loadSlackRules() ?? handRules;
const question = {
  line: '/kpi',
  actorId: 'slack:U0001',
  locale: 'en',
  view: 'picture',
  isPrivate: false,
} as const;

function makeDeps(reply: Reply, changes: Partial<ChatDeps> = {}): ChatDeps {
  return {
    commands,
    ask: async () => reply,
    context: async () => makeContext('en'),
    roleOf: () => 'viewer',
    renderPng: async () => new Uint8Array([1]),
    db: async () => ({ rpc: async () => ({ data: null, error: null, status: 204 }) }) as never,
    webUrl: 'https://shop.example',
    locale: 'en',
    log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    ...changes,
  };
}

async function makeHome(deps: ChatDeps): Promise<object> {
  const publish = vi.fn(async (_: { view: object }) => ({ ok: true }));
  await publishHome(deps, { views: { publish } } as unknown as WebClient, {
    user: 'U0001',
    homeOf: question,
  });
  return publish.mock.calls[0]?.[0].view ?? {};
}

async function makePreview(deps: ChatDeps): Promise<unknown[] | undefined> {
  const unfurl = vi.fn(async (_: { unfurls: Record<string, { blocks: unknown[] }> }) => ({ ok: true }));
  const client = {
    chat: { unfurl },
    filesUploadV2: async () => ({ files: [{ files: [{ id: 'F0001' }] }] }),
    files: { info: async () => ({ file: { mimetype: 'image/png' } }) },
  };
  const links = [{ url: 'https://shop.example/?ask=x', question }];
  await performUnfurl(deps, client as unknown as WebClient, { links, unfurlId: 'u', source: 'composer' });
  return unfurl.mock.calls[0]?.[0].unfurls['https://shop.example/?ask=x']?.blocks;
}

test('whatever the key numbers are, Slack takes the App Home', async () => {
  await fc.assert(
    fc.asyncProperty(preparedAnswer, async ({ reply }) => {
      expect(rules.view(await makeHome(makeDeps(reply)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('the App Home says the numbers, the role and what can be asked, without a database too', async () => {
  const { reply } = makePrepared();
  const deps = makeDeps(reply, { db: async () => Promise.reject(new Error('away')), roleOf: () => 'admin' });
  const home = JSON.stringify(await makeHome(deps));
  expect(home).toContain(reply.summary);
  expect(home).toContain('Your role: admin');
  for (const { description } of commands) expect(home).toContain(description.en);
  expect(home).not.toContain('press:');
});

test('whatever a link’s answer is, Slack takes its preview, and sees none that is not for everyone', async () => {
  await fc.assert(
    fc.asyncProperty(preparedAnswer, async ({ reply }) => {
      const blocks = await makePreview(makeDeps(reply));
      if (reply.visibility === 'private' || reply.tone === 'error') expect(blocks).toBeUndefined();
      else expect(rules.message({ attachments: [{ blocks }] })).toEqual([]);
      // Rich text and buttons are refused below a link.
      expect(JSON.stringify(blocks ?? [])).not.toMatch(/"type":"(rich_text|actions)"/);
    }),
    { numRuns: 60 },
  );
});
