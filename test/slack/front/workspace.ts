import { asJson, asText, type Json, walk } from '../../json.ts';
import { blocksTooLong, handRules, loadSlackRules, textTooLong } from '../validate-blocks.ts';
import type {
  Call,
  Channel,
  FrontOptions,
  OpenView,
  Refusal,
  SeenFile,
  SeenMessage,
  SlackFront,
} from './front-types.ts';

export interface Trigger {
  user: string;
  at: number;
  used: boolean;
}

export interface StoredView {
  /** What Slack answers and puts into payloads. */
  shown: Json;
  user: string;
}

const ids = {
  appId: 'A0001',
  botId: 'B0001',
  botUserId: 'U0BOT',
  teamId: 'T0001',
  botToken: 'xoxb-test',
  appToken: 'xapp-test',
};

/** The error Slack answers with, told by how a problem begins. */
function nameError(problems: string[]): string {
  if (problems.some((problem) => problem.startsWith(textTooLong))) return 'msg_too_long';
  if (problems.some((problem) => problem.startsWith(blocksTooLong))) return 'msg_blocks_too_long';
  return 'invalid_blocks';
}

export const isReady = ({ isComplete, looksLeft }: SeenFile): boolean => isComplete && looksLeft <= 0;

/** Everything the fake Slack knows: each group of methods reads and writes this one place. */
export function openWorkspace(options: FrontOptions) {
  const settings = {
    signingSecret: options.signingSecret ?? 'signing-secret',
    filesNotReady: options.filesNotReady ?? 0,
    publicWithoutJoining: options.publicWithoutJoining ?? true,
    canReadHistory: options.canReadHistory ?? true,
  };
  const channels = new Map<string, Channel>();
  for (const channel of options.channels ?? [{ id: 'C0001', name: 'general' }]) {
    channels.set(channel.id, channel);
  }
  const rules = loadSlackRules() ?? handRules;
  const files = new Map<string, SeenFile>();
  const refused: Refusal[] = [];
  const messages: SeenMessage[] = [];
  const triggers = new Map<string, Trigger>();
  let serial = 0;
  const nextId = (prefix: string) => `${prefix}${String(++serial).padStart(6, '0')}`;

  /** Files must be known and processed before a block may show them. */
  function checkFiles(value: unknown): string[] {
    const problems: string[] = [];
    for (const { node, path } of walk(value)) {
      if (node['slack_file'] === undefined) continue;
      const id = asText(asJson(node['slack_file'])['id']);
      const file = files.get(id);
      if (!file || !isReady(file)) problems.push(`invalid slack file ${id || '(no id)'} at ${path}`);
    }
    return problems;
  }

  return {
    ...ids,
    settings,
    /** The front's own address, known once it listens. */
    origin: '',
    revoked: false,
    channels,
    files,
    refused,
    rules,
    messages,
    calls: [] as Call[],
    homes: new Map<string, unknown>(),
    homeViews: new Map<string, StoredView>(),
    openViews: [] as OpenView[],
    views: new Map<string, StoredView>(),
    unfurls: [] as SlackFront['unfurls'],
    triggers,
    /** The link_shared events that were sent: only their links can be unfurled. */
    sharedLinks: [] as Json[],

    nextId,
    nextTs: () => `${Math.floor(Date.now() / 1_000)}.${String(++serial).padStart(6, '0')}`,

    /** The error for a message, which is also kept among the refused; undefined when it is valid. */
    refuseMessage(method: string, body: Json): string | undefined {
      const problems = [...rules.message(body), ...checkFiles([body['blocks'], body['attachments']])];
      if (problems.length === 0) return undefined;
      const error = nameError(problems);
      refused.push({ method, error, problems, body });
      return error;
    },

    refuseView(method: string, body: Json): string | undefined {
      const problems = [...rules.view(body['view']), ...checkFiles(body['view'])];
      if (problems.length === 0) return undefined;
      refused.push({ method, error: 'invalid_arguments', problems, body });
      return 'invalid_arguments';
    },

    findMessage: (channel: string, ts: string): SeenMessage | undefined =>
      messages.find((message) => message.channel === channel && message.ts === ts),

    removeMessage(message: SeenMessage): void {
      messages.splice(messages.indexOf(message), 1);
    },

    /** An id that is known keeps its age: a request sent again brings no new time. */
    addTrigger(user: string, id = `${nextId('')}.trigger`): string {
      if (!triggers.has(id)) triggers.set(id, { user, at: Date.now(), used: false });
      return id;
    },
  };
}

export type Workspace = ReturnType<typeof openWorkspace>;

/** A Web API method: arguments in, the answer out. */
export type Method = (body: Json) => Json;

export const fail = (error: string, more: Json = {}): Json => ({ ok: false, error, ...more });
