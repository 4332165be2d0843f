import type { Locale } from '../../renderers/locale.ts';
import { cutText } from '../chat/cut-text.ts';
import type { Command, Localized } from '../command.ts';
import { listCommandLines } from '../example-lines.ts';

export interface ManifestOptions {
  commands: readonly Command[];
  locale: Locale;
  /** Where people reach our pages, without a slash at its end; null where only this machine does. */
  publicUrl: string | null;
  /** Slack sends its requests there; else it is Socket Mode, which needs no address. */
  http: boolean;
}

/** Where Slack sends commands, events and presses. */
export const eventsPath = '/slack/events';

/** What the app may do in a workspace, and why: as little as its answers need. */
const scopes = {
  commands: 'slash commands',
  'chat:write': 'answer, and replace the note by the answer',
  'chat:write.public': 'answer a command in a public channel without having been invited',
  'files:write': 'upload the picture of an answer, and the files that admins export',
  'files:read': 'see when the uploaded picture can be shown',
  'app_mentions:read': 'be asked by mention',
  'im:history': 'be asked by direct message, and find our own answer after a lost reply',
  'im:write':
    'find it there where we know the person alone, whose direct messages have to be opened to be read',
  'channels:history':
    'find our own answer in a public channel after a lost reply, so as not to post it twice',
  'groups:history': 'the same in private channels that we were invited to',
} as const;

/** What showing our links below messages needs beside. */
const linkScopes = {
  'links:read': 'see a link of ours that somebody posts',
  'links:write': 'show its chart below the message',
} as const;

const appDescription: Localized = {
  en: 'The customer analyst in your team’s chat',
  'pt-BR': 'O analista de clientes no chat da sua equipe',
};

const limits = { description: 140, slashDescription: 2_000, usageHint: 1_000 };

/** A slash command of Slack's: the first word, under which are all commands that begin with it. */
export function listSlashCommands(commands: readonly Command[], locale: Locale) {
  const families = Map.groupBy(commands, ({ name }) => name.split(' ')[0] ?? name);
  return [...families].map(([word, family]) => {
    const bare = family.filter(({ name }) => name === word);
    const described = (bare.length > 0 ? bare : family).map(({ description }) => description[locale]);
    const hints = family.flatMap((command) => listCommandLines(command, locale).slice(0, 2));
    const written = [...new Set(hints.map((line) => line.replace(`/${word}`, '').trim()))];
    return {
      command: `/${word}`,
      description: cutText(described.join('; '), limits.slashDescription),
      usage_hint: cutText(written.filter(Boolean).join(' | ') || ' ', limits.usageHint),
      should_escape: false,
    };
  });
}

/** The manifest by which Slack makes the app: its commands, events and rights, from the list of commands. */
export function createManifest({ commands, locale, publicUrl, http }: ManifestOptions): object {
  const url = publicUrl === null || !http ? null : `${publicUrl}${eventsPath}`;
  const domain = publicUrl === null ? null : new URL(publicUrl).hostname;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Regulars',
      description: cutText(appDescription[locale], limits.description),
      background_color: '#1f2933',
    },
    features: {
      bot_user: { display_name: 'Regulars', always_online: true },
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      slash_commands: listSlashCommands(commands, locale).map((command) =>
        url === null ? command : { ...command, url },
      ),
      ...(domain === null ? {} : { unfurl_domains: [domain] }),
    },
    oauth_config: {
      scopes: { bot: [...Object.keys(scopes), ...(domain === null ? [] : Object.keys(linkScopes))] },
    },
    settings: {
      event_subscriptions: {
        ...(url === null ? {} : { request_url: url }),
        bot_events: [
          'app_home_opened',
          'app_mention',
          ...(domain === null ? [] : ['link_shared']),
          'message.im',
        ],
      },
      interactivity: {
        is_enabled: true,
        ...(url === null ? {} : { request_url: url, message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}
