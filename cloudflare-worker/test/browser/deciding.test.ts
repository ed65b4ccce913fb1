import { describe, expect, test } from 'vitest';
import { apiPath, type RestorePointList } from '../../src/contract';
import { type } from './page-tools';
import { name, Stage } from './stage';
import { until } from './until';

const stage = Stage.set('deciding');

describe('what a person decides about a place', () => {
  test('"not a place" removes the mark for everybody, and undo brings it back', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'Paris Hilton arrived. ');
    const agent = await stage.join(document);
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
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'We met in Paris');
    const agent = await stage.join(document);
    const paris = await agent.mark('Paris', { lat: 48.85, lng: 2.35, colorIndex: 1 });
    await name(ada.page, paris).waitFor();

    await ada.page.keyboard.press('Alt+Enter');
    await ada.page.getByRole('button', { name: 'Not a place' }).waitFor();
    agent.offers(paris, [
      { placeName: 'Paris', lat: 33.6609, lng: -95.5555, detail: 'Texas' },
      { placeName: 'Paris', lat: 36.302, lng: -88.3267, detail: 'United States' },
      { placeName: 'Paris', lat: 38.2098, lng: -84.253, detail: 'United States' },
    ]);
    await ada.page.getByText('Paris, Texas', { exact: true }).waitFor();
    await ada.page.getByText('Paris, United States (36.3020° N, 88.3267° W)', { exact: true }).waitFor();
    await ada.page.getByText('Paris, United States (38.2098° N, 84.2530° W)', { exact: true }).waitFor();
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
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'The first version.');
    const bob = await stage.open(document);
    await bob.text.getByText('The first version.').waitFor();
    const points = async () =>
      (await fetch(`${stage.origin}${apiPath(document)}/restore-points`)).json() as Promise<RestorePointList>;
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
