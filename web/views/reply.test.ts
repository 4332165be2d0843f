import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../renderers/reply.ts';
import { kpiReply, rfmReply } from '../../test/browser/fake-replies.ts';
import { fillReply, hostileText, oddReply } from '../../test/browser/odd-replies.ts';
import type { Picture } from './chart.ts';
import { renderReply } from './reply.ts';

const pictures = new Map<string, Picture>([
  ['drawn', { light: '/charts/a.png', dark: '/charts/a-dark.png', width: 1600, height: 900 }],
  ['trend', { light: '/charts/b.png', dark: '/charts/b-dark.png', width: 1600, height: 900 }],
]);

function render(reply: Reply, locale: 'en' | 'pt-BR' = 'en'): string {
  return renderReply(reply, { locale, pictures }).markup;
}

/** The tags of a markup with the names of their attributes: what a browser would build, without the texts. */
function skeletonOf(markup: string): string[] {
  return Array.from(markup.matchAll(/<[^>]*>/g), ([tag]) => tag.replace(/="[^"]*"/g, '=""'));
}

describe('a hostile string in every place of a Reply', () => {
  test('builds the very elements that a harmless one builds', () => {
    expect(skeletonOf(render(fillReply(hostileText)))).toEqual(skeletonOf(render(fillReply('harmless'))));
  });

  test('whatever the string is', () => {
    const expected = skeletonOf(render(fillReply('harmless')));
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        fc.pre(!/^\/(?![/\\])/.test(text) && text !== 'raw');
        expect(skeletonOf(render(fillReply(text)))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('leads nowhere but to paths of our own', () => {
    const paths = [
      'javascript:alert(1)',
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'data:x',
    ];
    for (const path of paths) {
      const markup = render({ ...kpiReply, question: null, parts: [{ type: 'link', label: 'x', path }] });
      expect(markup).not.toContain('href');
    }
    const own = render({ ...kpiReply, parts: [{ type: 'link', label: 'x', path: '/customers' }] });
    expect(own).toContain('<a href="/customers">x</a>');
  });
});

describe('what a Reply looks like', () => {
  test('a change is told by sign, arrow, word and hue; down is good where less is better', () => {
    const markup = render(kpiReply).replaceAll(/\s+/g, ' ');
    expect(markup).toMatch(
      /delta good"><span aria-hidden="true">▲<\/span><span class="visually-hidden">up<\/span> \+12/,
    );
    const refunds = markup.slice(markup.indexOf('Refunds'));
    expect(refunds).toMatch(
      /^Refunds.*?delta bad"><span aria-hidden="true">▲.*?\+40.*?delta good"><span aria-hidden="true">▼/,
    );
  });

  test('what cannot be compared says so in words', () => {
    expect(render(kpiReply)).toContain('vs Oct 2025: no data');
    expect(render(kpiReply, 'pt-BR')).toContain('vs Oct 2025: sem dados');
  });

  test('numbers stand right, texts left, segments with their mark', () => {
    const markup = render(rfmReply);
    expect(markup).toContain('<th scope="col" class="text">Segment</th>');
    expect(markup).toContain('<th scope="col" class="number">Net revenue</th>');
    expect(markup).toContain('<td class="number"><bdi>R$912,310.45</bdi></td>');
    expect(markup.match(/segment-mark/g)).toHaveLength(10);
  });

  test('a table names raw values by its labels, and only by its own', () => {
    const columns = [
      { key: 'segment', label: 'S', format: { kind: 'text' }, labels: { New: 'Novos' } },
    ] as const;
    const rows = [{ segment: 'New' }, { segment: 'constructor' }];
    const markup = render({ ...kpiReply, parts: [{ type: 'table', key: 't', columns: [...columns], rows }] });
    expect(markup).toContain('<bdi>Novos</bdi>');
    expect(markup).toContain('<bdi>constructor</bdi>');
  });

  test('a long table says how many rows it has and scrolls within itself', () => {
    expect(render(oddReply)).toContain('<span class="muted">60 rows</span>');
    expect(render(oddReply, 'pt-BR')).toContain('60 linhas');
    expect(render(oddReply)).toContain('class="table-frame long"');
  });

  test('a chart without a picture is said in words', () => {
    const markup = renderReply(kpiReply, { locale: 'en', pictures: new Map() }).markup;
    expect(markup).not.toContain('<img');
    expect(markup).toContain('The chart could not be drawn');
    expect(markup).toContain('Line chart: net revenue a day');
  });

  test('the link of an answer asks exactly its question', () => {
    expect(render({ ...kpiReply, question: '/rfm moves & "x"' })).toContain(
      'href="/?ask=%2Frfm%20moves%20%26%20%22x%22"',
    );
  });
});
