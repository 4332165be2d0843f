import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from './html.ts';

test('every text is escaped, for content and for quoted attributes alike', () => {
  expect(html`<p title="${'"><b>'}">${"<i>&'`"}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;&amp;&#39;&#96;</p>',
  );
});

test('nested markup stays, lists are joined, absent things leave nothing', () => {
  const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${items}${null}${undefined}${false}${0}</ul>`.markup).toBe(
    '<ul><li>a</li><li>&lt;</li>0</ul>',
  );
});

test('no text whatever brings in a character that has a meaning in markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { markup } = html`<p title="${text}">${text}</p>`;
      const inner = markup.slice('<p title="'.length, -'</p>'.length);
      expect(inner.replace('">', '')).not.toMatch(/[<>"'`]/);
    }),
  );
});
