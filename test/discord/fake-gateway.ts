import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { asJson, asText, type Json, parseJson } from '../json.ts';
import { describeGuild, describeUser } from './people.ts';

const op = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, invalidSession: 9, hello: 10, ack: 11 };
const guildsIntent = 1;
const authenticationFailed = 4_004;

/** Outlives its socket, so that the app gets what it missed when it resumes. */
interface Session {
  id: string;
  socket: WebSocket | undefined;
  events: { type: string; data: Json }[];
}

export interface FakeGateway {
  /** Apps that are connected and have said who they are. */
  connected(): number;
  /** Cuts every connection off. */
  drop(): void;
  /** While it is shut, it cuts whoever connects off at once. */
  isShut: boolean;
  /** How often an app began a new session. */
  identifies: number;
  /** How often an app took its session up again. */
  resumes: number;
}

interface GatewayWorld {
  url(): string;
  applicationId: string;
  guilds: string[];
  isToken(token: string): boolean;
}

export interface OpenGateway {
  gateway: FakeGateway;
  /** Sends an event to every session; one that is cut off gets it when it resumes. */
  dispatch(type: string, data: Json): void;
  /** Closes every connection as Discord does when a token is reset. */
  refuseAll(): void;
}

/** Speaks Discord's gateway protocol to whoever connects to a server. */
export function openFakeGateway(server: Server, world: GatewayWorld): OpenGateway {
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const send = (socket: WebSocket, message: Json) => socket.send(JSON.stringify(message));

  const sendEvent = (session: Session, index: number) => {
    const event = session.events[index];
    if (!event || !session.socket) return;
    send(session.socket, { op: op.dispatch, t: event.type, s: index + 1, d: event.data });
  };
  const dispatchTo = (session: Session, type: string, data: Json) => {
    session.events.push({ type, data });
    sendEvent(session, session.events.length - 1);
  };

  const identify = (socket: WebSocket, data: Json): Session => {
    gateway.identifies += 1;
    const session: Session = { id: `session-${gateway.identifies}`, socket, events: [] };
    sessions.set(session.id, session);
    dispatchTo(session, 'READY', {
      v: 10,
      user: { ...describeUser(world.applicationId, true), verified: true, mfa_enabled: false, email: null },
      guilds: world.guilds.map((id) => ({ id, unavailable: true })),
      private_channels: [],
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: world.url(),
      shard: [0, 1],
      application: { id: world.applicationId, flags: 0 },
    });
    const sendsGuilds = (Number(data['intents']) & guildsIntent) !== 0;
    for (const id of sendsGuilds ? world.guilds : []) dispatchTo(session, 'GUILD_CREATE', describeGuild(id));
    return session;
  };

  const resume = (socket: WebSocket, data: Json): Session | undefined => {
    const session = sessions.get(asText(data['session_id']));
    if (!session) {
      send(socket, { op: op.invalidSession, d: false });
      return undefined;
    }
    gateway.resumes += 1;
    session.socket = socket;
    for (let index = Number(data['seq']); index < session.events.length; index++) sendEvent(session, index);
    dispatchTo(session, 'RESUMED', {});
    return session;
  };

  new WebSocketServer({ server }).on('connection', (socket) => {
    let session: Session | undefined;
    if (gateway.isShut) return socket.terminate();
    sockets.add(socket);
    socket.on('close', (code) => {
      sockets.delete(socket);
      if (session?.socket === socket) session.socket = undefined;
      // An app that goes with one of these codes gives its session up.
      if (session && (code === 1_000 || code === 1_001)) sessions.delete(session.id);
    });
    socket.on('message', (raw) => {
      const message = asJson(parseJson(String(raw)));
      const data = asJson(message['d']);
      if (message['op'] === op.heartbeat) return send(socket, { op: op.ack });
      if (message['op'] !== op.identify && message['op'] !== op.resume) return;
      if (!world.isToken(asText(data['token']))) return socket.close(authenticationFailed);
      session = message['op'] === op.identify ? identify(socket, data) : resume(socket, data);
    });
    send(socket, { op: op.hello, d: { heartbeat_interval: 41_250 } });
  });

  const gateway: FakeGateway = {
    identifies: 0,
    resumes: 0,
    isShut: false,
    connected: () => [...sessions.values()].filter((session) => session.socket).length,
    drop: () => {
      for (const session of sessions.values()) session.socket = undefined;
      for (const socket of sockets) socket.terminate();
    },
  };
  return {
    gateway,
    dispatch: (type, data) => {
      for (const session of sessions.values()) dispatchTo(session, type, data);
    },
    refuseAll: () => {
      sessions.clear();
      for (const socket of sockets) socket.close(authenticationFailed);
    },
  };
}
