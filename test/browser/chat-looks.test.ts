import { expect, test } from 'vitest';
import { describeChat } from './chat-driver.ts';

describeChat('looks and reach', (chat) => {
  const { open, box, answer, ask, evaluate } = chat;

  test.each([360, 800, 1440])('at %i px nothing runs over the side', async (width) => {
    await open({ viewport: { width, height: 740 } });
    for (const line of ['/kpi 2026-10', '/rfm', '/customer odd', '/hostile', `/kpi ${'x'.repeat(600)}`])
      await ask(line);
    expect(await evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const cut = await evaluate<string[]>(
      `Array.from(document.querySelectorAll('.reply > :not(.chart), .bubble, .fact > *')).filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map((e) => e.className)`,
    );
    expect(cut).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    '%s: texts stand out from what is behind them',
    async (colorScheme) => {
      await open({ colorScheme });
      await ask('/kpi 2026-10');
      await ask('/rfm');
      const poor = await evaluate<string[]>(`(() => {
      const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, index) => sum + c * [0.2126, 0.7152, 0.0722][index], 0);
      const behind = (element) => { for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
      return Array.from(document.querySelectorAll('body *')).filter((e) => e.checkVisibility() && !e.closest('.visually-hidden, .skip, .top') && Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.data.trim()))
        .filter((e) => { const [a, b] = [luminance(parse(getComputedStyle(e).color)), luminance(behind(e))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05) < 4.5; })
        .map((e) => e.className + ': ' + e.textContent.slice(0, 30));
    })()`);
      expect(poor).toEqual([]);
      // The picture of a scheme is chosen when it is loaded, which may be later than the answer.
      await expect
        .poll(() => evaluate<string>('document.querySelector(".chart img").currentSrc'))
        .toMatch(colorScheme === 'dark' ? /-dark\.png$/ : /[^k]\.png$/);
    },
  );

  test('the whole page works by keyboard, and the focus is seen', async () => {
    await open();
    await ask('/rfm');
    const stops: string[] = [];
    await evaluate('document.body.focus(), document.activeElement.blur()');
    for (let stop = 0; stop < 14; stop += 1) {
      await chat.page.keyboard.press('Tab');
      const [name, outline] = await evaluate<[string, string]>(
        `(() => { const e = document.activeElement; const style = getComputedStyle(e.id === 'ask' ? e.parentElement : e); return [e === document.body ? '' : e.id || e.className || e.textContent.trim(), style.outlineStyle]; })()`,
      );
      stops.push(name);
      if (name !== '') expect([name, outline]).toEqual([name, expect.not.stringMatching('none')]);
    }
    expect(stops).toEqual(
      expect.arrayContaining(['clear', 'chart-link', 'Who moved', 'permalink', 'ask', 'send']),
    );
  });

  test('roles and names are there for those who hear the page', async () => {
    await open();
    await ask('/kpi 2026-10');
    const tree = await chat.page.locator('body').ariaSnapshot();
    for (const line of [
      'banner',
      'main',
      'list "Conversation"',
      'article "You"',
      'article "Regulars"',
      'list "Key figures"',
      'search',
      'combobox "Your question"',
      'button "Ask"',
      'status',
    ]) {
      expect(tree).toContain(line);
    }
    expect(
      await evaluate('document.querySelectorAll("button:not([aria-label]):empty, img:not([alt])").length'),
    ).toBe(0);
    const ids = await evaluate<string[]>('Array.from(document.querySelectorAll("[id]"), (e) => e.id)');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('less motion where it is asked for', async () => {
    await open({ reducedMotion: 'reduce' });
    const moving = await evaluate(
      `(() => { document.getElementById('messages').append(document.getElementById('working-template').content.cloneNode(true)); return document.getAnimations().length; })()`,
    );
    expect(moving).toBe(0);
  });

  test('on paper there is the conversation alone', async () => {
    await open();
    await ask('/rfm');
    await chat.page.emulateMedia({ media: 'print' });
    expect(await box().isVisible()).toBe(false);
    expect(await answer().getByRole('button', { name: 'Who moved' }).isVisible()).toBe(false);
    expect(await answer().getByText('Champions and Loyal').isVisible()).toBe(true);
  });
});
