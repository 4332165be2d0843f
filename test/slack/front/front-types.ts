import type { Json } from '../../json.ts';
import type { SocketManner } from './socket-hub.ts';

/** What tests and the parts of the front say to each other. */

export interface Channel {
  id: string;
  name: string;
  isPrivate?: boolean;
  /** Default true. */
  botIsMember?: boolean;
  isArchived?: boolean;
}

export interface FrontOptions {
  signingSecret?: string;
  /** Where HTTP-mode requests go, e.g. http://127.0.0.1:1234/slack/events. */
  requestUrl?: () => string;
  channels?: Channel[];
  /** How often files.info shows no mimetype of a new file; until then a slack_file block is refused. */
  filesNotReady?: number;
  /** The scope chat:write.public. */
  publicWithoutJoining?: boolean;
  /** The scope channels:history. */
  canReadHistory?: boolean;
}

export interface SeenMessage {
  ts: string;
  channel: string;
  /** The only person who sees it (it is ephemeral); null where the channel does. */
  user: string | null;
  thread: string | null;
  text: string;
  blocks: unknown[];
  metadata: unknown;
  via: 'chat' | 'response_url';
  edits: number;
}

export interface Call {
  method: string;
  body: Json;
  /** 'ok', the error, or 'fault:' and its name. */
  outcome: string;
}

/** What goes wrong with one call: before it is done, or (`lost_reply`, `http_500_done`) after. */
export type Fault =
  | 'lost_reply'
  | 'lost_request'
  | 'http_500'
  | 'http_500_done'
  /** Whole seconds. */
  | { retryAfter: number }
  | { error: string }
  | { delayMs: number };

/** `count` includes this call: the first call of a method sees 1. A response URL's method is `response_url`. */
export type FaultRule = (method: string, body: Json, count: number) => Fault | undefined;

/** Something of the app's that Slack would not take. */
export interface Refusal {
  method: string;
  error: string;
  problems: string[];
  body: unknown;
}

export interface OpenView {
  viewId: string;
  view: Json;
  triggerId: string;
}

export interface SeenFile {
  name: string;
  altText: string;
  bytes: number;
  /** Slack has the whole of it. */
  isComplete: boolean;
  /** The conversation in which it is shown; null where nobody sees it. */
  channel: string | null;
  /** How often files.info will still say nothing of it. */
  looksLeft: number;
}

/** Something that was sent to the app. */
export interface Delivery {
  /** The HTTP status, 200 for a socket's ack, 0 where nothing acknowledged it. */
  status: number;
  body: unknown;
  request: unknown;
}

export interface CommandInput {
  command: string;
  text?: string;
  user?: string;
  channel?: string;
  triggerId?: string;
  teamId?: string;
  /** Unix seconds to sign with. */
  timestamp?: number;
}

export interface EventOptions {
  eventId?: string;
  retryNum?: number;
}

export interface PressInput {
  message: SeenMessage;
  actionId: string;
  user?: string;
}

export interface SubmitInput {
  viewId: string;
  values: Record<string, Record<string, unknown>>;
}

export interface SuggestInput {
  viewId: string;
  blockId: string;
  actionId: string;
  value: string;
}

export interface SlackFront {
  apiUrl: string;
  /** What people see now, ephemerals included, in order; copies. */
  messages(channel?: string): SeenMessage[];
  calls: Call[];
  refused: Refusal[];
  /** The last home of each user, as it was sent. */
  homes: Map<string, unknown>;
  /** Modals that are open. */
  openViews: OpenView[];
  unfurls: Json[];
  files: Map<string, SeenFile>;
  setFault(fault: FaultRule | undefined): void;
  setChannel(id: string, change: Partial<Channel>): void;
  revokeToken(): void;
  /** A response URL of a command in a channel, or of a button in a message. */
  responseUrl(channel: string, user: string, pressed?: SeenMessage): string;
  command(input: CommandInput): Promise<Delivery>;
  event(event: Json, options?: EventOptions): Promise<Delivery>;
  press(input: PressInput): Promise<Delivery>;
  pressHome(input: { user: string; actionId: string }): Promise<Delivery>;
  submitView(input: SubmitInput): Promise<Delivery>;
  suggestOptions(input: SuggestInput): Promise<Delivery>;
  /** Exactly the same again. */
  resend(delivery: Delivery): Promise<Delivery>;
  raw(input: { body: string; timestamp: number; signature?: string }): Promise<Delivery>;
  dropSockets(): void;
  /** How sockets are met from now on. */
  meetSockets(manner: SocketManner): void;
  sockets(): number;
  close(): Promise<void>;
}
