// A province of 50,000 villages, imported as they are published: a phone is told a level at a time, finds a place by its
// name, and can go where it was before without a network.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open, PHONE } from './browser.mjs';
import { bin, startHall } from './hall.mjs';
import { record, until } from './kept.mjs';
import { visit } from './world.mjs';

const VILLAGES = 50_000;
const COUNTIES = 50;
const TOWNS = 20;

let hall;
let browser;
let folder;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'regions-'));
  const list = path.join(folder, 'regions.csv');
  writeFileSync(list, province());
  const data = path.join(folder, 'data');
  const done = spawnSync(bin, ['import', 'regions', '--data', data, list], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  hall = await startHall({ data });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await hall?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** 云岭省 with the sample county in it, and 50,000 villages around. */
function province() {
  const rows = ['code,name', '990000,云岭省', '990100,岫川市', '990101,云岫县', '990101200,白鹭乡', '990101200201,桃坞村', '990101200202,鹭溪村'];
  const three = (n) => String(n).padStart(3, '0');
  for (let county = 2; county < COUNTIES + 2; county++) {
    const code = `9901${String(county).padStart(2, '0')}`;
    rows.push(`${code},第${county}县`);
    for (let town = 1; town <= TOWNS; town++) {
      rows.push(`${code}${three(town)},${county}县${town}镇`);
      for (let village = 1; village <= VILLAGES / COUNTIES / TOWNS; village++) {
        rows.push(`${code}${three(town)}${three(village + 200)},柳林${village}村`);
      }
    }
  }
  return rows.join('\n');
}

async function opened(href, options) {
  const { context, page, trouble } = await open(browser, hall.url, options);
  const asked = [];
  page.on('request', (it) => { if (it.url().includes('/api/v1/regions')) asked.push(new URL(it.url()).search); });
  await visit(page, href);
  const sheet = page.getByRole('dialog', { name: '选地区' });
  const chip = page.getByRole('button', { name: /^地区：/ });
  return { context, page, trouble, asked, sheet, chip, close: () => context.close() };
}

test('level by level down to a village, each level asked for when it is opened', async () => {
  const { page, trouble, asked, sheet, chip, close } = await opened('/guides');
  await chip.waitFor();
  const choosing = () => [...new Set(asked)].filter((it) => !it.startsWith('?of='));
  assert.deepEqual(choosing(), [], 'no list is asked for before somebody wants to choose');
  await chip.click();
  await sheet.getByRole('heading', { name: '岫川市' }).waitFor();
  assert.equal(await sheet.getByRole('listitem').filter({ has: page.getByRole('button', { name: /县/ }) }).count(), COUNTIES + 1);
  await sheet.getByRole('button', { name: /^云岫县/ }).click();
  await sheet.getByRole('heading', { name: '云岫县' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'regions-here');
  await sheet.getByRole('button', { name: /^白鹭乡/ }).click();
  await sheet.getByRole('button', { name: /^桃坞村/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(choosing(), ['', '?parent=990101200000'], 'one village level, of one township');
  await sheet.getByRole('button', { name: /^桃坞村/ }).click();
  await page.waitForURL(/[?]at=990101200201$/);
  await page.getByRole('button', { name: '地区：桃坞村' }).waitFor();
  assert.deepEqual(trouble, []);
  await close();
});

test('a place is found by its name, by an address and by pinyin, with keys alone', async () => {
  const { page, sheet, chip, close } = await opened('/guides');
  await chip.focus();
  await page.keyboard.press('Enter');
  const box = sheet.getByRole('searchbox', { name: '找地名' });
  for (const words of ['桃坞村', '白鹭乡桃坞', 'taowu', '云岫 桃坞']) {
    await box.fill(words);
    await sheet.getByRole('button', { name: /^桃坞村 云岭省 岫川市 云岫县 白鹭乡$/ }).waitFor();
  }
  await sheet.getByRole('status').filter({ hasText: '找到 1 处' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await box.fill('没有这个村');
  await sheet.getByText('没有找到这个地方').first().waitFor();
  await box.fill('桃坞');
  await sheet.getByRole('button', { name: /^桃坞村/ }).waitFor();
  await box.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'regions-first');
  await page.keyboard.press('Enter');
  await page.waitForURL(/[?]at=990101200201$/);
  await close();
});

test('a link to a village shows its name, though nobody listed it', async () => {
  const { page, asked, sheet, close } = await opened('/guides?at=990131007233');
  await page.getByRole('button', { name: '地区：柳林33村' }).waitFor();
  assert.ok(!asked.includes(''), 'the way is asked for, not the country');
  // What the way is made of is not taken for all there is, on a later visit either.
  await page.reload();
  await page.getByRole('button', { name: '地区：柳林33村' }).click();
  await sheet.getByRole('button', { name: '岫川市', exact: true }).click();
  await sheet.getByRole('button', { name: /^第3县/ }).waitFor();
  await close();
});

test('without a network a level that was opened once opens again, another says why not', async () => {
  const { context, page, sheet, chip, close } = await opened('/guides');
  await chip.click();
  await sheet.getByRole('button', { name: /^云岫县/ }).click();
  await sheet.getByRole('button', { name: /^白鹭乡/ }).click();
  await sheet.getByRole('button', { name: /^桃坞村/ }).waitFor();
  await until(async () => Buffer.from((await record(page, 'meta', 'regions')) ?? []).toString().includes('桃坞村'));
  // The page comes from the hall; its regions cannot be asked for any more.
  await context.route('**/api/v1/regions*', (it) => it.abort());
  await page.reload();
  await chip.click();
  await sheet.getByRole('button', { name: /^云岫县/ }).click();
  await sheet.getByRole('button', { name: /^白鹭乡/ }).click();
  await sheet.getByRole('button', { name: /^桃坞村/ }).waitFor();
  const box = sheet.getByRole('searchbox', { name: '找地名' });
  await box.fill('桃坞');
  await sheet.getByText('连不上大厅，只找了看过的地方').waitFor();
  await sheet.getByRole('button', { name: /^桃坞村/ }).waitFor();
  await box.fill('');
  await sheet.getByRole('button', { name: '岫川市', exact: true }).click();
  await sheet.getByRole('button', { name: /^第3县/ }).click();
  await sheet.getByRole('button', { name: /^3县5镇/ }).click();
  await sheet.getByRole('button', { name: '再试一次' }).waitFor();
  await context.unroute('**/api/v1/regions*');
  await sheet.getByRole('button', { name: '再试一次' }).click();
  await sheet.getByRole('button', { name: /^柳林1村/ }).waitFor();
  await close();
});

test('what was chosen last is offered again, and everywhere is always there', async () => {
  const { page, sheet, chip, close } = await opened('/guides');
  await chip.click();
  await sheet.getByRole('searchbox', { name: '找地名' }).fill('鹭溪');
  await sheet.getByRole('button', { name: /^鹭溪村/ }).click();
  await page.waitForURL(/[?]at=990101200202$/);
  await visit(page, '/guides');
  await chip.click();
  await sheet.getByRole('button', { name: '上次选的：鹭溪村' }).click();
  await page.waitForURL(/[?]at=990101200202$/);
  await chip.click();
  await sheet.getByRole('button', { name: '全部地区', exact: true }).click();
  await sheet.getByRole('button', { name: '选全部地区' }).click();
  await page.waitForURL(/[/]guides$/);
  await close();
});

test('320 pixels are wide enough', async () => {
  const { page, sheet, chip, close } = await opened('/guides', { ...PHONE, viewport: { width: 320, height: 640 } });
  await chip.click();
  await sheet.getByRole('button', { name: /^云岫县/ }).click();
  await sheet.getByRole('searchbox', { name: '找地名' }).fill('柳林1村');
  await sheet.getByRole('button', { name: /^柳林1村/ }).first().waitFor();
  const wide = await page.evaluate(() => document.querySelector('dialog[open]').scrollWidth > document.querySelector('dialog[open]').clientWidth);
  assert.equal(wide, false);
  assert.deepEqual(await violations(page), []);
  await close();
});
