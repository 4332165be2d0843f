import { expect, test } from 'vitest';
import { describeChat } from './chat-driver.ts';

describeChat('charts and hostile data', (chat) => {
  const { open, answer, ask, evaluate } = chat;

  test('a chart that cannot be drawn, or is no longer kept, is said in words', async () => {
    await open();
    await ask('/no-chart');
    expect(await answer().innerText()).toContain('The chart could not be drawn');
    expect(await answer().innerText()).toContain('Net revenue rose through October.');
    await evaluate(`(() => { const key = 'regulars.conversation'; const text = sessionStorage.getItem(key);
      sessionStorage.setItem(key, text.replace(/<figure.*figure>/s, '<figure class=\\\\"chart\\\\"><img alt=\\\\"In words.\\\\" src=\\\\"/charts/AAAAAAAAAAAAAAAAAAAAAA.png\\\\"></figure>')); })()`);
    await chat.page.reload();
    await answer().getByText('This picture is no longer kept.').waitFor();
    expect(await answer().getByText('In words.').isVisible()).toBe(true);
  });

  test('a chart is enlarged by click and by keyboard, and Escape brings the focus back', async () => {
    await open();
    await ask('/rfm');
    const link = answer().locator('[data-enlarge]');
    await link.focus();
    await chat.page.keyboard.press('Enter');
    const dialog = chat.page.getByRole('dialog', { name: 'Chart' });
    await dialog.waitFor();
    expect(await dialog.getByRole('img', { name: /Bar chart of customers/ }).isVisible()).toBe(true);
    await chat.page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    expect(await evaluate('document.activeElement.matches("[data-enlarge]")')).toBe(true);
  });

  test('the room of a picture is kept while it loads', async () => {
    await open();
    await chat.page.route('**/charts/*', () => undefined);
    await ask('/rfm');
    const frame = await answer().locator('.chart img').boundingBox();
    expect((frame?.width ?? 0) / (frame?.height ?? 1)).toBeCloseTo(16 / 9, 1);
  });

  test('hostile data stays words', async () => {
    await open();
    await ask('/hostile');
    await chat.page.reload();
    await open({}, `${chat.url}?ask=%2Fhostile`);
    expect(await evaluate('window.broken')).toBeUndefined();
    expect(await chat.page.locator('#messages script, #messages [onerror]').count()).toBe(0);
    expect(await answer().innerText()).toContain('<script>window.broken=1</script>');
    await open({}, `${chat.url}?ask=${encodeURIComponent('"><script>window.broken=1</script>')}`);
    expect(await evaluate('window.broken')).toBeUndefined();
    expect(await chat.page.locator('.bubble').innerText()).toBe('"><script>window.broken=1</script>');
  });
});
