// Guides near a place: a region is chosen, the address keeps it, one matter at several levels is one entry.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open } from './browser.mjs';
import { LOOKS, dress } from './catalogue.mjs';
import { startHall } from './hall.mjs';
import { guideList, guides } from './steps.mjs';
import { visit } from './world.mjs';

let hall;
let browser;
before(async () => {
  hall = await startHall();
  browser = await launch();
});
after(async () => { await browser?.close(); await hall?.stop(); });

async function opened(href) {
  const { context, page, trouble } = await open(browser, hall.url);
  await visit(page, href);
  return { page, trouble, main: page.getByRole('main'), close: () => context.close() };
}

/** Matters of the whole list, in its order, those at other levels too; `n` of them when it is known how many there are. */
async function listed(page, n) {
  const list = guideList(page);
  await list.waitFor();
  const more = page.getByRole('button', { name: /^再显示/ });
  while (await more.count() > 0) {
    const before = await list.getByRole('listitem').count();
    await more.click();
    await page.waitForFunction((it) => document.querySelectorAll('main [aria-label="事项列表"] li').length > it, before);
  }
  if (n !== undefined) await page.waitForFunction((it) => document.querySelectorAll('main [aria-label="事项列表"] a').length === it, n);
  return list.getByRole('link').evaluateAll((all) => all.map((it) => it.pathname.slice('/guides/'.length)));
}

async function choose(page, ...steps) {
  await page.getByRole('button', { name: /^地区：/ }).click();
  const sheet = page.getByRole('dialog', { name: '选地区' });
  for (const name of steps) await sheet.getByRole('button', { name }).click();
  await sheet.waitFor({ state: 'detached' });
}

test('a region shows what is offered there and around it, and the address keeps it', async () => {
  const { page, trouble, close } = await opened('/guides');
  const all = await guides(page);
  assert.equal(new Set(await listed(page, all.length)).size, all.length, 'at first everything');
  await choose(page, /^白鹭乡/, /^桃坞村/);
  await page.waitForURL(/[?]at=990101200201/);
  const around = ['990101200201', '990101200000', '990101', '990100', '990000'];
  const near = all.filter((it) => !it.region || around.includes(it.region.code)).map((it) => it.matter);
  assert.ok(near.length > 0 && near.length < all.length);
  assert.deepEqual((await listed(page, near.length)).sort(), near.sort());
  await page.getByRole('status').filter({ hasText: /\d/ }).first().waitFor();

  await page.reload();
  await page.getByRole('button', { name: '地区：桃坞村' }).waitFor();
  assert.deepEqual((await listed(page, near.length)).sort(), near.sort(), 'a reload keeps it');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(trouble, []);
  await close();
});

for (const look of LOOKS) {
  test(`choosing a region, ${look}: no violation`, async () => {
    const { page, close } = await opened('/guides');
    await dress(page, look);
    await page.getByRole('button', { name: '地区：全部地区' }).click();
    const sheet = page.getByRole('dialog', { name: '选地区' });
    await sheet.getByRole('button', { name: /^白鹭乡/ }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await close();
  });
}

test('one matter at several levels is one entry with its levels', async () => {
  const { page, main, close } = await opened('/guides?q=高龄津贴');
  const kin = (await guides(page)).filter((it) => it.title.includes('高龄津贴'));
  assert.ok(kin.length >= 3 && new Set(kin.map((it) => it.catalog_code)).size === 1, 'the sample has it at three levels');
  const entry = main.getByRole('listitem').filter({ hasText: '高龄津贴' }).first();
  const others = entry.getByRole('list', { name: '别处也能办' }).getByRole('link');
  assert.equal(await others.count(), kin.length - 1);
  const wanted = kin.find((it) => it.level.code === 'village');
  await entry.getByRole('link', { name: new RegExp(`${wanted.level.text} ${wanted.region.name}`) }).click();
  await page.waitForURL(`**/guides/${wanted.matter}`);
  await close();
});

test('a level narrows further; words, region and level stay together; all of it can be dropped', async () => {
  const { page, main, close } = await opened('/guides?at=990101');
  await main.getByRole('combobox', { name: '层级' }).selectOption({ label: '省级' });
  await page.waitForURL(/at=990101&level=province/);
  const province = (await guides(page)).filter((it) => it.level?.code === 'province').map((it) => it.matter);
  assert.deepEqual((await listed(page, province.length)).sort(), province.sort());
  await main.getByRole('searchbox', { name: '查找事项' }).fill('没有这件事');
  await page.waitForURL(/[?]q=.*&at=990101&level=province/);
  await main.getByText('这里没有这件事').waitFor();
  await main.getByRole('searchbox', { name: '查找事项' }).fill('食品');
  await main.getByRole('button', { name: '去掉全部筛选' }).click();
  await main.getByRole('link', { name: /食品经营许可/ }).first().waitFor();
  await page.waitForURL(/[?]q=%E9%A3%9F%E5%93%81$/);
  await close();
});

test('a region nobody knows, or a hall without regions, still shows the guides', async () => {
  const { page, main, close } = await opened('/guides?q=食品&at=123456');
  await main.getByRole('link', { name: /食品经营许可/ }).first().waitFor();
  await page.route('**/api/v1/regions', (it) => it.fulfill({
    status: 404, contentType: 'application/problem+json', json: { code: 'not-found', status: 404, title: '没有找到', retry: 'never' },
  }));
  await page.route('**/.well-known/hall', async (it) => {
    const answer = await it.fetch();
    const hall = await answer.json();
    delete hall.limits.regions_at_once;
    await it.fulfill({ response: answer, json: hall });
  });
  await visit(page, '/guides?q=食品');
  await main.getByRole('link', { name: /食品经营许可/ }).first().waitFor();
  // What the hall said the last time is shown until it has answered.
  await main.getByRole('button', { name: /^地区：/ }).waitFor({ state: 'detached' });
  await close();
});
