// Every page in another language: nothing of ours is left out, a longer language fits, and nothing is wrong in English.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { PHONE, launch, open } from './browser.mjs';
import { TABLE, english, forgotten, speakPseudo } from './english.mjs';
import { startHall } from './hall.mjs';
import { sideways, whole } from './measure.mjs';
import { signIn } from './steps.mjs';
import { nameOf, patterns, visit, world } from './world.mjs';

let hall;
let browser;
let seen;
before(async () => {
  hall = await startHall();
  browser = await launch();
  // The tables are answered here: a worker would have them already.
  seen = await world(browser, hall.url, { desk: hall.desk, options: { ...PHONE, serviceWorkers: 'block' } });
});
after(async () => { await browser?.close(); await hall?.stop(); });

/** What stands on the page now is in the language of the table and fits. */
async function complete(page, where) {
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.deepEqual(await forgotten(page), [], `${where}: not ours to leave untranslated`);
  assert.deepEqual(await sideways(page), [], `${where}: scrolls sideways at 320 px`);
}

for (const pattern of patterns()) {
  test(`${nameOf(pattern)}: every word of ours comes from the table, and a longer language fits`, async () => {
    const { page, href } = seen.routes.find((it) => it.pattern === pattern);
    await page.unroute(TABLE);
    await speakPseudo(page);
    await page.setViewportSize({ width: 320, height: 720 });
    await visit(page, href);
    await complete(page, pattern);
  });

  test(`${nameOf(pattern)}: in English nothing is wrong for who cannot see it`, async () => {
    const { page, href, trouble } = seen.routes.find((it) => it.pattern === pattern);
    await page.unroute(TABLE);
    trouble.length = 0;
    await english(page);
    await page.setViewportSize(PHONE.viewport);
    await visit(page, href);
    await whole(page, PHONE.viewport);
    assert.deepEqual(await violations(page), []);
    const { text, said } = await page.evaluate(() => ({
      text: [...document.querySelectorAll('main :is(h1, h2, button, legend)')].filter((it) => !it.closest('[lang^="zh"]') && !it.querySelector('[lang^="zh"]'))
        .map((it) => it.textContent).filter((it) => /^\p{Script=Han}+$/u.test(it)),
      said: document.documentElement.lang,
    }));
    assert.deepEqual(text, [], 'Chinese that says it is English');
    assert.equal(said, 'en');
    assert.deepEqual(trouble, []);
  });
}

test('what somebody sees who acts for others, or for an organisation', async () => {
  const table = [
    ['张丽华', ['/acting', '/mandates', '/guides/elder-card']],
    ['罗芷', ['/projects', '/projects/2609-990101-04-01-100016', '/cases']],
  ];
  for (const [name, pages] of table) {
    const { context, page } = await open(browser, hall.url, { viewport: { width: 320, height: 720 }, serviceWorkers: 'block' });
    await signIn(page, name);
    await page.goto('/acting');
    await page.getByRole('main').getByRole('button').nth(1).click();
    await page.getByRole('heading', { level: 1, name: '您想办什么？' }).waitFor();
    await speakPseudo(page);
    for (const href of ['/', ...pages]) {
      await visit(page, href);
      await complete(page, `${href} as ${name}`);
    }
    await context.close();
  }
});

test('large type and a longer language together still fit', async () => {
  const { page, routes } = seen;
  await page.unroute(TABLE);
  await speakPseudo(page);
  await page.setViewportSize({ width: 320, height: 720 });
  await page.evaluate(() => localStorage.setItem('elder', '1'));
  for (const name of ['home', 'guides-matter', 'filing-filing-form', 'filing-filing-sign', 'cases-case', 'me']) {
    await visit(page, routes.find((it) => it.name === name).href);
    await complete(page, `${name} in large type`);
  }
  await page.evaluate(() => localStorage.setItem('elder', '0'));
});
