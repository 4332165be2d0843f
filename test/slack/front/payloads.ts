import { asJson, asList, asText, type Json, walk } from '../../json.ts';
import { showMessage } from './chat-methods.ts';
import { findAction, untouched, withIds } from './elements.ts';
import type { CommandInput, EventOptions, PressInput, SubmitInput, SuggestInput } from './front-types.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Workspace } from './workspace.ts';

const someone = 'U0001';
const token = 'verification-token';

/** Everything Slack sends, as it writes it. */
export function payloadsOf(workspace: Workspace, responses: ResponseUrls) {
  const { appId, botUserId, teamId: ours } = workspace;

  const around = (type: string, user: string): Json => ({
    type,
    team: { id: ours, domain: 'test' },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: ours },
    api_app_id: appId,
    token,
  });

  const nameChannel = (id: string): string => {
    if (id.startsWith('D')) return 'directmessage';
    const channel = workspace.channels.get(id);
    return channel?.isPrivate ? 'privategroup' : (channel?.name ?? 'somewhere');
  };

  const findView = (viewId: string) => {
    const known = workspace.views.get(viewId);
    if (!known) throw new Error(`no view ${viewId} is open`);
    return { ...known, blocks: withIds(asList(known.shown['blocks'])) };
  };

  return {
    command({
      command,
      text = '',
      user = someone,
      channel = 'C0001',
      teamId = ours,
      triggerId,
    }: CommandInput): Json {
      return {
        token,
        api_app_id: appId,
        team_id: teamId,
        team_domain: 'test',
        channel_id: channel,
        channel_name: nameChannel(channel),
        user_id: user,
        user_name: user.toLowerCase(),
        command,
        text,
        response_url: responses.add(channel, user),
        trigger_id: workspace.addTrigger(user, triggerId),
        is_enterprise_install: false,
      };
    },

    event(event: Json, { eventId = workspace.nextId('Ev') }: EventOptions): Json {
      if (event['type'] === 'link_shared') workspace.sharedLinks.push(event);
      return {
        token,
        team_id: ours,
        api_app_id: appId,
        event: { event_ts: workspace.nextTs(), ...event },
        type: 'event_callback',
        event_id: eventId,
        event_time: Math.floor(Date.now() / 1_000),
        event_context: `EC-${eventId}`,
        is_ext_shared_channel: false,
        authorizations: [
          {
            enterprise_id: null,
            team_id: ours,
            user_id: botUserId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
      };
    },

    /** A private message is not repeated in the payload: Slack does not keep it. */
    press({ message, actionId, user = message.user ?? someone }: PressInput): Json {
      const { channel, ts, thread, blocks } = message;
      const isEphemeral = message.user !== null;
      if (isEphemeral && message.user !== user) throw new Error(`${user} does not see this message`);
      return {
        ...around('block_actions', user),
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel,
          is_ephemeral: isEphemeral,
          ...(thread === null ? {} : { thread_ts: thread }),
        },
        trigger_id: workspace.addTrigger(user),
        channel: { id: channel, name: nameChannel(channel) },
        ...(isEphemeral
          ? {}
          : { message: { ...showMessage(workspace, message, true), blocks: withIds(blocks) } }),
        state: { values: {} },
        response_url: responses.add(channel, user, message),
        actions: [findAction(workspace, blocks, actionId)],
      };
    },

    pressHome({ user, actionId }: { user: string; actionId: string }): Json {
      const shown = workspace.homeViews.get(user)?.shown;
      if (!shown) throw new Error(`${user} has no home yet`);
      const blocks = withIds(asList(shown['blocks']));
      return {
        ...around('block_actions', user),
        container: { type: 'view', view_id: shown['id'] },
        trigger_id: workspace.addTrigger(user),
        view: { ...shown, blocks },
        actions: [findAction(workspace, blocks, actionId)],
      };
    },

    submit({ viewId, values }: SubmitInput): Json {
      const { shown, user, blocks } = findView(viewId);
      const state: Record<string, Json> = {};
      for (const { type, block_id: blockId, element } of blocks) {
        if (type !== 'input') continue;
        state[asText(blockId)] = { [asText(asJson(element)['action_id'])]: untouched(asJson(element)) };
      }
      for (const [blockId, value] of Object.entries(values)) {
        for (const actionId of Object.keys(value)) {
          if (state[blockId]?.[actionId] === undefined) throw new Error(`no input ${blockId} ${actionId}`);
        }
        state[blockId] = value;
      }
      return {
        ...around('view_submission', user),
        trigger_id: workspace.addTrigger(user),
        view: { ...shown, blocks, state: { values: state } },
        response_urls: [],
      };
    },

    suggest({ viewId, blockId, actionId, value }: SuggestInput): Json {
      const { shown, user, blocks } = findView(viewId);
      const block = blocks.find((one) => one['block_id'] === blockId);
      const isThere = [...walk(block)].some(({ node }) => node['action_id'] === actionId);
      if (!isThere) throw new Error(`no select ${blockId} ${actionId}`);
      return {
        ...around('block_suggestion', user),
        container: { type: 'view', view_id: viewId },
        action_id: actionId,
        block_id: blockId,
        value,
        view: { ...shown, blocks },
      };
    },
  };
}
