import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { currencyDigits, formatValue, majorUnits } from '../../renderers/format.ts';
import { defineTexts, plural } from '../../renderers/locale.ts';
import { createCampaign, getCampaign } from '../../services/campaigns/index.ts';
import { ServiceError } from '../../services/errors.ts';
import { consentChannels, getSegment } from '../../services/segments/index.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { wholeNumber } from '../number-option.ts';
import { readMoney } from '../read-money.ts';
import { nameChannel } from '../rules/rule-words.ts';
import { answerTreated } from './campaign-export.ts';
import { exportTimeoutMs } from './export-purpose.ts';
import type { Count } from './rfm-texts.ts';
import { segmentOption } from './segment-options.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, nameSegment } from './segment-words.ts';

const texts = defineTexts({
  en: {
    drawn: (
      name: string,
      members: Count,
      of: Count,
      segment: string,
      way: string,
      share: string,
      seed: string,
    ) =>
      `“${name}” is drawn: of the ${members.text} among ${segmentTexts('en').who(of)} in “${segment}” who agreed to ${way}, ${share} are held out at random (seed ${seed}).`,
    weak: (held: Count) =>
      `Only ${segmentTexts('en').who(held)} ${plural(held.count, 'is', 'are')} held out: nothing but a very large effect could be shown.`,
    shared: (customers: Count) =>
      `${segmentTexts('en').who(customers)} of these ${plural(customers.count, 'is', 'are')} in another drawn campaign that is not over: each blurs what the other shows.`,
  },
  'pt-BR': {
    drawn: (
      name: string,
      members: Count,
      of: Count,
      segment: string,
      way: string,
      share: string,
      seed: string,
    ) =>
      `“${name}” foi sorteada: dos ${members.text} entre ${segmentTexts('pt-BR').who(of)} de “${segment}” que aceitam ${way}, ${share} ficam no controle ao acaso (semente ${seed}).`,
    weak: (held: Count) =>
      `Só ${segmentTexts('pt-BR').who(held)} ${plural(held.count, 'fica', 'ficam')} no controle: só um efeito muito grande poderia ser demonstrado.`,
    shared: (customers: Count) =>
      `${segmentTexts('pt-BR').who(customers)} destes ${plural(customers.count, 'está', 'estão')} em outra campanha sorteada que não terminou: cada uma turva o que a outra mostra.`,
  },
});

/** Held-out customers below which even the double of a usual conversion is not shown. */
const fewHeldOut = 50;

/** Below 2^31, so that it is the same number everywhere. */
const largestSeed = 2_147_483_647;

const example = {
  en: '/campaign create "Win back" from:"At Risk" holdout:20 channel:whatsapp',
  'pt-BR': '/campaign create Reconquista de:"Em risco" controle:20 canal:whatsapp',
};

/** `/campaign create <name> from:<segment>`: draws a random holdout, writes the draw down, and exports the treated. */
export const campaignCreate = defineCommand({
  name: 'campaign create',
  aliases: ['campanha criar', 'campanha sortear', 'campaign draw', 'campaign new'],
  description: {
    en: 'Draw a random holdout from a segment, and export whom to write to',
    'pt-BR': 'Sortear um grupo de controle de um segmento e exportar quem contatar',
  },
  examples: [example],
  role: 'admin',
  visibility: 'private',
  timeoutMs: exportTimeoutMs,
  options: {
    name: {
      schema: z.string(),
      description: {
        en: 'Its name; call it the same in the tool that sends it',
        'pt-BR': 'O nome; use o mesmo na ferramenta que a envia',
      },
      aliases: ['nome', 'campanha'],
      positional: true,
      examples: [example],
    },
    from: {
      ...segmentOption,
      positional: false,
      aliases: ['de', 'segmento', 'segment'],
      examples: [example],
    },
    holdout: {
      ...wholeNumber(1, 50),
      schema: z.coerce.number().default(10),
      read: (typed) => wholeNumber(1, 50).read(typed.replace(/\s*%$/, '')),
      description: {
        en: 'Percent held out, 1 to 50; 10 unless told',
        'pt-BR': 'Percentual no controle, de 1 a 50; 10 se não disser',
      },
      aliases: ['controle', 'held', 'control'],
      examples: [example],
    },
    channel: {
      schema: z.enum(consentChannels).default('email'),
      description: {
        en: 'By which way they are written to; only those who agreed to it are drawn',
        'pt-BR': 'Por qual meio serão contatados; só entra quem aceita esse meio',
      },
      aliases: ['canal', 'by', 'por'],
      choices: Object.fromEntries(
        consentChannels.map((channel) => [
          channel,
          { label: { en: nameChannel(channel, 'en'), 'pt-BR': nameChannel(channel, 'pt-BR') } },
        ]),
      ),
      examples: [example],
    },
    window: {
      ...wholeNumber(1, 90),
      schema: z.coerce.number().default(5),
      description: {
        en: 'Days within which an order is its doing; 5 unless told',
        'pt-BR': 'Dias em que um pedido é dela; 5 se não disser',
      },
      aliases: ['janela', 'days', 'dias'],
      examples: [example],
    },
    cost: {
      schema: z.string().optional(),
      read: readCost,
      description: {
        en: 'What it costs in all: 500 or 1,234.50',
        'pt-BR': 'Quanto custa no total: 500 ou 1.234,50',
      },
      aliases: ['custo'],
      examples: [
        {
          en: '/campaign create "Win back" from:"At Risk" cost:350',
          'pt-BR': '/campaign create Reconquista de:"Em risco" custo:350',
        },
      ],
    },
    seed: {
      ...wholeNumber(0, largestSeed),
      schema: z.coerce.number().optional(),
      description: {
        en: 'A number that draws the same customers again; random unless told',
        'pt-BR': 'Um número que sorteia de novo os mesmos clientes; ao acaso se não disser',
      },
      aliases: ['semente'],
      examples: [example],
    },
  },
  run: async (context, options) => {
    const { locale } = context;
    const { segment, days } = await getSegment(context, { name: options.from });
    const seed = options.seed ?? randomInt(largestSeed);
    const share = options.holdout / 100;
    const { members, shared } = await createCampaign(context, {
      ...{ name: options.name, segment, day: days.asOf, channel: options.channel, purpose: options.channel },
      ...{ share, seed, windowDays: options.window },
      cost: options.cost === undefined ? null : readMoney(options.cost, { ...context, locale: 'en' }),
    });
    const { campaign, status } = await getCampaign(context, { name: options.name });
    const said = texts(locale).drawn(
      campaign.label,
      countOf(members, locale),
      countOf(segment.sizes.find(({ day }) => day === days.asOf)?.customers ?? members, locale),
      nameSegment(segment, locale),
      nameChannel(options.channel, locale),
      formatValue(share, { kind: 'percent' }, locale),
      String(seed),
    );
    const answer = await answerTreated(context, {
      campaign,
      status,
      purpose: options.channel,
      begin: [said],
    });
    const held = countOf(campaign.heldOut.members, locale);
    const warnings = [
      ...(held.count < fewHeldOut ? [texts(locale).weak(held)] : []),
      ...(shared > 0 ? [texts(locale).shared(countOf(shared, locale))] : []),
    ];
    return { ...answer, warnings: [...warnings, ...answer.warnings] };
  },
});

/** The canonical text of an amount: major units with a point. Throws ServiceError `amount_unfit`. */
function readCost(typed: string, context: CommandContext): string {
  const minor = readMoney(typed, context);
  if (minor === null || minor < 0) throw new ServiceError('invalid_input', 'amount_unfit', { part: typed });
  return majorUnits(minor, currencyDigits(context.currency));
}
