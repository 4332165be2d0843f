import { defineTexts, type Locale } from '../../renderers/locale.ts';
import { SettingRefusedError } from '../chat/setting-error.ts';
import type { Command } from '../command.ts';
import { listDiscordCommands } from './command-list.ts';
import { judgeDiscord } from './failures.ts';
import { registerCommands } from './register-commands.ts';
import { createRest } from './rest.ts';
import { type DiscordSettings, identify } from './start-discord.ts';

const texts = defineTexts({
  en: {
    registered: (names: string) => `Registered with Discord: ${names}`,
    same: (names: string) => `Registered already, nothing had changed: ${names}`,
    invite: (link: string) => `To add the bot to a server: ${link}`,
    unreachable: 'Discord cannot be reached. Nothing was registered; try again in a moment.',
  },
  'pt-BR': {
    registered: (names) => `Registrados no Discord: ${names}`,
    same: (names) => `Já estavam registrados, nada mudou: ${names}`,
    invite: (link) => `Para adicionar o bot a um servidor: ${link}`,
    unreachable: 'Não foi possível acessar o Discord. Nada foi registrado; tente de novo em instantes.',
  },
});

/**
 * `npm run discord:register`: registers the commands where they are not, and says how the bot is added to a server.
 * Throws SettingRefusedError where Discord does not accept the token, else what its API throws.
 */
export async function runRegister(
  settings: DiscordSettings,
  {
    commands,
    locale,
    stdout,
  }: { commands: readonly Command[]; locale: Locale; stdout: NodeJS.WritableStream },
): Promise<number> {
  const words = texts(locale);
  const rest = createRest(settings);
  const names = listDiscordCommands(commands)
    .map(({ name }) => `/${name}`)
    .join(', ');
  let id: string;
  let changed: boolean;
  try {
    id = await identify(rest);
    changed = await registerCommands(rest, id, commands);
  } catch (error) {
    if (error instanceof SettingRefusedError || judgeDiscord(error).kind === 'refused') throw error;
    stdout.write(`${words.unreachable}\n`);
    return 1;
  }
  stdout.write(`${changed ? words.registered(names) : words.same(names)}\n`);
  // No permission is asked for: answers to commands need none.
  const query = new URLSearchParams({ client_id: id, scope: 'bot applications.commands', permissions: '0' });
  stdout.write(`${words.invite(`https://discord.com/oauth2/authorize?${query}`)}\n`);
  return 0;
}
