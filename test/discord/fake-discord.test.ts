import type { Client, Interaction } from 'discord.js';
import { LabelBuilder, ModalBuilder, StringSelectMenuBuilder, TextInputBuilder } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeDiscord, startFakeDiscord } from './fake-discord.ts';
import { connectClient, nextInteraction, sampleAnswer } from './sample-client.ts';

let fake: FakeDiscord;
let client: Client<true>;

beforeEach(async () => {
  fake = await startFakeDiscord();
  client = await connectClient(fake);
});

afterEach(async () => {
  await client.destroy();
  await fake.close();
});

const isCommand = (interaction: Interaction) => interaction.isChatInputCommand();
const isButton = (interaction: Interaction) => interaction.isButton();
const isAutocomplete = (interaction: Interaction) => interaction.isAutocomplete();
const isSubmission = (interaction: Interaction) => interaction.isModalSubmit();

async function answer(input: Parameters<FakeDiscord['sendCommand']>[0] = { name: 'rfm' }) {
  const arrived = nextInteraction(client, isCommand);
  const sent = fake.sendCommand(input);
  const command = await arrived;
  await command.deferReply();
  await command.editReply(sampleAnswer());
  const [message] = fake.messages.slice(-1);
  if (!message) throw new Error('There is no answer.');
  return { sent, command, message };
}

describe('with a real client', () => {
  test('a command is deferred and then answered with a picture', async () => {
    const arrived = nextInteraction(client, isCommand);
    const sent = fake.sendCommand({
      name: 'rfm',
      subcommand: 'segments',
      options: { period: 'may', top: 5 },
    });
    const command = await arrived;
    expect(command.options.getSubcommand()).toBe('segments');
    expect(command.options.getString('period')).toBe('may');
    expect(command.options.getInteger('top')).toBe(5);
    expect(command.member?.user.id).toBe(command.user.id);

    await command.deferReply();
    expect(await sent.response).toEqual({ type: 5, data: { flags: 0 } });
    expect(fake.messages).toMatchObject([{ isLoading: true, interactionId: sent.id, ephemeral: false }]);

    const message = await command.editReply(sampleAnswer());
    expect(message.attachments.first()?.url).toContain('/rfm.png');
    expect(fake.refused).toEqual([]);
    expect(fake.messages).toMatchObject([
      {
        isLoading: false,
        edits: 1,
        flags: 32_768,
        attachments: [{ filename: 'rfm.png', description: 'Customers by segment', size: 8 }],
      },
    ]);
    expect(fake.calls.map(({ route }) => route)).toEqual([
      'GET /gateway/bot',
      'POST /interactions/:id/:token/callback',
      'PATCH /webhooks/:id/:token/messages/@original',
    ]);
  });

  test('an answer in a direct message is private when it says so, and is followed up', async () => {
    const arrived = nextInteraction(client, isCommand);
    fake.sendCommand({ name: 'kpi', guildId: null, userId: '300000000000000007', locale: 'de' });
    const command = await arrived;
    expect(command).toMatchObject({ guildId: null, locale: 'de', context: 1 });
    const response = await command.reply({ content: 'Revenue is up.', flags: 64, withResponse: true });
    expect(response.resource?.message?.content).toBe('Revenue is up.');
    await command.followUp({ content: 'One thing more.' });
    const { user } = command;
    expect(fake.messages).toMatchObject([
      { content: 'Revenue is up.', ephemeral: true, userId: user.id, guildId: null },
      { content: 'One thing more.', ephemeral: false, userId: null },
    ]);
    await command.deleteReply();
    expect(fake.messages).toHaveLength(1);
    await expect(command.fetchReply()).rejects.toMatchObject({ code: 10008, status: 404 });
  });

  test('an option is completed', async () => {
    const arrived = nextInteraction(client, isAutocomplete);
    const sent = fake.sendAutocomplete({ name: 'rfm', options: { product: 'cof' }, focused: 'product' });
    const question = await arrived;
    expect(question.options.getFocused()).toBe('cof');
    await question.respond([{ name: 'Coffee', value: 'coffee' }]);
    expect(await sent.response).toMatchObject({ data: { choices: [{ name: 'Coffee' }] } });
  });

  test('a button shows a modal, and what is filled in arrives', async () => {
    const { message } = await answer();
    const pressed = nextInteraction(client, isButton);
    const press = fake.press({ message, customId: 'change:1' });
    const period = new LabelBuilder()
      .setLabel('Period')
      .setTextInputComponent(new TextInputBuilder().setCustomId('period').setStyle(1).setValue('may'));
    const options = [
      { label: 'Revenue', value: 'revenue' },
      { label: 'Orders', value: 'orders', default: true },
    ];
    const metric = new LabelBuilder()
      .setLabel('Metric')
      .setStringSelectMenuComponent(new StringSelectMenuBuilder().setCustomId('metric').addOptions(options));
    const button = await pressed;
    expect(button.message.components[0]?.toJSON()).toMatchObject({ components: [{}, { type: 12 }, {}] });
    await button.showModal(
      new ModalBuilder().setCustomId('form:1').setTitle('Change').addLabelComponents(period, metric),
    );
    expect(await press.response).toMatchObject({ type: 9, data: { custom_id: 'form:1' } });

    const submitted = nextInteraction(client, isSubmission);
    fake.submitModal({ customId: 'form:1', values: { period: 'june' }, message });
    const form = await submitted;
    expect(form.fields.getTextInputValue('period')).toBe('june');
    expect(form.fields.getStringSelectValues('metric')).toEqual(['orders']);
    expect(form.isFromMessage()).toBe(true);
    if (form.isFromMessage()) await form.deferUpdate();
    await form.editReply({
      components: sampleAnswer().components,
      attachments: [...(form.message?.attachments.values() ?? [])],
    });
    expect(fake.messages).toMatchObject([
      { id: message.id, edits: 2, attachments: [{ filename: 'rfm.png' }] },
    ]);
    expect(() => fake.submitModal({ customId: 'form:1', values: { nothing: '' } })).toThrow(
      'no field nothing',
    );
  });

  test('a second first answer, an unknown interaction and a late answer are refused', async () => {
    const { command, sent, message } = await answer();
    const again = nextInteraction(client, isCommand);
    fake.resend(sent);
    const copy = await again;
    expect(copy.id).toBe(command.id);
    await expect(copy.deferReply()).rejects.toMatchObject({ code: 40060, status: 400 });
    fake.expire(sent);
    await expect(copy.deferReply()).rejects.toMatchObject({ code: 10062, status: 404 });
    await expect(command.editReply('late')).rejects.toMatchObject({ code: 50027, status: 401 });
    expect(message.edits).toBe(1);
  });

  test('a connection that drops comes back by itself, with what was missed', async () => {
    const arrived = nextInteraction(client, isCommand);
    fake.gateway.drop();
    expect(fake.gateway.connected()).toBe(0);
    fake.sendCommand({ name: 'rfm' });
    expect((await arrived).commandName).toBe('rfm');
    const next = nextInteraction(client, isCommand);
    fake.sendCommand({ name: 'kpi' });
    expect((await next).commandName).toBe('kpi');
    expect(fake.gateway).toMatchObject({ identifies: 1, resumes: 1 });
  });

  test('a refused message changes nothing, and says why', async () => {
    const { command, message } = await answer();
    const tooLong = command.editReply({ content: 'mixed with Components V2' });
    await expect(tooLong).rejects.toMatchObject({ code: 50035, status: 400 });
    expect(message.content).toBe('');
    expect(fake.refused).toEqual(['content cannot go with Components V2']);
    const bad = command.followUp({ content: '' });
    await expect(bad).rejects.toMatchObject({ code: 50006 });
    expect(fake.messages).toHaveLength(1);
  });

  test('a file over the limit that the interaction told is refused', async () => {
    const arrived = nextInteraction(client, isCommand);
    fake.sendCommand({ name: 'rfm', attachmentSizeLimit: 7 });
    const command = await arrived;
    expect(command.attachmentSizeLimit).toBe(7);
    await command.deferReply();
    await expect(command.editReply(sampleAnswer())).rejects.toMatchObject({ code: 40005, status: 413 });
    expect(fake.messages).toMatchObject([{ isLoading: true }]);
  });

  test('commands are registered, and bad ones refused', async () => {
    const { commands } = client.application;
    await commands.set([{ name: 'rfm', description: 'Segments' }]);
    expect(fake.registered).toMatchObject([{ name: 'rfm' }]);
    expect((await commands.fetch()).map(({ name }) => name)).toEqual(['rfm']);
    const bad = commands.set([{ name: 'RFM', description: 'Segments' }]);
    await expect(bad).rejects.toMatchObject({ code: 50035 });
    expect(fake.registered).toHaveLength(1);
  });

  test('a token that was reset closes the connection and is refused from then on', async () => {
    const closed = new Promise((resolve) => client.once('shardDisconnect', ({ code }) => resolve(code)));
    fake.refuseToken();
    expect(await closed).toBe(4_004);
    await expect(client.rest.get('/users/@me')).rejects.toMatchObject({ status: 401 });
  });
});

test('a wrong token is refused', async () => {
  await expect(connectClient({ ...fake, token: 'other' })).rejects.toMatchObject({ code: 'TokenInvalid' });
});
