import { z } from 'zod';
import { ServiceError } from '../../services/errors.ts';
import { changeSegment, countSegment, getSegment, type SegmentEdit } from '../../services/segments/index.ts';
import { type Answer, defineCommand } from '../command.ts';
import { answerKept } from './segment-create.ts';
import { segmentDeedTexts } from './segment-deed-texts.ts';
import { makeRuleOption, readRule, segmentOption } from './segment-options.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, moneyOf, nameSegment, segmentLine } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** `/segment edit "…"`: another name or rule, or out of the list and back. */
export const segmentEdit = defineCommand({
  name: 'segment edit',
  aliases: ['segmento editar', 'segmento alterar', 'segment change'],
  description: {
    en: 'Change the name or the rule of a segment, or take it back from the archive',
    'pt-BR': 'Alterar o nome ou a regra de um segmento, ou recuperá-lo do arquivo',
  },
  examples: [
    {
      en: '/segment edit "Sleeping champions" where segment = "At Risk" and orders >= 5',
      'pt-BR': '/segment edit "Campeões dormindo" onde segmento = "Em risco" e pedidos >= 5',
    },
    {
      en: '/segment edit "Sleeping champions" rename:"Wake them up"',
      'pt-BR': '/segment edit "Campeões dormindo" renomear:"Acordar"',
    },
  ],
  role: 'analyst',
  visibility: 'private',
  options: {
    name: segmentOption,
    rename: {
      schema: z.string().optional(),
      description: { en: 'Its new name', 'pt-BR': 'O novo nome' },
      aliases: ['renomear'],
      examples: [
        {
          en: '/segment edit "Sleeping champions" rename:"Wake them up"',
          'pt-BR': '/segment edit "Campeões dormindo" renomear:"Acordar"',
        },
      ],
    },
    archived: {
      schema: z.enum(['yes', 'no']).optional(),
      description: { en: 'Out of the list, or back', 'pt-BR': 'Fora da lista, ou de volta' },
      aliases: ['arquivado'],
      examples: [
        {
          en: '/segment edit "Sleeping champions" archived:no',
          'pt-BR': '/segment edit "Campeões dormindo" arquivado:não',
        },
      ],
      choices: {
        yes: { label: { en: 'yes', 'pt-BR': 'sim' } },
        no: { label: { en: 'no', 'pt-BR': 'não' } },
      },
    },
    where: { ...makeRuleOption('/segment edit "Sleeping champions"'), schema: z.string().optional() },
  },
  run: async (context, { name, rename, archived, where }): Promise<Answer> => {
    const { segment, status } = await getSegment(context, { name });
    const edit: SegmentEdit = {
      ...(rename === undefined ? {} : { name: rename }),
      ...(where === undefined ? {} : { rule: readRule(where, context) }),
      ...(archived === undefined ? {} : { archived: archived === 'yes' }),
    };
    if (Object.keys(edit).length === 0) {
      throw new ServiceError('invalid_input', 'segment_edit_empty', { part: segment.name });
    }
    const counted = await countSegment(context, { rule: edit.rule ?? segment.rule });
    const changed = await changeSegment(context, { segment, edit });
    if (changed.archivedAt === null) return answerKept(context, changed, counted, 'changed');
    const words = segmentTexts(context.locale);
    const deeds = segmentDeedTexts(context.locale);
    return {
      question: segmentLine('show', changed.name),
      summary: [
        ...(edit.name === undefined && edit.rule === undefined
          ? []
          : [
              deeds.changed(
                nameSegment(changed, context.locale),
                countOf(counted.customers, context.locale),
                moneyOf(counted.net, context),
              ),
            ]),
        deeds.archivedNow(nameSegment(changed, context.locale)),
      ].join(' '),
      parts: [],
      warnings: [],
      actions: [
        { label: words.actions.undo, ask: segmentLine('edit', changed.name, ' archived:no') },
        { label: words.actions.list, ask: '/segment list' },
      ],
      freshness: describeFreshness(context, status),
      provenance: null,
    };
  },
});
