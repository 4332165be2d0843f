import { describe, expect, test } from 'vitest';
import { startFakeShop } from '../test/browser/fake-shop.ts';
import { watchShop } from '../test/browser/watched-shop.ts';

const { asked, logged, request, ask } = watchShop();

describe('asking', () => {
  test('gives the Reply as data and as HTML', async () => {
    const response = await ask('/rfm');
    const { reply, html } = JSON.parse(response.text);
    expect(response.status).toBe(200);
    expect(reply.question).toBe('/rfm 2026-10');
    expect(html).toContain('Champions and Loyal are 23 %');
    expect(asked.at(-1)).toMatchObject({ text: '/rfm', actor: { id: 'web:local' }, locale: 'en' });
  });

  test('answers a question that is sent again, as after a lost response, without asking again', async () => {
    const first = await ask('/rfm', {}, { id: 'question-7' });
    const before = asked.length;
    expect((await ask('/rfm', {}, { id: 'question-7' })).text).toBe(first.text);
    expect(asked).toHaveLength(before);
    await ask('/rfm', {}, { id: 'question-8' });
    await ask('/rfm');
    expect(asked).toHaveLength(before + 2);
  });

  test('an answer that cannot be made is a calm one with a reference, and the cause only in the log', async () => {
    const response = await ask('/crash');
    const { reply, html } = JSON.parse(response.text);
    expect(reply).toMatchObject({ tone: 'error', reference: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(html).toContain(reply.reference);
    expect(response.text).not.toContain('secret cause');
    expect(logged).toContainEqual(expect.objectContaining({ reference: reply.reference }));
  });

  test('the picture of an answer is at an address that cannot be guessed, light and dark', async () => {
    const { html } = JSON.parse((await ask('/rfm')).text);
    const [light, dark] = html.match(/\/charts\/[\w-]{22}(-dark)?\.png/g).toReversed();
    for (const path of [light, dark]) {
      const picture = await request(path);
      expect(picture.headers).toMatchObject({ 'content-type': 'image/png' });
      expect(picture.headers['cache-control']).toMatch(/^private/);
    }
    expect(html).toContain('width="1600" height="900"');
  });

  test('a picture that is unknown or cannot be drawn is a sentence', async () => {
    const unknown = await request('/charts/AAAAAAAAAAAAAAAAAAAAAA.png');
    expect(unknown.status).toBe(404);
    expect(JSON.parse(unknown.text).error.message).toContain('no longer kept');
    const { html } = JSON.parse((await ask('/no-chart')).text);
    expect(html).toContain('The chart could not be drawn');
    expect(html).not.toContain('secret drawing cause');
  });
});

describe('the page', () => {
  test('holds the answer that its address asks for, without a script', async () => {
    const page = await request('/?ask=%2Frfm%20moves');
    expect(asked.at(-1)?.text).toBe('/rfm moves');
    expect(page.text).toContain('214 customers moved');
    expect(page.text).toContain('<title>/rfm moves · Torra Fina · Regulars</title>');
  });

  test('without a question shows the first screen, the shop and that it is a demo', async () => {
    const { text } = await request('/');
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('Torra Fina');
    expect(text).toContain('Demo shop');
    expect(text).toContain('name="ask" value="/kpi last month"');
    expect(text).not.toMatch(/<script(?![^>]* src=)/);
    expect(text).not.toMatch(/ style=| on[a-z]+=/);
  });

  test.each(['/?ask=a&ask=b', '/?ask[x]=1', '/?ask=', '/?ask=%20'])('takes %s calmly', async (path) => {
    expect((await request(path)).status).toBe(200);
  });

  test('is under 60 KB with its style and scripts', async () => {
    const page = await request('/');
    const files = [...page.text.matchAll(/\/assets\/\w+\/[\w.-]+\.(?:css|js)/g)].map(([path]) => path);
    const version = files[0]?.split('/')[2];
    const scripts = ['composer', 'conversation', 'history', 'viewer'].map(
      (name) => `/assets/${version}/${name}.js`,
    );
    const bodies = await Promise.all([...files, ...scripts].map((path) => request(path)));
    expect(bodies.every(({ status }) => status === 200)).toBe(true);
    expect(bodies.reduce((sum, { text }) => sum + text.length, page.text.length)).toBeLessThan(60_000);
  });

  test('a wrong address gives a page to a person and JSON to a program', async () => {
    const person = await request('/nowhere', { headers: { accept: 'text/html' } });
    expect(person.status).toBe(404);
    expect(person.text).toContain('There is nothing at this address');
    expect(JSON.parse((await request('/nowhere')).text).error.code).toBe('not_found');
  });
});

describe('suggesting', () => {
  test('says what may stand at the caret', async () => {
    const { text } = await request('/api/suggest?line=%2Frf&caret=3');
    expect(JSON.parse(text)).toMatchObject({
      from: 0,
      to: 3,
      items: [{ value: '/rfm' }, { value: '/rfm moves' }],
    });
  });

  test.each(['?caret=1', '?line=a&caret=-1', '?line=a&caret=x', `?line=${'a'.repeat(1001)}`, '?line[]=a'])(
    'refuses %s',
    async (query) => {
      expect((await request(`/api/suggest${query}`)).status).toBe(400);
    },
  );
});

describe('when something is away', () => {
  test('health says so', async () => {
    expect(JSON.parse((await request('/healthz')).text)).toEqual({ status: 'ok' });
    expect((await request('/readyz')).status).toBe(200);
    const sick = await startFakeShop({
      health: async () => ({ ready: false, checks: { database: 'no answer' } }),
    });
    const response = await fetch(`${sick.url}readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'not ready', checks: { database: 'no answer' } });
    await sick.close();
  });

  test('the page is there without the shop', async () => {
    const away = await startFakeShop({ status: () => Promise.reject(new Error('away')) });
    const response = await fetch(away.url);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Your shop');
    await away.close();
  });

  test('a failing suggestion is JSON without its cause', async () => {
    const away = await startFakeShop({ suggest: () => Promise.reject(new Error('secret cause')) });
    const response = await fetch(`${away.url}api/suggest?line=x`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: { code: 'failed', message: 'Something went wrong on our side.' },
    });
    await away.close();
  });
});
