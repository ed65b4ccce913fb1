import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { apiPath, type RestorePointList, type TokenAnswer, type TokenRequest } from '../../src/contract';
import { AgentPeer } from './agent-peer';
import { launchBrowser } from './browser';
import { listen, openWindow, standing, type, type Window } from './page-tools';
import { startServer } from './server';
import { until } from './until';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LISBON = { lat: 38.7167, lng: -9.1333, colorIndex: 0 };
const NAIROBI = { lat: -1.2833, lng: 36.8167, colorIndex: 8 };

let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let closeBrowser: () => Promise<void>;
let documents = 0;
const windows: Window[] = [];
const agents: AgentPeer[] = [];

beforeAll(async () => {
  server = await startServer({ RESTORE_POINT_MS: '1' });
  const launched = await launchBrowser();
  browser = launched.browser;
  closeBrowser = launched.close;
});

afterAll(async () => {
  await closeBrowser?.();
  await server?.stop();
});

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.leave();
  for (const { context } of windows.splice(0)) await context.close();
});

const freshDocument = () => `page test/${++documents} ☂`;
const open = async (document: string, options = {}, token = ''): Promise<Window> => {
  const window = await openWindow(browser, server.origin, document, options, token);
  windows.push(window);
  return window;
};
const join = async (document: string): Promise<AgentPeer> => {
  const agent = await AgentPeer.join(server.origin, document);
  agents.push(agent);
  return agent;
};
const name = (page: Page, geoId: string) => page.locator(`.paper [data-geo-id="${geoId}"]`);

describe('two people and an agent', () => {
  test('what is typed in one window is read in the other, with the caret of who types', async () => {
    const document = freshDocument();
    const ada = await open(document);
    const bob = await open(document);

    await type(ada, 'The train leaves Lisbon at nine.');
    await bob.text.getByText('The train leaves Lisbon at nine.').waitFor();
    await type(bob, ' Bring the tickets.');

    await ada.text.getByText('The train leaves Lisbon at nine. Bring the tickets.').waitFor();
    await ada.page.locator('.peer-caret').waitFor();
    await until('two faces are shown', async () => (await ada.page.locator('.faces .face').count()) === 2);
    expect([...ada.complaints, ...bob.complaints]).toEqual([]);
  });

  test('a mark of an agent appears with a card and a pin, and a click on either shows the other', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'From Lisbon to Nairobi. ');
    const agent = await join(document);
    const lisbon = await agent.mark('Lisbon', LISBON);
    const nairobi = await agent.mark('Nairobi', NAIROBI);

    await name(ada.page, lisbon).click();
    const card = ada.page.getByRole('dialog', { name: 'Place: Lisbon' });
    await card.getByText('38.7167° N, 9.1333° W').waitFor();
    await card.getByText('GeoNames gazetteer').waitFor();
    await ada.page.locator('.pin-focused').getByRole('button', { name: 'Lisbon' }).waitFor();

    await ada.page.locator('.pins').getByRole('button', { name: 'Nairobi' }).click();
    await ada.page.getByRole('dialog', { name: 'Place: Nairobi' }).getByText('1.2833° S, 36.8167° E').waitFor();
    await name(ada.page, nairobi).locator('.place-focused').waitFor();
    expect(ada.complaints).toEqual([]);
  });

  test('the header says what the agent is doing, and the list of documents shows it', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await ada.page.locator('.agent-title', { hasText: /No agent/ }).waitFor();

    const agent = await join(document);
    agent.says('waiting', 'Somebody has an old editor open.');
    await ada.page.locator('.agent-title', { hasText: 'Attaché is waiting' }).waitFor();
    await ada.page.locator('.flyout-button .agent-face').click();
    await ada.page.getByText('Somebody has an old editor open.').waitFor();

    const list = await ada.context.newPage();
    await list.goto(server.origin);
    const row = list.locator('.documents-list li', { hasText: document });
    await row.getByText('1 person here').waitFor();
    await row.locator('.agent-attached').waitFor();
    expect(ada.complaints).toEqual([]);
  });

  test('the agent is switched off for the document, and on again', async () => {
    const ada = await open(freshDocument());
    await ada.page.locator('.flyout-button .agent-face').click();

    await ada.page.getByRole('switch').click();
    await ada.page.locator('.agent-title', { hasText: 'Agent switched off' }).waitFor();
    await ada.page.getByRole('switch').click();

    await ada.page.locator('.agent-title', { hasText: 'No agent yet' }).waitFor();
  });
});

describe('a mark does not disturb the one who writes', () => {
  test('caret, selection and scroll stay, and undo takes back only what the person wrote', async () => {
    const document = freshDocument();
    const ada = await open(document);
    const bob = await open(document);
    await type(bob, 'In Lisbon it rained.');
    for (let line = 0; line < 40; line++) await bob.page.keyboard.press('Enter');
    await until('Ada sees the lines', async () => (await ada.text.locator('p').count()) > 40);
    await type(ada, 'Below, a word about Nairobi and the sea');
    const agent = await join(document);
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
    expect(ada.complaints).toEqual([]);
  });

  test('the formatting chosen for the next letter is still chosen', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'In Lisbon it was ');
    const agent = await join(document);
    await ada.page.keyboard.press('Control+b');

    const lisbon = await agent.mark('Lisbon', LISBON);
    await name(ada.page, lisbon).waitFor();
    await ada.page.keyboard.type('raining');

    await ada.text.locator('strong', { hasText: 'raining' }).waitFor();
  });

  test('a composition in another paragraph goes on, and is told to the agent', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'In Lisbon it rained.');
    await ada.page.keyboard.press('Enter');
    const agent = await join(document);
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

describe('what a person decides about a place', () => {
  test('"not a place" removes the mark for everybody, and undo brings it back', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'Paris Hilton arrived. ');
    const agent = await join(document);
    const paris = await agent.mark('Paris', { lat: 48.85, lng: 2.35, colorIndex: 1 });

    await name(ada.page, paris).click();
    await ada.page.getByRole('button', { name: 'Not a place' }).click();

    await until('the mark is gone at the agent', () => !agent.text().includes(paris));
    await until('the pin is gone', async () => (await ada.page.locator('.pin').count()) === 0);
    expect(await ada.page.getByRole('dialog').isHidden()).toBe(true);
    await ada.text.click();
    await ada.page.keyboard.press('Control+z');
    await name(ada.page, paris).waitFor();
  });

  test('the keyboard opens a card, chooses another place of the name, and returns to the text', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'We met in Paris');
    const agent = await join(document);
    const paris = await agent.mark('Paris', { lat: 48.85, lng: 2.35, colorIndex: 1 });
    await name(ada.page, paris).waitFor();

    await ada.page.keyboard.press('Alt+Enter');
    await ada.page.getByRole('button', { name: 'Not a place' }).waitFor();
    agent.offers(paris, [{ placeName: 'Paris', lat: 33.6609, lng: -95.5555, detail: 'Texas' }]);
    await ada.page.getByText('Paris, Texas').waitFor();
    await ada.page.keyboard.press('Tab');
    await ada.page.keyboard.press('Tab');
    await ada.page.keyboard.press('Enter');
    await ada.page.getByText('Chosen by a person').waitFor();
    await ada.page.keyboard.press('Escape');
    await ada.page.keyboard.type('!');

    await until(
      'the choice reached the agent',
      () => agent.text().includes('-95.5555') && agent.text().includes('manual'),
    );
    await ada.text.getByText('We met in Paris!').waitFor();
  });

  test('an earlier version is looked at and brought back', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'The first version.');
    const bob = await open(document);
    await bob.text.getByText('The first version.').waitFor();
    const points = async () =>
      (await fetch(`${server.origin}${apiPath(document)}/restore-points`)).json() as Promise<RestorePointList>;
    await until('a version is kept', async () => (await points()).points[0]?.preview === 'The first version.');
    const versions = bob.page.getByRole('dialog', { name: 'Earlier versions' });
    const bringBack = async (entry: string) => {
      await bob.page.getByRole('button', { name: 'Earlier versions' }).click();
      await versions.locator('.restore-entry', { hasText: entry }).first().click();
      await versions.locator('.restore-page').getByText('The first version.', { exact: true }).waitFor();
      await versions.getByRole('button', { name: 'Bring this version back' }).click();
      await versions.waitFor({ state: 'hidden' });
    };

    await bringBack('The first version.');
    await type(ada, ' And more');
    await bob.text.getByText('And more').waitFor();
    await bringBack('before an earlier version was brought back');

    await ada.page.getByText('An earlier version was brought back by somebody.').waitFor();
    for (const { text } of [ada, bob])
      await until('the later words are gone', async () => !(await text.textContent())?.includes('And more'));
    await ada.text.getByText('The first version.').waitFor();
    expect(bob.complaints).toEqual([]);
  });
});

describe('tokens', () => {
  const tokenFor = async (request: TokenRequest): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.origin}/api/token`, {
      method: 'POST',
      headers,
      body: JSON.stringify(request),
    });
    return ((await answer.json()) as TokenAnswer).token;
  };

  test('who may only read sees the text and cannot type', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'For reading.');
    const reader = await open(document, {}, await tokenFor({ document, access: 'read' }));

    await reader.text.getByText('For reading.').waitFor();
    await until(
      'the text is closed for writing',
      async () => (await reader.text.getAttribute('contenteditable')) === 'false',
    );
    await reader.page.locator('.banner').waitFor();
    expect(await reader.page.locator('.toolbar').isHidden()).toBe(true);
    expect(await reader.page.url()).not.toContain('token');
    expect(reader.complaints).toEqual([]);
  });

  test('a token that runs out is asked for again, and nothing that was written is lost', async () => {
    const document = freshDocument();
    const bob = await open(document);
    const ada = await open(document, {}, await tokenFor({ document, expiresInMs: 2_000 }));
    const form = ada.page.getByLabel('Access token');
    await form.waitFor();
    await type(ada, 'Written while it ran out.');

    await form.fill(await tokenFor({ document }));
    await form.press('Enter');

    await bob.text.getByText('Written while it ran out.').waitFor();
    await form.waitFor({ state: 'detached' });
  });
});

describe('without a connection', () => {
  test('what was written offline survives a reload, says so, and is sent when the connection returns', async () => {
    const document = freshDocument();
    const ada = await open(document);
    const bob = await open(document);
    await type(ada, 'Written at home.');
    await bob.text.getByText('Written at home.').waitFor();
    await ada.page.evaluate(async () => void (await navigator.serviceWorker.ready));

    await ada.context.setOffline(true);
    await ada.page.getByText('You are offline. What you write', { exact: false }).waitFor();
    const kept = await lettersKept(ada.page, document);
    await type(ada, ' Written on the train.');
    // A browser takes its time to write; a tab that is torn away within it loses the last letters.
    await until('the device keeps it', async () => (await lettersKept(ada.page, document)) >= kept + 22);
    await ada.page.reload();
    await ada.text.getByText('Written at home. Written on the train.').waitFor();
    await ada.page.getByText('You are offline. What you write', { exact: false }).waitFor();
    await ada.context.setOffline(false);

    await bob.text.getByText('Written at home. Written on the train.').waitFor();
    await ada.page.getByText('Connected again.', { exact: false }).waitFor();
  });
});

describe('content of others', () => {
  test('a mark this page does not know is shown for reading, and the paragraph is not deleted', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'A precious paragraph.');
    const agent = await join(document);
    await until('the agent reads it', () => agent.text().includes('precious'));

    const paragraph = agent.doc.getXmlFragment('default').get(0);
    const text = 'get' in paragraph ? paragraph.get(0) : undefined;
    if (!text || !('format' in text)) throw new Error('the paragraph has no text');
    text.format(2, 8, { sparkle: { strength: 3 } });

    await ada.page.getByText('(sparkle)', { exact: false }).waitFor();
    await ada.page.locator('.plain-text', { hasText: 'A precious paragraph.' }).waitFor();
    expect(agent.text()).toContain('precious');
  });
});

describe('for everybody', () => {
  const serious = async (page: Page): Promise<string[]> => {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() =>
      (
        globalThis as unknown as {
          axe: {
            run: () => Promise<{ violations: Array<{ id: string; impact: string; nodes: Array<{ html: string }> }> }>;
          };
        }
      ).axe.run(),
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing serious in ${colorScheme}`, async () => {
      const document = freshDocument();
      const ada = await open(document, { colorScheme, reducedMotion: 'reduce' });
      await type(ada, 'From Lisbon to Nairobi. ');
      const agent = await join(document);
      const lisbon = await agent.mark('Lisbon', LISBON);
      await agent.mark('Nairobi', NAIROBI);
      await name(ada.page, lisbon).click();
      await ada.page.getByRole('dialog').waitFor();
      await ada.page.locator('.pin').nth(1).waitFor({ state: 'attached' });
      expect(await serious(ada.page)).toEqual([]);

      await ada.page.keyboard.press('Escape');
      await ada.page.locator('.flyout-button .agent-face').click();
      expect(await serious(ada.page)).toEqual([]);
      await ada.page.getByRole('button', { name: 'Earlier versions' }).click();
      expect(await serious(ada.page)).toEqual([]);

      const list = await ada.context.newPage();
      const complaints = listen(list);
      await list.goto(server.origin);
      await list.locator('.documents-list li').first().waitFor();
      expect(await serious(list)).toEqual([]);
      expect([...complaints, ...ada.complaints]).toEqual([]);
    });
  }

  test('on a phone nothing is cut off, and the map comes up over the text', async () => {
    const document = freshDocument();
    const ada = await open(document, { viewport: { width: 360, height: 700 }, isMobile: true, hasTouch: true });
    await ada.text.tap();
    await ada.page.keyboard.type('From Lisbon to Nairobi. ');
    const agent = await join(document);
    await agent.mark('Nairobi', NAIROBI);
    await ada.page.getByText('1 place', { exact: true }).waitFor();
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

    await ada.page.locator('.places-handle').tap();
    await ada.page.locator('.pin').waitFor({ state: 'attached' });
    await ada.page.locator('.places-list button').tap();

    const card = ada.page.getByRole('dialog', { name: 'Place: Nairobi' });
    await card.waitFor();
    const box = await card.boundingBox();
    expect(box && { left: box.x, right: box.x + box.width, bottom: box.y + box.height }).toEqual({
      left: 0,
      right: 360,
      bottom: 700,
    });
    expect(ada.complaints).toEqual([]);
  });

  test('the map is moved and zoomed with the keyboard alone', async () => {
    const document = freshDocument();
    const ada = await open(document);
    await type(ada, 'In Lisbon. ');
    await (await join(document)).mark('Lisbon', LISBON);
    const pin = ada.page.locator('.pin');
    await pin.waitFor({ state: 'attached' });
    const at = () => pin.evaluate((element) => (element as HTMLElement).style.transform);
    await ada.page.locator('.map').focus();
    const before = await at();

    await ada.page.keyboard.press('ArrowLeft');
    await until('the pin moved', async () => (await at()) !== before);
    const moved = await at();
    await ada.page.keyboard.press('+');
    await until('the pin moved on', async () => (await at()) !== moved);
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

/** How many updates of a document this browser keeps: one a letter. */
function lettersKept(page: Page, document: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const count = opening.result.transaction('updates').objectStore('updates').count();
          count.onsuccess = () => {
            opening.result.close();
            resolve(count.result);
          };
        };
      }),
    `attache:${document}`,
  );
}
