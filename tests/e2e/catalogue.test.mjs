// Every component in every state: no accessibility violation in any look, borders where colours are taken away, and
// what opens over the page can be used with a keyboard alone.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { LOOKS, blocks, dress, openCatalogue } from './catalogue.mjs';
import { launch } from './browser.mjs';
import { serveFolder } from './static.mjs';

const folder = process.env.CATALOGUE ?? path.resolve(import.meta.dirname, '../../tmp/catalogue');

let server;
let browser;
before(async () => {
  server = await serveFolder(folder);
  browser = await launch();
});
after(async () => { await browser?.close(); await server?.stop(); });

async function opened() {
  const { context, page, trouble } = await openCatalogue(browser, server.url);
  return { page, trouble, close: () => context.close() };
}

/** Where the keyboard is. */
function focused(page) {
  return page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText);
}

for (const look of LOOKS) {
  test(`every component, ${look}: no violation, nothing scrolls sideways`, async () => {
    const { page, trouble, close } = await opened();
    await dress(page, look);
    assert.ok((await blocks(page)).length >= 20, 'the catalogue is whole');
    assert.deepEqual(await violations(page), []);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok(await page.evaluate((it) => document.documentElement.scrollWidth <= it, width), `${width} px`);
    }
    assert.deepEqual(trouble, []);
    await close();
  });
}

for (const look of LOOKS) {
  test(`what opens over the page, ${look}: no violation`, async () => {
    const { page, close } = await opened();
    await dress(page, look);
    for (const name of ['收回委托', '选送达方式']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await violations(page), [], name);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await close();
  });
}

test('in forced colours whatever is pressed or filled in keeps a border', async () => {
  const { page, close } = await opened();
  await dress(page, 'forced');
  const bare = await page.evaluate(() => {
    const lined = (it) => {
      const style = getComputedStyle(it);
      return ['Top', 'Right', 'Bottom', 'Left'].every((side) => parseFloat(style[`border${side}Width`]) > 0
        && style[`border${side}Style`] !== 'none' && style[`border${side}Color`] !== 'rgba(0, 0, 0, 0)');
    };
    const found = '.button:not(.button--quiet), .chip, .field__input, .choice, .card, .list, .notice, .tag, .toast';
    return [...document.querySelectorAll(found)].filter((it) => !lined(it)).map((it) => it.outerHTML.slice(0, 100));
  });
  assert.deepEqual(bare, []);
  await close();
});

test('a question takes the focus, keeps it, and gives it back', async () => {
  const { page, close } = await opened();
  const opener = page.getByRole('button', { name: '收回委托', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '收回张丽华的委托？' });
  await dialog.waitFor();
  await page.waitForFunction(() => document.activeElement.matches('.dialog__title'));
  const seen = [];
  for (let n = 0; n < 6; n += 1) {
    await page.keyboard.press('Tab');
    seen.push(await focused(page));
  }
  assert.ok(seen.includes('不了') && seen.includes('收回'), seen.join());
  assert.ok(!seen.includes('收回委托'), 'the page behind is out of reach');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await focused(page), '收回委托', 'Escape gives the focus back');
  assert.equal(await page.locator('#dialog').getByRole('status').innerText(), '', 'and does nothing');

  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '收回' }).click();
  await page.getByRole('status').getByText('已收回').waitFor();
  assert.equal(await focused(page), '收回委托');
  await close();
});

test('a sheet closes by its button and by a press beside it', async () => {
  const { page, close } = await opened();
  const opener = page.getByRole('button', { name: '选送达方式' });
  const sheet = page.getByRole('dialog', { name: '怎么拿结果' });
  for (const leave of [
    () => sheet.getByRole('button', { name: '关掉' }).click(),
    () => page.mouse.click(20, 20),
    () => sheet.getByRole('button', { name: '寄给我' }).click(),
  ]) {
    await opener.click();
    await sheet.waitFor();
    await leave();
    await sheet.waitFor({ state: 'detached' });
  }
  await page.getByRole('status').getByText('寄给我').waitFor();
  await close();
});
