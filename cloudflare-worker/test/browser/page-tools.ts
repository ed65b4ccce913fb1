import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { hrefOf } from '../../src/page/route';

/** A person at a window: the page, its text, and everything that went wrong on the console. */
export interface Window {
  context: BrowserContext;
  page: Page;
  text: Locator;
  complaints: string[];
}

export async function openWindow(
  browser: Browser,
  origin: string,
  document: string,
  options: BrowserContextOptions = {},
  token = '',
): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto(`${origin}/${hrefOf(document)}${token && `?token=${token}`}`);
  const text = page.locator('.paper .text');
  await text.waitFor();
  return { context, page, text, complaints };
}

export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** Puts the caret behind the text and types. */
export async function type({ page, text }: Window, words: string): Promise<void> {
  await text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

/** Where the caret is, as the number of characters before it, and how far the page is scrolled. */
export function standing(page: Page): Promise<{ anchor: number; focus: number; caretTop: number; scrolled: number }> {
  return page.evaluate(() => {
    const selection = getSelection();
    const root = document.querySelector('.paper .text');
    if (!selection?.anchorNode || !selection.focusNode || !root) throw new Error('nothing is selected');
    const before = (node: Node, offset: number) => {
      const range = document.createRange();
      range.setStart(root, 0);
      range.setEnd(node, offset);
      return range.toString().length;
    };
    return {
      anchor: before(selection.anchorNode, selection.anchorOffset),
      focus: before(selection.focusNode, selection.focusOffset),
      caretTop: Math.round(selection.getRangeAt(0).getBoundingClientRect().top),
      scrolled: scrollY,
    };
  });
}
