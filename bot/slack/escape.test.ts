import { expect, test } from 'vitest';
import { escapeMrkdwn, escapeText, unescapeText } from './escape.ts';

test.each([
  ['/segment show &lt;VIP&gt; &amp; co', '/segment show <VIP> & co'],
  ['find <mailto:ana@loja.com.br|ana@loja.com.br>', 'find ana@loja.com.br'],
  ['see <https://loja.com.br>', 'see https://loja.com.br'],
  ['see <http://loja.com.br|loja.com.br>', 'see loja.com.br'],
  ['<@U0BOT> rfm last month', '<@U0BOT> rfm last month'],
  ['&amp;lt;', '&lt;'],
])('%j is what a person wrote as %j', (sent, written) => expect(unescapeText(sent)).toBe(written));

test('what is escaped is read as it was', () => {
  const text = '<!channel> & <https://evil.example|Bank>';
  expect(escapeText(text)).not.toMatch(/[<>]/);
  expect(escapeMrkdwn('*b* _i_ ~s~ `c` :tada: 08:30')).toBe('∗b∗ ˍiˍ ∼s∼ ˋcˋ ∶tada: 08:30');
});
