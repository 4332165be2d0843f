import { ButtonBuilder, Client, ContainerBuilder, type Interaction, MessageFlags } from 'discord.js';
import type { FakeDiscord } from './fake-discord.ts';

/** A discord.js client against the double, ready for interactions. */
export async function connectClient(fake: FakeDiscord): Promise<Client<true>> {
  const client = new Client({ intents: [], rest: { api: fake.apiUrl, version: '10', retries: 0 } });
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
  await client.login(fake.token);
  return ready;
}

/** The next interaction of a kind. */
export function nextInteraction<Kind extends Interaction>(
  client: Client,
  isKind: (interaction: Interaction) => interaction is Kind,
): Promise<Kind> {
  return new Promise((resolve) => {
    const listen = (interaction: Interaction) => {
      if (!isKind(interaction)) return;
      client.off('interactionCreate', listen);
      resolve(interaction);
    };
    client.on('interactionCreate', listen);
  });
}

/** A picture in a container with a button, as an answer is. */
export function sampleAnswer() {
  const container = new ContainerBuilder()
    .addTextDisplayComponents((text) => text.setContent('**Champions** are 12 of 80 customers.'))
    .addMediaGalleryComponents((gallery) =>
      gallery.addItems((item) => item.setURL('attachment://rfm.png').setDescription('Customers by segment')),
    )
    .addActionRowComponents((row) =>
      row.addComponents(new ButtonBuilder().setStyle(2).setLabel('Change').setCustomId('change:1')),
    );
  const attachment = Buffer.from('89504e470d0a1a0a', 'hex');
  return {
    components: [container],
    files: [{ attachment, name: 'rfm.png', description: 'Customers by segment' }],
    flags: MessageFlags.IsComponentsV2 as const,
    allowedMentions: { parse: [] },
  };
}
