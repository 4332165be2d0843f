import type { AddressInfo } from 'node:net';
import { openAcknowledgements } from './acknowledgements.ts';
import { serveApi } from './api-server.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import { fileMethods } from './file-methods.ts';
import type { FrontOptions, SlackFront } from './front-types.ts';
import { payloadsOf } from './payloads.ts';
import { openResponseUrls } from './response-urls.ts';
import { openSender, type Parcel } from './send-to-app.ts';
import { openSocketHub, type SocketHub } from './socket-hub.ts';
import { unfurlMethods } from './unfurl-methods.ts';
import { viewMethods } from './view-methods.ts';
import { type Method, openWorkspace, type Workspace } from './workspace.ts';

function ownMethods(workspace: Workspace, sockets: () => SocketHub): Record<string, Method> {
  const { teamId, botUserId, botId, appId } = workspace;
  return {
    'auth.test': () => ({
      ok: true,
      url: 'https://test.slack.com/',
      team: 'Test',
      user: 'regulars',
      team_id: teamId,
      user_id: botUserId,
      bot_id: botId,
      app_id: appId,
      is_enterprise_install: false,
    }),
    'apps.connections.open': () => ({ ok: true, url: sockets().newUrl() }),
  };
}

/** A Slack on loopback which the real SDKs take for Slack, and which refuses what Slack refuses. */
export async function startSlackFront(options: FrontOptions = {}): Promise<SlackFront> {
  const workspace = openWorkspace(options);
  const responses = openResponseUrls(workspace);
  const methods = {
    ...ownMethods(workspace, () => sockets),
    ...chatMethods(workspace),
    ...conversationMethods(workspace),
    ...fileMethods(workspace),
    ...unfurlMethods(workspace),
    ...viewMethods(workspace),
  };
  const { server, setFault } = serveApi(workspace, methods, responses);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  workspace.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sockets = openSocketHub(server, workspace.origin);
  const sender = openSender({
    secret: workspace.settings.signingSecret,
    requestUrl: options.requestUrl,
    sockets,
  });
  const payloads = payloadsOf(workspace, responses);
  const acknowledge = openAcknowledgements(workspace, responses);

  const send = async (parcel: Parcel) => acknowledge(parcel.payload, await sender.send(parcel));
  const interact = (payload: Parcel['payload']) => send({ type: 'interactive', payload });

  return {
    apiUrl: `${workspace.origin}/api/`,
    messages: (channel) =>
      workspace.messages
        .filter((message) => channel === undefined || message.channel === channel)
        .map((message) => ({ ...message })),
    calls: workspace.calls,
    refused: workspace.refused,
    homes: workspace.homes,
    openViews: workspace.openViews,
    unfurls: workspace.unfurls,
    files: workspace.files,
    setFault,
    setChannel: (id, change) => {
      const known = workspace.channels.get(id) ?? { id, name: id.toLowerCase() };
      workspace.channels.set(id, { ...known, ...change, id });
    },
    revokeToken: () => {
      workspace.revoked = true;
    },
    responseUrl: (channel, user, pressed) => responses.add(channel, user, pressed),
    command: async (input) =>
      send({ type: 'slash_commands', payload: payloads.command(input), timestamp: input.timestamp }),
    event: async (event, eventOptions = {}) =>
      send({
        type: 'events_api',
        payload: payloads.event(event, eventOptions),
        retryNum: eventOptions.retryNum,
      }),
    press: async (input) => interact(payloads.press(input)),
    pressHome: async (input) => interact(payloads.pressHome(input)),
    submitView: async (input) => interact(payloads.submit(input)),
    suggestOptions: async (input) => interact(payloads.suggest(input)),
    resend: (delivery) => sender.resend(delivery),
    raw: async (input) => sender.raw(input),
    dropSockets: () => sockets.drop(),
    meetSockets: (manner) => sockets.meet(manner),
    sockets: () => sockets.count(),
    close: async () => {
      sockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
