import { defineCommand } from '../command.ts';
import { segmentEdit } from './segment-edit.ts';
import { segmentOption } from './segment-options.ts';

/** `/segment archive "…"`: out of the list; nothing of it is lost. */
export const segmentArchive = defineCommand({
  name: 'segment archive',
  aliases: ['segmento arquivar', 'segment delete', 'segment remove', 'segmento remover'],
  description: {
    en: 'Take a segment out of the list; it can be taken back',
    'pt-BR': 'Tirar um segmento da lista; dá para recuperá-lo',
  },
  examples: [
    { en: '/segment archive "Sleeping champions"', 'pt-BR': '/segment archive "Campeões dormindo"' },
  ],
  role: 'analyst',
  visibility: 'private',
  options: { name: segmentOption },
  run: (context, { name }) =>
    segmentEdit.run(context, { name, rename: undefined, archived: 'yes', where: undefined }),
});
