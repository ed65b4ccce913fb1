import { describe, expect, test } from 'vitest';
import { type } from './page-tools';
import { LISBON, NAIROBI, name, Stage } from './stage';
import { until } from './until';

const stage = Stage.set('together');

describe('two people and an agent', () => {
  test('what is typed in one window is read in the other, with the caret of who types', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    const bob = await stage.open(document);

    await type(ada, 'The train leaves Lisbon at nine.');
    await bob.text.getByText('The train leaves Lisbon at nine.').waitFor();
    await type(bob, ' Bring the tickets.');

    await ada.text.getByText('The train leaves Lisbon at nine. Bring the tickets.').waitFor();
    await ada.page.locator('.peer-caret').waitFor();
    await until('two faces are shown', async () => (await ada.page.locator('.faces .face').count()) === 2);
    expect([...ada.complaints, ...bob.complaints]).toEqual([]);
  });

  test('a mark of an agent appears with a card and a pin, and a click on either shows the other', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'From Lisbon to Nairobi. ');
    const agent = await stage.join(document);
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
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await ada.page.locator('.agent-title', { hasText: /No agent/ }).waitFor();

    const agent = await stage.join(document);
    agent.says('waiting', 'Somebody has an old editor open.');
    await ada.page.locator('.agent-title', { hasText: 'Attaché is waiting' }).waitFor();
    await ada.page.locator('.flyout-button .agent-face').click();
    await ada.page.getByText('Somebody has an old editor open.').waitFor();

    const list = await ada.context.newPage();
    await list.goto(stage.origin);
    const row = list.locator('.documents-list li', { hasText: document });
    await row.getByText('1 person here').waitFor();
    await row.locator('.agent-attached').waitFor();
    expect(ada.complaints).toEqual([]);
  });

  test('the agent is switched off for the document, and on again', async () => {
    const ada = await stage.open(stage.freshDocument());
    await ada.page.locator('.flyout-button .agent-face').click();

    await ada.page.getByRole('switch').click();
    await ada.page.locator('.agent-title', { hasText: 'Agent switched off' }).waitFor();
    await ada.page.getByRole('switch').click();

    await ada.page.locator('.agent-title', { hasText: 'No agent yet' }).waitFor();
  });
});
