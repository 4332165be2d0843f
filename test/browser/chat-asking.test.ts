import { describe, expect, test } from 'vitest';
import { createWebApp } from '../../web/app.ts';
import { startWebServer } from '../../web/server.ts';
import { describeChat } from './chat-driver.ts';
import { fakeAsk, fakeDeps, startFakeShop } from './fake-shop.ts';

describeChat('asking', (chat) => {
  const { open, box, answer, ask, evaluate } = chat;

  test('typing a line and Enter shows the question, then the answer with all its parts', async () => {
    await open();
    await box().pressSequentially('/kpi 2026-10');
    await box().press('Enter');
    await expect.poll(() => chat.page.locator('.bubble').innerText()).toBe('/kpi 2026-10');
    await answer().waitFor();
    expect(await answer().getByText('October 2026 brought').isVisible()).toBe(true);
    expect(await answer().getByRole('list', { name: 'Key figures' }).getByRole('listitem').count()).toBe(8);
    expect(
      await answer()
        .getByRole('img', { name: /Line chart: net revenue/ })
        .isVisible(),
    ).toBe(true);
    expect(await answer().getByRole('button', { name: 'By channel' }).isVisible()).toBe(true);
    expect(await box().inputValue()).toBe('');
    await expect.poll(() => chat.page.getByRole('status').innerText()).toContain('October 2026 brought');
    expect(await chat.page.locator('#greeting').isVisible()).toBe(false);
    await answer().getByText('How this is calculated').click();
    expect(await answer().getByText('2,310 lines').isVisible()).toBe(true);
    await answer().getByText('Net revenue by day').click();
    expect(await answer().getByRole('table').getByRole('row').count()).toBe(32);
  });

  test('a sign of work is there before the answer', async () => {
    const go = Promise.withResolvers<void>();
    const deps = fakeDeps({ ask: (question) => go.promise.then(() => fakeAsk(question)) });
    const slow = await startWebServer({ app: createWebApp(deps), port: 0 });
    await open({}, slow.url);
    await box().fill('/rfm');
    await box().press('Enter');
    await chat.page.getByRole('listitem').getByText('Working on it…').waitFor();
    go.resolve();
    await answer().waitFor();
    expect(await chat.page.locator('.working').count()).toBe(0);
    await slow.close();
  });

  test('a button of an answer asks, by keyboard too, and leads the focus to the answer', async () => {
    await open();
    await ask('/rfm');
    await answer().getByRole('button', { name: 'Who moved' }).focus();
    await chat.page.keyboard.press('Space');
    await answer(1).waitFor();
    expect(await chat.page.locator('.bubble').last().innerText()).toBe('/rfm moves 2026-10');
    await expect
      .poll(() =>
        evaluate(
          'document.activeElement.closest(".message") === document.querySelector(".message:last-child")',
        ),
      )
      .toBe(true);
  });

  test('an example of the first screen asks', async () => {
    await open();
    await chat.page.getByRole('button', { name: '/kpi last month' }).click();
    await answer().waitFor();
    expect(await chat.page.locator('.bubble').innerText()).toBe('/kpi last month');
  });

  test('a link opens and asks exactly its question; a reload asks it once more, not twice', async () => {
    await open({}, `${chat.url}?ask=%2Frfm%20moves`);
    expect(await chat.page.locator('.bubble').allInnerTexts()).toEqual(['/rfm moves']);
    expect(await answer().innerText()).toContain('214 customers moved');
    await chat.page.reload();
    expect(await chat.page.locator('.bubble').allInnerTexts()).toEqual(['/rfm moves']);
    await ask('/rfm');
    expect(chat.page.url()).toBe(chat.url);
  });

  test('copying a link puts the answer’s own address in the clipboard', async () => {
    await open();
    await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await ask('/rfm moves');
    await answer().getByRole('link', { name: 'Copy link' }).click();
    await answer().getByText('Link copied').waitFor();
    expect(await evaluate('navigator.clipboard.readText()')).toBe(`${chat.url}?ask=%2Frfm%20moves%202026-10`);
  });

  test('an error is an answer in the same voice, with what to ask instead as buttons', async () => {
    await open();
    await ask('/kpi smarch');
    expect(await answer().innerText()).toContain('“smarch”');
    await answer().getByRole('button', { name: '/kpi last month' }).click();
    await answer(1).waitFor();
    expect(await answer(1).innerText()).toContain('October 2026 brought');
  });

  test('a server that is gone is said so, with a way to try again', async () => {
    const brief = await startFakeShop();
    await open({}, brief.url);
    await brief.close();
    await ask('/rfm');
    expect(await answer().innerText()).toContain('Regulars is not answering');
    expect(await answer().getByRole('button', { name: 'Try again' }).getAttribute('value')).toBe('/rfm');
    chat.forgive();
  });

  test('trying again after a lost response gets the answer that was made, and makes none', async () => {
    let made = 0;
    const shop = await startFakeShop({
      ask: async (question) => {
        made += 1;
        return fakeAsk(question);
      },
    });
    await open({}, shop.url);
    await chat.page.route(
      '**/api/ask',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await ask('/rfm');
    await answer().getByRole('button', { name: 'Try again' }).click();
    await answer(1).waitFor();
    expect(await answer(1).innerText()).toContain('Champions and Loyal');
    expect(made).toBe(1);
    await shop.close();
    chat.forgive();
  });

  test('a refused question shows the server’s sentence', async () => {
    await open();
    await evaluate(`document.getElementById('ask').removeAttribute('maxlength')`);
    await ask('x'.repeat(17_000));
    expect(await answer().innerText()).toContain('The question is too long.');
  });

  test('Portuguese through and through', async () => {
    const portuguese = await startFakeShop({ locale: 'pt-BR' });
    await open({}, portuguese.url);
    expect(await evaluate('document.documentElement.lang')).toBe('pt-BR');
    expect(await chat.page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'O que você quer saber sobre os seus clientes?',
    );
    expect(await chat.page.getByText('Loja demo').isVisible()).toBe(true);
    await ask('/kpi 2026-10');
    expect(await answer().getByText('Como isto é calculado').isVisible()).toBe(true);
    expect(await answer().locator('.fact-value').first().innerText()).toMatch(/^R\$\s182\.310,45$/);
    expect(await chat.page.locator('.day').innerText()).toMatch(/^\S+, \d+ de \S+$/);
    await portuguese.close();
  });

  describe('without a script', () => {
    test('a form asks and the answer is in the page, its charts included', async () => {
      await open({ javaScriptEnabled: false });
      await box().fill('/rfm');
      await chat.page.getByRole('button', { name: 'Ask', exact: true }).click();
      expect(chat.page.url()).toBe(`${chat.url}?ask=%2Frfm`);
      expect(await answer().getByText('Champions and Loyal').isVisible()).toBe(true);
      await answer().getByRole('button', { name: 'Who moved' }).click();
      expect(chat.page.url()).toBe(`${chat.url}?ask=%2Frfm+moves+2026-10`);
      await chat.page.goto(`${chat.url}?ask=%2Fno-chart`);
      expect(await answer().innerText()).toContain('The chart could not be drawn');
      expect(await chat.page.getByText('to see everything you can ask').isVisible()).toBe(false);
    });
  });
});
