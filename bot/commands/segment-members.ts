import { z } from 'zod';
import type { Column } from '../../renderers/reply.ts';
import { segmentLabels } from '../../renderers/segments.ts';
import { ServiceError } from '../../services/errors.ts';
import { getSegment, listMembers, type MemberCursor } from '../../services/segments/index.ts';
import { defineCommand } from '../command.ts';
import { segmentDeedTexts } from './segment-deed-texts.ts';
import { segmentOption } from './segment-options.ts';
import { segmentTexts } from './segment-texts.ts';
import { countOf, nameSegment, segmentLine } from './segment-words.ts';
import { describeFreshness } from './shop-notes.ts';

/** Members on a page: what a message has room for. */
const pageSize = 20;

/** `/segment members "…"`: who is in a segment, whoever brought most first. */
export const segmentMembers = defineCommand({
  name: 'segment members',
  aliases: ['segmento clientes', 'segmento membros', 'segment customers'],
  description: {
    en: 'Who is in a segment, page by page',
    'pt-BR': 'Quem está em um segmento, página por página',
  },
  examples: [{ en: '/segment members "At Risk"', 'pt-BR': '/segment members "Em risco"' }],
  role: 'analyst',
  visibility: 'private',
  options: {
    name: segmentOption,
    after: {
      schema: z.string().optional(),
      read: (typed) => writeCursor(readCursor(typed)),
      description: {
        en: 'Where the page before ended (the button Next gives it)',
        'pt-BR': 'Onde a página anterior terminou (o botão Próximos informa)',
      },
      aliases: ['depois'],
      examples: [
        {
          en: '/segment members "At Risk" after:12500.42',
          'pt-BR': '/segment members "Em risco" depois:12500.42',
        },
      ],
    },
  },
  run: async (context, { name, after }) => {
    const { locale, currency, actor } = context;
    const words = segmentTexts(locale);
    const deeds = segmentDeedTexts(locale);
    const { segment, days, status } = await getSegment(context, { name });
    const cursor = after === undefined ? null : readCursor(after);
    const page = await listMembers(context, { segment, day: days.asOf, after: cursor, limit: pageSize });
    const total = segment.sizes.find(({ day }) => day === days.asOf)?.customers ?? 0;
    const shown = cursor === null && page.next === null ? total : page.members.length;
    const isAdmin = actor.role === 'admin';
    const text = (key: string, label: string): Column => ({ key, label, format: { kind: 'text' } });
    return {
      question: segmentLine('members', segment.name, after === undefined ? '' : ` after:${after}`),
      summary: deeds[cursor === null ? 'members' : 'moreMembers'](
        nameSegment(segment, locale),
        countOf(shown, locale),
        countOf(total, locale),
      ),
      parts: [
        {
          type: 'table',
          key: 'members',
          columns: [
            text('name', words.columns.name),
            ...(isAdmin ? [text('email', words.columns.email), text('phone', words.columns.phone)] : []),
            { ...text('segment', words.columns.segment), labels: segmentLabels(locale) },
            { key: 'orders', label: words.columns.orders, format: { kind: 'count' } },
            { key: 'net', label: words.columns.net, format: { kind: 'money', currency } },
            { key: 'lastOrder', label: words.columns.lastOrder, format: { kind: 'day' } },
            text('city', words.columns.city),
            text('state', words.columns.state),
          ],
          rows: page.members.map((member) => ({
            name: member.name,
            email: member.email,
            phone: member.phone,
            segment: member.segment,
            orders: member.orders,
            net: member.net,
            lastOrder: member.lastOrder,
            city: member.city,
            state: member.state,
          })),
        },
      ],
      warnings: [isAdmin ? deeds.seen : deeds.masked],
      actions: [
        ...(page.next === null
          ? []
          : [
              {
                label: words.actions.next,
                ask: segmentLine('members', segment.name, ` after:${writeCursor(page.next)}`),
              },
            ]),
        ...(cursor === null
          ? []
          : [{ label: words.actions.first, ask: segmentLine('members', segment.name) }]),
        { label: words.actions.show, ask: segmentLine('show', segment.name) },
      ],
      freshness: describeFreshness(context, status),
      provenance: null,
    };
  },
});

/** A place in the list as a person's line has it: minor units, and the customer's number. */
function writeCursor({ monetary, customer_id }: MemberCursor): string {
  return `${monetary}.${customer_id}`;
}

function readCursor(typed: string): MemberCursor {
  const [, monetary, customer] = /^(-?\d{1,15})\.(\d{1,15})$/.exec(typed.trim()) ?? [];
  if (monetary === undefined || customer === undefined) {
    throw new ServiceError('invalid_input', 'option_invalid', { part: typed });
  }
  return { monetary: Number(monetary), customer_id: Number(customer) };
}
