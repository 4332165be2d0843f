import { formatDay } from '../../renderers/format.ts';
import { defineTexts, plural } from '../../renderers/locale.ts';
import { type Campaign, drawCampaign, exportTreated, getCampaign } from '../../services/campaigns/index.ts';
import { ServiceError } from '../../services/errors.ts';
import type { ExportFor } from '../../services/segments/index.ts';
import { type FilledShop, lastKnownDay } from '../../services/shop/index.ts';
import type { Answer, CommandContext } from '../command.ts';
import { defineCommand } from '../command.ts';
import { nameChannel } from '../rules/rule-words.ts';
import { campaignLine, drawnCampaignOption } from './campaign-options.ts';
import { campaignTexts } from './campaign-texts.ts';
import { exportTimeoutMs, purposeOption, purposeSchema, purposeTexts } from './export-purpose.ts';
import { makeMemberPart, writeMemberFile } from './member-file.ts';
import type { Count } from './rfm-texts.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

const texts = defineTexts({
  en: {
    summary: (name: string, rows: Count, treated: Count, held: Count, way: string | null) =>
      rows.count === 0
        ? `None of the ${treated.text} treated of “${name}” ${way === null ? 'is left' : `agrees to ${way}`}: there is nothing to export.`
        : `${segmentTexts('en').who(rows)} of the ${treated.text} treated of “${name}”${way === null ? '' : ` ${plural(rows.count, 'agrees', 'agree')} to ${way} and`} ${plural(rows.count, 'is', 'are')} in the file; ${held.text} ${plural(held.count, 'is', 'are')} held out and must not be written to.`,
    label: (name: string, day: string, rows: Count) =>
      `Treated of “${name}” on ${day}, ${rows.text} ${plural(rows.count, 'row', 'rows')}`,
  },
  'pt-BR': {
    summary: (name: string, rows: Count, treated: Count, held: Count, way: string | null) =>
      rows.count === 0
        ? `Dos ${treated.text} tratados de “${name}”, ${way === null ? 'não resta ninguém' : `ninguém aceita ${way}`}: não há o que exportar.`
        : `${segmentTexts('pt-BR').who(rows)} dos ${treated.text} tratados de “${name}” ${way === null ? '' : `${plural(rows.count, 'aceita', 'aceitam')} ${way} e `}${plural(rows.count, 'está', 'estão')} no arquivo; ${held.text} ${plural(held.count, 'fica', 'ficam')} no controle e não ${plural(held.count, 'deve', 'devem')} ser ${plural(held.count, 'contatado', 'contatados')}.`,
    label: (name: string, day: string, rows: Count) =>
      `Tratados de “${name}” em ${day}, ${rows.text} ${plural(rows.count, 'linha', 'linhas')}`,
  },
});

/** `/campaign export <name>`: the treated of a campaign that was drawn here, as a file. */
export const campaignExport = defineCommand({
  name: 'campaign export',
  aliases: ['campanha exportar'],
  description: {
    en: 'The customers to write to of a campaign that was drawn here, as a CSV file',
    'pt-BR': 'Os clientes a contatar de uma campanha sorteada aqui, em um arquivo CSV',
  },
  examples: [{ en: '/campaign export "Win back"', 'pt-BR': '/campaign export "Reconquista"' }],
  role: 'admin',
  visibility: 'private',
  timeoutMs: exportTimeoutMs,
  options: {
    name: drawnCampaignOption,
    for: {
      ...purposeOption,
      schema: purposeSchema.optional(),
      examples: [
        {
          en: '/campaign export "Win back" for:whatsapp',
          'pt-BR': '/campaign export Reconquista para:whatsapp',
        },
      ],
    },
  },
  run: async (context, options) => {
    const { name } = options;
    const found = await getCampaign(context, { name });
    const { status } = found;
    let { campaign } = found;
    if (campaign.draw === null)
      throw new ServiceError('invalid_input', 'campaign_not_drawn', { part: campaign.label });
    // A draw that was broken off is ended first.
    if (!campaign.draw.drawn) {
      await drawCampaign(context, { id: campaign.id });
      ({ campaign } = await getCampaign(context, { name }));
    }
    const purpose = options.for ?? purposeOf(campaign);
    return answerTreated(context, { campaign, status, purpose, begin: [] });
  },
});

/** The way by which a campaign writes to people; e-mail where it is none that they agree to. */
function purposeOf({ channel }: Campaign): ExportFor {
  return purposeSchema.catch('email').parse(channel);
}

/** The answer that holds the file of the treated, after sentences of its own. */
export async function answerTreated(
  context: CommandContext,
  input: { campaign: Campaign; status: FilledShop; purpose: ExportFor; begin: string[] },
): Promise<Answer> {
  const { locale } = context;
  const { campaign, status, purpose, begin } = input;
  const words = texts(locale);
  const day = lastKnownDay(context, status);
  const file = await writeMemberFile(context, exportTreated(context, { campaign, day, purpose }));
  const rows = countOf(file.rows, locale);
  const way = purpose === 'everyone' ? null : nameChannel(purpose, locale);
  const { treated, heldOut } = campaign;
  return {
    question: campaignLine('show', campaign.label),
    tone: file.rows === 0 ? 'empty' : 'answer',
    summary: [
      ...begin,
      words.summary(
        campaign.label,
        rows,
        countOf(treated.members, locale),
        countOf(heldOut.members, locale),
        way,
      ),
    ].join(' '),
    parts:
      file.rows === 0
        ? []
        : [
            makeMemberPart({
              of: campaign.label,
              day,
              label: words.label(campaign.label, formatDay(day, locale), rows),
              purpose,
              content: file.content,
            }),
          ],
    warnings: [...(purpose === 'everyone' ? [purposeTexts(locale).consent] : []), purposeTexts(locale).seen],
    actions: [
      { label: campaignTexts(locale).actions.show, ask: campaignLine('show', campaign.label) },
      { label: campaignTexts(locale).actions.list, ask: '/campaign list' },
    ],
    freshness: describeFreshness(context, status),
    provenance: null,
  };
}
