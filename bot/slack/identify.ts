import type { WebClient } from '@slack/web-api';
import { attempt } from '../chat/attempt.ts';
import { SettingRefusedError } from '../chat/setting-error.ts';
import { isPermanentRefusal, judgeSlack, refusalOf } from './failures.ts';
import type { Identity } from './listen-deps.ts';

/** Who we are by a bot's token. Throws SettingRefusedError where Slack does not accept it. */
export async function identify(client: WebClient): Promise<Identity> {
  try {
    const tested = await attempt(() => client.auth.test(), {
      judge: judgeSlack,
      repeatable: true,
      withinMs: 3_000,
    });
    return {
      teamId: tested.team_id ?? '',
      botUserId: tested.user_id ?? '',
      botId: tested.bot_id ?? '',
    };
  } catch (error) {
    throw isPermanentRefusal(error)
      ? refuse('SLACK_BOT_TOKEN', error, 'The Bot User OAuth Token begins with xoxb-', 'OAuth & Permissions')
      : error;
  }
}

/** What a refused connection of Socket Mode means: the app's token, where Slack said no. */
export function explainSocketFailure(error: unknown): unknown {
  const token = 'The App-Level Token begins with xapp- and has the scope connections:write';
  return isPermanentRefusal(error) ? refuse('SLACK_APP_TOKEN', error, token, 'Basic Information') : error;
}

function refuse(variable: string, error: unknown, token: string, page: string): SettingRefusedError {
  return new SettingRefusedError(
    variable,
    `Slack does not accept it (${refusalOf(error)}). ${token}: api.slack.com/apps, your app, ${page}`,
  );
}
