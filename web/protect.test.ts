import { describe, expect, test } from 'vitest';
import { watchShop } from '../test/browser/watched-shop.ts';

const { asked, logged, request, ask, port } = watchShop();

describe('protection while nobody signs in', () => {
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'localhost@evil.example',
    '127.0.0.1:80:80',
    '0.0.0.0',
  ])('a Host of %s is refused', async (host) => {
    const response = await request('/', { headers: { host } });
    expect(response.status).toBe(421);
    expect(JSON.parse(response.text).error.code).toBe('wrong_host');
  });

  test('who opens a link of ours from elsewhere reads why there is nothing, and nothing else', async () => {
    const headers = { host: 'regulars.example', accept: 'text/html,*/*;q=0.8' };
    const before = asked.length;
    const response = await request('/?ask=%2Frfm', { headers });
    expect(response.status).toBe(421);
    expect(response.text).toContain('opens on the machine of Regulars');
    expect(response.text).not.toMatch(/<script|<link|src=|rfm/);
    expect(asked).toHaveLength(before);
  });

  test.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000'])(
    'a Host of %s passes',
    async (host) => {
      expect((await request('/', { headers: { host } })).status).toBe(200);
    },
  );

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a question sent with %o is refused unasked', async (headers) => {
    const before = asked.length;
    const response = await ask('/rfm', headers as Record<string, string>);
    expect(response.status).toBe(403);
    expect(asked).toHaveLength(before);
  });

  test('the page itself may ask', async () => {
    const host = `127.0.0.1:${port()}`;
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    expect((await ask('/rfm', headers)).status).toBe(200);
  });

  test('another site may link here, but not load from here', async () => {
    const linked = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await request('/?ask=%2Frfm', { headers: linked })).status).toBe(200);
    for (const dest of ['image', 'iframe', 'script']) {
      const mode = dest === 'iframe' ? 'navigate' : 'no-cors';
      const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };
      expect((await request('/?ask=%2Frfm', { headers })).status).toBe(403);
    }
  });

  test('a body that is too large, malformed, of another type or shape is refused as JSON', async () => {
    const post = (body: string, type = 'application/json') =>
      request('/api/ask', { method: 'POST', headers: { 'content-type': type }, body });
    const responses = await Promise.all([
      post(JSON.stringify({ text: 'x'.repeat(17_000) })),
      post('{"text":'),
      post('text=/rfm', 'application/x-www-form-urlencoded'),
      post('{"text":"/rfm"}', 'text/plain'),
      post('[]'),
      post('{"text":1}'),
      post('{"text":" "}'),
      post('{"text":"/rfm","id":7}'),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([413, 400, 415, 415, 400, 400, 400, 400]);
    for (const { text } of responses) expect(JSON.parse(text).error.message).toMatch(/\.$/);
    for (const { text } of responses) expect(text).not.toMatch(/node_modules|at .*:\d+/);
  });

  test('every answer forbids what a page of ours does not need', async () => {
    for (const path of ['/', '/nowhere', '/healthz', '/api/suggest?line=x']) {
      const { headers } = await request(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|data:/);
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex, nofollow',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  test.each([
    '/assets/x/../../package.json',
    '/assets/x/..%2f..%2fpackage.json',
    '/%E0%A4%A',
    '/charts/%00.png',
  ])('%s gives nothing away', async (path) => {
    const { status, text } = await request(path);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain('dependencies');
  });

  test('the log has no question in it', async () => {
    await request('/?ask=%2Fcustomer%20ana%40example.com');
    await request('/api/suggest?line=ana%40example.com');
    expect(JSON.stringify(logged)).not.toContain('ana');
  });
});
