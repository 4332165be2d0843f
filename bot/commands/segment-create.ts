import type { Reply } from '../../renderers/reply.ts';
import {
  countSegment,
  createSegment,
  type Segment,
  type SegmentCount,
} from '../../services/segments/index.ts';
import { type Answer, type CommandContext, defineCommand } from '../command.ts';
import { listUnknown, segmentCount } from './segment-count.ts';
import { segmentDeedTexts } from './segment-deed-texts.ts';
import { makeRuleOption, newNameOption, readRule } from './segment-options.ts';
import { makeParts } from './segment-tables.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, moneyOf, nameSegment, segmentLine } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** `/segment create "…" where …`: keeps a rule under a name; its form shows first how many it holds. */
export const segmentCreate = defineCommand({
  name: 'segment create',
  aliases: ['segmento criar', 'segment new', 'segmento novo', 'segmento salvar'],
  description: {
    en: 'Save a rule as a segment; without one, a form asks and shows the count first',
    'pt-BR': 'Salvar uma regra como segmento; sem ela, um formulário pergunta e mostra antes quantos são',
  },
  examples: [
    {
      en: `/segment create "Sleeping champions" where segment = "Can't Lose" and state in (SP, RJ)`,
      'pt-BR': '/segment create "Campeões dormindo" onde segmento = "Não pode perder" e estado em (SP, RJ)',
    },
  ],
  role: 'analyst',
  visibility: 'private',
  formAsks: segmentCount.name,
  options: { name: newNameOption, where: makeRuleOption('/segment create "Sleeping champions"') },
  run: async (context, { name, where }) => {
    const rule = readRule(where, context);
    // Counted before it is kept: a rule that cannot be counted is no segment.
    const counted = await countSegment(context, { rule });
    const segment = await createSegment(context, { name, rule });
    return answerKept(context, segment, counted, 'created');
  },
});

/** The answer to a segment that was made or changed. */
export function answerKept(
  context: CommandContext,
  segment: Segment,
  counted: SegmentCount,
  what: 'created' | 'changed',
): Answer & Pick<Reply, 'summary'> {
  const { locale } = context;
  const words = segmentTexts(locale);
  const deeds = segmentDeedTexts(locale);
  const name = nameSegment(segment, locale);
  return {
    question: segmentLine('show', segment.name),
    summary: deeds[what](name, countOf(counted.customers, locale), moneyOf(counted.net, context)),
    parts: [makeParts(context, counted.bySegment, 'segment', false)],
    warnings: listUnknown(context, counted),
    actions: [
      { label: words.actions.show, ask: segmentLine('show', segment.name) },
      { label: words.actions.list, ask: '/segment list' },
    ],
    freshness: describeFreshness(context, counted.status),
    provenance: null,
  };
}
