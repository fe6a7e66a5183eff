// The numbers of large type, measured on every page: 工信部《移动互联网应用（APP）适老化通用设计规范》 (2021) asks for
// text of at least 18, adjustable to 30, lines of at least 1.3, main targets of 60 × 60; and for a way in that is found.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { sideways, smallTargets, textFaults } from './measure.mjs';
import { cases, draw, elderCard, receipt, review, send, signIn } from './steps.mjs';
import { nameOf, patterns, settled, visit, world } from './world.mjs';

/** Our own type is larger than what is asked: 22 for what is read, 18 for the smallest note. */
const BODY = 22;
const LEAST = 18;
const ADJUSTABLE = 30;
const LEADING = 1.3;
const TARGET = 60;

let hall;
let browser;
let seen;
before(async () => {
  hall = await startHall();
  browser = await launch();
  seen = await world(browser, hall.url, { desk: hall.desk });
  for (const { page } of seen.all) await page.evaluate(() => localStorage.setItem('elder', '1'));
});
after(async () => { await browser?.close(); await hall?.stop(); });

async function fits(page, where) {
  const faults = {
    text: await textFaults(page, { least: LEAST, leading: LEADING }),
    targets: await smallTargets(page, TARGET),
    sideways: await sideways(page),
  };
  assert.deepEqual(faults, { text: [], targets: [], sideways: [] }, where);
}

for (const pattern of patterns()) {
  test(`${nameOf(pattern)}: text, lines and targets are as large as they must be`, async () => {
    const { page, href } = seen.routes.find((it) => it.pattern === pattern);
    await visit(page, href);
    const body = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    assert.ok(body >= BODY, `body text is ${body} px`);
    // What is folded away is read in large type, too.
    await page.evaluate(() => { for (const it of document.querySelectorAll('details')) it.open = true; });
    await fits(page, pattern);
  });
}

test('what opens over a page is as large: the signature pad, the regions', async () => {
  const { page, samples } = seen;
  await visit(page, `/filing/${samples.draft}/sign`);
  await page.getByRole('button', { name: '开始手写' }).click();
  await page.getByRole('dialog').waitFor();
  await fits(page, 'the pad');
  await page.keyboard.press('Escape');

  await visit(page, '/guides');
  await page.getByRole('button', { name: '地区：全部地区' }).click();
  await page.getByRole('dialog', { name: '选地区' }).waitFor();
  await fits(page, 'the regions');
});

test('the text grows with the letters a person has set in the browser', async () => {
  const { page } = seen;
  await visit(page, '/');
  await page.evaluate(() => { document.documentElement.style.fontSize = '150%'; });
  const body = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  assert.ok(body >= ADJUSTABLE, `${body} px`);
  assert.deepEqual(await sideways(page), []);
});

test('the way in stands on the home page and in the settings, and switches both ways', async () => {
  const { context, page } = await open(browser, hall.url);
  const large = () => page.evaluate(() => document.documentElement.hasAttribute('data-elder'));
  await visit(page, '/');
  const entry = page.getByRole('banner').getByRole('button', { name: '长辈版' });
  const box = await entry.boundingBox();
  assert.ok(box.y + box.height <= 844 && box.width >= 44 && box.height >= 44, 'without scrolling, large enough for a finger');
  await entry.click();
  assert.equal(await large(), true);
  await page.reload();
  await settled(page);
  assert.equal(await large(), true, 'it is remembered');
  await page.getByRole('banner').getByRole('button', { name: '标准版' }).click();
  assert.equal(await large(), false);

  await visit(page, '/me');
  await page.getByRole('checkbox', { name: /长辈版/ }).check();
  assert.equal(await large(), true);
  await context.close();
});

test('who looks for large type by any of its names finds the switch', async () => {
  const { context, page } = await open(browser, hall.url);
  const box = page.getByRole('searchbox', { name: '查找事项' });
  const hint = page.getByRole('main').getByRole('button', { name: '换成长辈版' });
  await visit(page, '/guides');
  for (const name of ['长辈版', '关爱版', '关怀版', '亲情版', '大字', '大 字']) {
    await box.fill(name);
    await hint.waitFor();
  }
  await box.fill('优待证');
  await hint.waitFor({ state: 'detached' });
  await box.fill('关爱版');
  await hint.click();
  await page.getByRole('main').getByRole('button', { name: '换回标准版' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-elder')), true);
  await context.close();
});

test('in large type, from the button on the home page to a receipt', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await visit(page, '/');
  await page.getByRole('banner').getByRole('button', { name: '长辈版' }).click();
  await signIn(page, '王桂兰');
  await elderCard(page);
  await review(page);
  await draw(page);
  await send(page);
  assert.equal((await receipt(page)).split('.').length, 3);
  assert.ok(await page.evaluate(() => document.documentElement.hasAttribute('data-elder')), 'large to the end');
  const [filed] = await cases(page);
  assert.equal(filed.title, '老年人优待证办理');
  assert.deepEqual(trouble, []);
  await context.close();
});
