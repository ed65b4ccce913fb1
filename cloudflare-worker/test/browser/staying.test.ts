import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/contract';
import { hrefOf } from '../../src/page/route';
import { texts } from '../../src/page/texts';
import { type } from './page-tools';
import { Stage } from './stage';
import { until } from './until';

const SECRET = new TextEncoder().encode('development-user-secret-not-for-production');
const stage = Stage.set('staying');

describe('tokens', () => {
  const person = (document: string, sub: string, claims: Record<string, unknown> = {}, endsIn = '1h') =>
    new SignJWT({ doc: document, role: 'user', ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime(endsIn)
      .sign(SECRET);

  test('who may only read sees the text and cannot type', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'For reading.');
    const reader = await stage.open(document, {}, await person(document, 'reader', { access: 'read' }));

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
    const document = stage.freshDocument();
    const bob = await stage.open(document);
    const ada = await stage.open(document, {}, await person(document, 'ada', {}, '2s'));
    const form = ada.page.getByLabel('Access token');
    await form.waitFor();
    await type(ada, 'Written while it ran out.');

    await form.fill(await person(document, 'ada'));
    await form.press('Enter');

    await bob.text.getByText('Written while it ran out.').waitFor();
    await form.waitFor({ state: 'detached' });
    expect(await ada.page.locator('.banner').count()).toBe(0);
  });

  test('a Supabase sign-in that another tab renews is taken over, and one of somebody else too', async () => {
    const document = stage.freshDocument();
    const bob = await stage.open(document);
    const ada = await stage.open(stage.freshDocument(), { serviceWorkers: 'block' });
    await ada.context.route('**/api/session', async (route) => {
      const session = (await (await route.fetch()).json()) as Session;
      await route.fulfill({ json: { ...session, supabaseUrl: 'https://project.example' } });
    });
    const signIn = async (token: string) =>
      ada.page.evaluate(
        (session) => localStorage.setItem('sb-project-auth-token', session),
        JSON.stringify({ access_token: token, token_type: 'bearer' }),
      );
    await signIn(await person(document, 'ada', {}, '2s'));

    const page = await ada.context.newPage();
    await page.goto(`${stage.origin}/${hrefOf(document)}`);
    await page.getByText(texts.banners.tokenExpiring).waitFor();
    await signIn(await person(document, 'ada'));
    await page.locator('.banner').waitFor({ state: 'detached' });
    await page.locator('.paper .text').click();
    await page.keyboard.type('Ada was here. ');
    await bob.text.getByText('Ada was here.').waitFor();

    await signIn(await person(document, 'grace', { access: 'read' }));
    await page.getByText('You may read this document', { exact: false }).waitFor();
    expect(await page.getByText(texts.banners.forbidden).count()).toBe(0);
  });
});

describe('without a connection', () => {
  test('what was written offline survives a reload, says so, and is sent when the connection returns', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    const bob = await stage.open(document);
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
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'A precious paragraph.');
    const agent = await stage.join(document);
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
