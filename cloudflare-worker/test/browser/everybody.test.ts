import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { listen, type } from './page-tools';
import { LISBON, NAIROBI, name, Stage } from './stage';
import { until } from './until';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const stage = Stage.set('everybody');

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
      const document = stage.freshDocument();
      const ada = await stage.open(document, { colorScheme, reducedMotion: 'reduce' });
      await type(ada, 'From Lisbon to Nairobi. ');
      const agent = await stage.join(document);
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
      await list.goto(stage.origin);
      await list.locator('.documents-list li').first().waitFor();
      expect(await serious(list)).toEqual([]);
      expect([...complaints, ...ada.complaints]).toEqual([]);
    });
  }

  test('on a phone nothing is cut off, and the map comes up over the text', async () => {
    const document = stage.freshDocument();
    const ada = await stage.open(document, { viewport: { width: 360, height: 700 }, isMobile: true, hasTouch: true });
    await ada.text.tap();
    await ada.page.keyboard.type('From Lisbon to Nairobi. ');
    const agent = await stage.join(document);
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
    const document = stage.freshDocument();
    const ada = await stage.open(document);
    await type(ada, 'In Lisbon. ');
    await (await stage.join(document)).mark('Lisbon', LISBON);
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
