// Every page: one heading, a title, no scrolling sideways, no accessibility violation, nothing on the console; and
// every way in, from a wrong address to a browser that cannot run the app.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { PHONE, launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { sideways, whole } from './measure.mjs';
import { cases, draw, elderCard, guideList, receipt, review, send, signIn } from './steps.mjs';
import { nameOf, patterns, settled, visit, world } from './world.mjs';

const APP = '掌上大厅';
/** Phones from the smallest that WCAG 1.4.10 asks for. */
const WIDTHS = [390, 320];
const HEIGHT = PHONE.viewport.height;

let hall;
let browser;
let seen;
let stranger;
before(async () => {
  hall = await startHall();
  browser = await launch();
  seen = await world(browser, hall.url, { desk: hall.desk });
  stranger = await open(browser, hall.url);
  for (const it of [...seen.all, stranger]) {
    it.page.on('console', (line) => { if (line.type() === 'error') it.trouble.push(line.text()); });
  }
});
after(async () => { await browser?.close(); await hall?.stop(); });

/** What every page owes everybody, in whatever look it has now. */
async function sound(page, where) {
  const headings = await page.getByRole('heading', { level: 1 }).allInnerTexts();
  assert.equal(headings.length, 1, `${where}: headings of level 1: ${headings.join(' | ')}`);
  const title = await page.title();
  assert.equal(title, `${headings[0]} · ${APP}`, where);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    assert.deepEqual(await sideways(page, width), [], `${where}: scrolls sideways at ${width} px`);
  }
  await whole(page, PHONE.viewport);
  assert.deepEqual(await violations(page), [], where);
  return headings[0];
}

async function elder(page, on) {
  await page.evaluate((value) => localStorage.setItem('elder', value), on ? '1' : '0');
}

for (const pattern of patterns()) {
  test(`${nameOf(pattern)}: by day, by night, in large type, after a reload`, async () => {
    const { page, href, trouble } = seen.routes.find((it) => it.pattern === pattern);
    trouble.length = 0;
    await visit(page, href);
    const heading = await sound(page, `${pattern} by day`);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await violations(page), [], `${pattern} by night`);
    await page.emulateMedia({ colorScheme: 'light' });
    await elder(page, true);
    await page.reload();
    await settled(page);
    await sound(page, `${pattern} in large type`);
    await elder(page, false);
    await page.reload();
    await settled(page);
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), heading, 'a reload shows the same page');
    assert.deepEqual(trouble, []);
  });

  test(`${nameOf(pattern)}: signed out`, async () => {
    const { page, trouble } = stranger;
    const { href } = seen.routes.find((it) => it.pattern === pattern);
    trouble.length = 0;
    await visit(page, href);
    await sound(page, `${pattern} signed out`);
    const main = page.getByRole('main');
    assert.ok(await main.getByRole('link').or(main.getByRole('button')).count() > 0, 'there is a way forward');
    assert.deepEqual(trouble, []);
  });
}

test('a wrong address says so and leads on', async () => {
  const other = await open(browser, hall.url);
  await signIn(other.page, '王桂兰');
  await elderCard(other.page);
  await review(other.page);
  await draw(other.page);
  await send(other.page);
  await receipt(other.page);
  const [foreign] = await cases(other.page);
  await other.context.close();

  const unknown = 'f0000000-0000-7000-8000-000000000000';
  const gone = '这台设备上没有这份草稿';
  const table = [
    ['/nowhere/at/all', '找不到这一页', '回首页'],
    ['/filing', '找不到这一页', '回首页'],
    ['/guides/no-such-matter', '没有这个事项', '查事项'],
    ['/guides/%E9%A3%9F%E5%93%81', '没有这个事项', '查事项'],
    [`/guides/${'x'.repeat(300)}`, '没有这个事项', '查事项'],
    ['/cases/x', '没有找到', '我的办件'],
    [`/cases/${unknown}`, '没有找到', '我的办件'],
    [`/cases/${foreign.id}`, '没有找到', '我的办件'],
    [`/cases/${foreign.id}/correct/n1`, '没有找到', '回首页'],
    ['/cases/x/correct/%00', '没有找到', '回首页'],
    ['/filing/x/form', gone, '去查事项'],
    [`/filing/${unknown}/materials`, gone, '去查事项'],
    [`/filing/${unknown}/review`, gone, '去查事项'],
    ['/filing/%3Cscript%3E/sign', gone, '去查事项'],
    ['/filing/x/receipt', '这台设备上没有这份回执', '看我的办件'],
    [`/filing/${seen.samples.sent}/form`, '这份申报已经提交', '看回执'],
  ];
  const { page } = seen;
  for (const [href, says, way] of table) {
    await visit(page, href);
    const main = page.getByRole('main');
    await main.getByText(says, { exact: false }).first().waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, href);
    await main.getByRole('link', { name: way }).first().waitFor();
    assert.doesNotMatch(await main.innerText(), /undefined|Error|\bnull\b|panicked/, href);
  }
  assert.deepEqual(seen.trouble.filter((it) => !/Failed to load resource/.test(it)), []);
});

test('a section that is not there shows the first one', async () => {
  const { page, samples } = seen;
  await visit(page, `/filing/${samples.draft}/form?section=no-such-section`);
  await page.getByRole('heading', { level: 1, name: '谁来经营' }).waitFor();
});

test('forth and back through the app: the address, the title and the focus follow', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  const here = async (heading, address) => {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.waitForFunction((text) => document.activeElement?.matches('h1') && document.activeElement.innerText === text, heading);
    assert.equal(new URL(page.url()).pathname, address);
    assert.equal(await page.title(), `${heading} · ${APP}`);
  };
  await visit(page, '/');
  await page.getByRole('navigation').getByRole('link', { name: '办事' }).click();
  await here('查事项', '/guides');
  const first = guideList(page).getByRole('link').first();
  const [title, address] = [await first.locator('.cell__title').innerText(), await first.getAttribute('href')];
  await first.click();
  await here(title, address);
  await page.goBack();
  await here('查事项', '/guides');
  await page.goBack();
  await here('您想办什么？', '/');
  await page.goForward();
  await here('查事项', '/guides');
  assert.deepEqual(trouble, []);
  await context.close();
});

test('an answer about the situation is not a step of its own: back leaves the guide', async () => {
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/guides?q=优待证');
  await page.getByRole('link', { name: /老年人优待证/ }).first().click();
  await page.getByRole('radio', { name: '在云岫县' }).check();
  await page.waitForURL(/[?]s=/);
  await page.getByRole('radio', { name: '只要电子证' }).check();
  await page.waitForURL(/[?]s=.*electronic/);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: '查事项' }).waitFor();
  await context.close();
});

test('without a network a page says so, and opens when it is back', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  // The catalogue comes to the device before anybody asks for it; here it is too late.
  const catalogue = /\/api\/v1\/guide/;
  await page.route(catalogue, (it) => it.abort());
  await visit(page, '/');
  await context.setOffline(true);
  await page.getByText('现在没有网络').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: '办事' }).click();
  await page.getByText('连不上大厅').waitFor();
  const again = page.getByRole('main').getByRole('button', { name: '再试一次' });
  await again.click();
  await page.getByText('连不上大厅').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.unroute(catalogue);
  await context.setOffline(false);
  await page.getByText('现在没有网络').waitFor({ state: 'detached' });
  // The page is asked for again by a press; once it is here, the catalogue comes by itself.
  const list = guideList(page);
  await again.or(list).first().waitFor();
  if (await again.isVisible()) await again.click().catch(() => list.waitFor());
  await list.waitFor();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('the program does not arrive: a page that can be read, and a second try', async () => {
  const { context, page } = await open(browser, hall.url);
  await page.route('**/*.wasm', (it) => it.abort());
  await page.goto('/guides');
  await page.getByRole('heading', { level: 1, name: '没能打开' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.getByRole('heading', { level: 1, name: '查事项' }).waitFor();
  await context.close();
});

test('a browser that cannot run the program is told so', async () => {
  const { context, page } = await open(browser, hall.url);
  await page.addInitScript(() => { WebAssembly.validate = () => false; });
  await page.route('**/*.wasm', (it) => it.abort());
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: '这个浏览器太旧了' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test('without JavaScript there is a page that says what to do', async () => {
  const { context, page } = await open(browser, hall.url, { ...PHONE, javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: '请打开 JavaScript' }).waitFor();
  await page.getByRole('link', { name: '12345' }).waitFor();
  assert.equal(await page.getByText('正在打开').isVisible(), false, 'nothing is opening');
  await context.close();
});
