import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { WebServer } from '../../web/server.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { startFakeShop } from './fake-shop.ts';

/** A person before the chat page: opens it, types, reads. */
export interface ChatDriver {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Address of the faked shop's chat. */
  readonly url: string;
  /** Opens an address, by default the chat, in a browser without memory. */
  open(options?: BrowserContextOptions, url?: string): Promise<void>;
  /** The box that questions are typed into. */
  box(): Locator;
  /** The suggestions shown. */
  options(): Locator;
  /** An answer by its place, the last one by default. */
  answer(nth?: number): Locator;
  /** Types a line, sends it, and waits for its answer. */
  ask(line: string): Promise<void>;
  /** Evaluates an expression in the page, where the tests' own types know no document. */
  evaluate<T>(expression: string): Promise<T>;
  /** Lets this test pass although the page complained. */
  forgive(): void;
}

/**
 * Tests of the chat page in a real browser, before a faked shop. Each test also fails when the page's console
 * complains, as it does of every breach of the content policy.
 */
export function describeChat(name: string, define: (chat: ChatDriver) => void): void {
  const note = chromiumPath ? '' : ' (skipped: no Chromium found; CHROMIUM_PATH may name one)';
  describe.skipIf(!chromiumPath)(`the chat page: ${name}${note}`, () => {
    let browser: Browser;
    let shop: WebServer;
    let context: BrowserContext | undefined;
    let page: Page;
    let complaints: string[] = [];

    beforeAll(async () => {
      [browser, shop] = await Promise.all([launchChromium(), startFakeShop()]);
    });
    afterAll(async () => {
      await browser.close();
      await shop.close();
    });
    beforeEach(() => {
      complaints = [];
    });
    afterEach(async () => {
      await context?.close();
      context = undefined;
      expect(complaints).toEqual([]);
    });

    const chat: ChatDriver = {
      get page() {
        return page;
      },
      get context() {
        return page.context();
      },
      get url() {
        return shop.url;
      },
      async open(options = {}, url = shop.url) {
        await context?.close();
        context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
        page = await context.newPage();
        // Less than a test's own time, so that a step that hangs is named.
        page.setDefaultTimeout(15_000);
        page.on('console', (message) => {
          const failedLoad = message.text().includes('Failed to load resource');
          if (message.type() === 'error' && !failedLoad) complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(String(error)));
        await page.goto(url);
      },
      box: () => page.getByRole('combobox', { name: /Your question|Sua pergunta/ }),
      options: () => page.getByRole('option'),
      answer: (nth = -1) => page.locator('.answer .reply').nth(nth),
      async ask(line) {
        const answers = await page.locator('.answer .reply').count();
        await chat.box().fill(line);
        await chat.box().press('Escape');
        await chat.box().press('Enter');
        await chat.answer(answers).waitFor();
      },
      evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
      forgive() {
        complaints = [];
      },
    };
    define(chat);
  });
}
