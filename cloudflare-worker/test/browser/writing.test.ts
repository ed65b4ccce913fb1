import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { standing, type } from './page-tools';
import { LISBON, NAIROBI, name, Stage } from './stage';
import { until } from './until';

const stage = Stage.set('writing');

describe('a mark does not disturb the one who writes', () => {
  test('caret, selection and scroll stay, and undo takes back only what the person wrote', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    const bob = await stage.open(document);
    await type(bob, 'In Lisbon it rained.');
    for (let line = 0; line < 40; line++) await bob.page.keyboard.press('Enter');
    await until('Ada sees the lines', async () => (await ada.text.locator('p').count()) > 40);
    await type(ada, 'Below, a word about Nairobi and the sea');
    const agent = await stage.join(document);
    for (let letter = 0; letter < 3; letter++) await ada.page.keyboard.press('Shift+ArrowLeft');
    // Half below the edge of the window: there the binding of the editor would scroll to the caret.
    const { caretTop } = await standing(ada.page);
    await ada.page.evaluate((top) => scrollBy(0, top - innerHeight + 8), caretTop);
    const before = await atRest(ada.page);
    expect(before.scrolled).toBeGreaterThan(100);

    const above = await agent.mark('Lisbon', LISBON);
    const beside = await agent.mark('Nairobi', NAIROBI);
    await name(ada.page, above).waitFor({ state: 'attached' });
    await name(ada.page, beside).waitFor({ state: 'attached' });

    expect(await standing(ada.page)).toEqual(before);
    await ada.page.keyboard.press('Control+z');
    await until('the last words are gone', async () => !(await ada.text.textContent())?.includes('the sea'));
    expect(await name(ada.page, above).count()).toBe(1);

    // One's own undo is the other way round: it is shown, however far away it is.
    await ada.page.evaluate(() => scrollTo(0, 0));
    await ada.page.keyboard.press('Control+Shift+z');
    await until('the last words are seen again', async () => {
      const { caretTop } = await standing(ada.page);
      return caretTop > 0 && caretTop < 800 && !!(await ada.text.textContent())?.includes('the sea');
    });
    expect(ada.complaints).toEqual([]);
  });

  test('one undo or one redo too many does nothing, also where Shift leaves the letter small', async () => {
    const ada = await stage.open(stage.freshDocument());
    await type(ada, 'Lisbon at noon');
    const read = async () => (await ada.text.textContent())?.trim();
    for (let key = 0; key < 3; key++) await ada.page.keyboard.press('Control+z');
    await until('all is taken back', async () => (await read()) === '');

    // As a Mac says it, and Caps Lock everywhere: a small z, with Shift.
    await ada.page.keyboard.press('Control+Shift+z');
    await until('all is back', async () => (await read()) === 'Lisbon at noon');
    await ada.page.keyboard.press('Control+Shift+z');
    expect(await read()).toBe('Lisbon at noon');
    expect(await ada.text.locator('p').count()).toBe(1);
  });

  test('a pasted table keeps its words apart: a row is a line', async () => {
    const ada = await stage.open(stage.freshDocument());
    await ada.text.click();
    await ada.page.evaluate(() => {
      const html = `<table><caption>Trip</caption><tr><th>City</th><th>Day</th></tr><tr><td>Porto</td><td><b>2</b></td></tr>
        <tr><td><p>Two</p><p>blocks</p></td><td>Oslo</td></tr></table><p>after</p>`;
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });

    await until('it is pasted', async () => (await ada.text.locator('p').count()) > 5);
    expect(await ada.text.locator('p').allTextContents()).toEqual([
      'Trip',
      'City · Day',
      'Porto · 2',
      'Two',
      'blocks',
      'Oslo',
      'after',
    ]);
  });

  test('the formatting chosen for the next letter is still chosen', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'In Lisbon it was ');
    const agent = await stage.join(document);
    await ada.page.keyboard.press('Control+b');

    const lisbon = await agent.mark('Lisbon', LISBON);
    await name(ada.page, lisbon).waitFor();
    await ada.page.keyboard.type('raining');

    await ada.text.locator('strong', { hasText: 'raining' }).waitFor();
  });

  test('a composition in another paragraph goes on, and is told to the agent', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'In Lisbon it rained.');
    await ada.page.keyboard.press('Enter');
    const agent = await stage.join(document);
    const devtools = await ada.context.newCDPSession(ada.page);

    await devtools.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    const composing = () => [...agent.provider.awareness.getStates().values()].some((state) => state.composing);
    await until('the agent knows of the composition', composing);
    const lisbon = await agent.mark('Lisbon', LISBON);
    await name(ada.page, lisbon).waitFor();
    await devtools.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    await devtools.send('Input.insertText', { text: '日本' });

    await until('the agent knows that it ended', () => !composing());
    await until(
      'the composed word reached the agent once',
      () => agent.text().split('日本').length === 2 && !agent.text().includes('に'),
    );
    expect(await ada.text.locator('p').nth(1).textContent()).toBe('日本');
  });
});

/** Where things stand once nothing moves any more: scrolling goes on for a few frames. */
async function atRest(page: Page): Promise<Awaited<ReturnType<typeof standing>>> {
  let last = await standing(page);
  await until('nothing moves', async () => {
    const now = await standing(page);
    const same = JSON.stringify(now) === JSON.stringify(last);
    last = now;
    return same;
  });
  return last;
}
