import { expect, test } from 'vitest';
import { describeChat } from './chat-driver.ts';

describeChat('typing and memory', (chat) => {
  const { open, box, options, answer, ask, evaluate } = chat;

  test('suggestions by keyboard: arrows, Tab and Enter take, Escape closes', async () => {
    await open();
    await box().pressSequentially('/');
    await options().first().waitFor();
    expect(await options().count()).toBe(4);
    expect(await box().getAttribute('aria-expanded')).toBe('true');
    await box().press('ArrowDown');
    await box().press('ArrowDown');
    const active = await box().getAttribute('aria-activedescendant');
    expect(await chat.page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    expect(await chat.page.locator(`#${active}`).innerText()).toContain('/rfm');
    await box().press('Escape');
    expect(await chat.page.getByRole('listbox').isVisible()).toBe(false);
    expect(await box().inputValue()).toBe('/');

    await box().press('k');
    await options().first().waitFor();
    await box().press('Tab');
    expect(await box().inputValue()).toBe('/kpi ');
    await chat.page.getByRole('option', { name: 'by:channel' }).waitFor();
    await box().press('ArrowUp');
    await box().press('Enter');
    expect(await box().inputValue()).toBe('/kpi by:source ');
    await box().press('Enter');
    await answer().waitFor();
    expect(await chat.page.locator('.bubble').innerText()).toBe('/kpi by:source');
  });

  test('Enter with nothing chosen sends the line as typed, and a click takes a suggestion', async () => {
    await open();
    await box().pressSequentially('/rfm');
    await options().first().waitFor();
    await options().filter({ hasText: '/rfm moves' }).click();
    expect(await box().inputValue()).toBe('/rfm moves ');
    await box().fill('/rfm');
    await options().first().waitFor();
    await box().press('Enter');
    await answer().waitFor();
    expect(await chat.page.locator('.bubble').innerText()).toBe('/rfm');
    expect(await chat.page.getByRole('listbox').isVisible()).toBe(false);
  });

  test('suggestions for what the line was before do not stop those for what it is now', async () => {
    await open();
    // The answer for the first line comes when the person has just typed on.
    await evaluate(`void (window.fetch = ((real) => (address, options) =>
      String(address).includes('line=%2Fx')
        ? new Promise((resolve, reject) => {
            options.signal.addEventListener('abort', () => reject(options.signal.reason));
            window.answerLate = () => resolve(Response.json({ from: 0, to: 0, items: [] }));
          })
        : real(address, options))(window.fetch))`);
    await box().fill('/x');
    await expect.poll(() => evaluate('typeof window.answerLate')).toBe('function');
    await evaluate(`{
      const ask = document.getElementById('ask');
      ask.value = '/rfm';
      ask.dispatchEvent(new Event('input'));
      window.answerLate();
    }`);
    await options().first().waitFor();
  });

  test('a suggestion for what the line was is not taken: Tab waits for those of what it is', async () => {
    await open();
    await box().fill('/k');
    await options().first().waitFor();
    await evaluate(`{
      const ask = document.getElementById('ask');
      ask.value = '/kp';
      ask.dispatchEvent(new Event('input'));
      ask.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true }));
    }`);
    await expect.poll(() => box().inputValue()).toBe('/kpi ');
  });

  test('arrow up recalls earlier lines and arrow down comes back to what was being typed', async () => {
    await open();
    await ask('/rfm');
    await ask('/rfm moves');
    await box().fill('half');
    await box().press('Escape');
    const seen: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown']) {
      await box().press(key);
      seen.push(await box().inputValue());
    }
    expect(seen).toEqual(['/rfm moves', '/rfm', '/rfm', '/rfm moves', 'half']);
  });

  test('a slash anywhere leads to the box', async () => {
    await open();
    await ask('/rfm');
    await answer().getByRole('button', { name: 'Who moved' }).focus();
    await chat.page.keyboard.press('/');
    expect(await box().inputValue()).toBe('/');
    await options().first().waitFor();
  });

  test('the conversation survives a reload, and clearing forgets it', async () => {
    await open();
    await ask('/rfm');
    await ask('/kpi smarch');
    const before = await chat.page.locator('#messages').innerText();
    await chat.page.reload();
    expect(await chat.page.locator('#messages').innerText()).toBe(before);
    await expect.poll(() => evaluate('document.querySelector(".chart img").naturalWidth')).toBe(1600);
    await box().press('ArrowUp');
    expect(await box().inputValue()).toBe('/kpi smarch');
    await chat.page.getByRole('button', { name: 'Clear the chat' }).click();
    expect(await chat.page.locator('#greeting').isVisible()).toBe(true);
    await chat.page.reload();
    expect(await chat.page.locator('.message').count()).toBe(0);
    expect(await chat.page.getByRole('button', { name: 'Clear the chat' }).isVisible()).toBe(false);
  });

  test('what is kept stays within the browser’s storage', async () => {
    await open();
    await evaluate(`sessionStorage.setItem('regulars.conversation', JSON.stringify(Array.from({ length: 45 }, (_, index) => (
      { line: '/old ' + index, askedAt: '2026-11-01T10:00:00Z', answeredAt: '2026-11-01T10:00:00Z', html: '<div class="reply">' + 'x'.repeat(90000) + '</div>' }))))`);
    await chat.page.reload();
    await ask('/rfm');
    const kept = await evaluate<{ line: string }[]>(
      `JSON.parse(sessionStorage.getItem('regulars.conversation'))`,
    );
    expect(kept.length).toBeLessThan(25);
    expect(kept.at(-1)?.line).toBe('/rfm');
  });
});
