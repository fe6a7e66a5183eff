// One queue, however many tabs: one sends, all see; and a device that lost what it kept says so.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { hallFor } from './hall.mjs';
import { isFinalize, startProxy } from './proxy.mjs';
import { ADDRESS, ask, cases, draw, filingIn, receipt, send, sweep, signIn, signed, writing } from './steps.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const mine = (all) => all.filter((it) => it.title === '老年人优待证办理');

/** A person up to the last tap, behind a wire that decides the fate of commits. */
async function ready(t, fate = {}) {
  const hall = await hallFor(t);
  const proxy = await startProxy(() => ({ port: hall.port, host: '127.0.0.1' }), { matches: isFinalize, ...fate });
  t.after(() => proxy.stop());
  const it = await open(browser, proxy.url);
  t.after(() => it.context.close());
  await signIn(it.page, '陈屿');
  await signed(it.page);
  return { hall, proxy, ...it };
}

const NOBODYS = '01890000-0000-7000-8000-000000000000';

/** A promise, and how to keep it. */
function gate() {
  let pass;
  const opened = new Promise((resolve) => { pass = resolve; });
  return { opened, pass };
}

test('a second tab takes over what the first one waits for, and both show the receipt', async (t) => {
  const asked = gate();
  const { context, page, proxy } = await ready(t, {
    // The answer never comes: only asking for the receipt helps.
    after: (count) => (count === 1 ? (asked.pass(), new Promise(() => {})) : 'pass'),
  });
  await send(page);
  await asked.opened;
  const second = await context.newPage();
  await second.goto(page.url());
  const jws = await receipt(second);
  assert.equal(await receipt(page), jws, 'the first tab hears of it');
  assert.equal(mine(await cases(second)).length, 1);
  assert.equal(proxy.seen.requests, 1, 'the commit went once');
});

test('what waits in two tabs is sent by one of them', async (t) => {
  const { context, page, proxy } = await ready(t);
  const second = await context.newPage();
  // By a page that brings the code for sending: without a network it could not be fetched any more.
  await second.goto(`/filing/${NOBODYS}/receipt`);
  await second.getByRole('link', { name: '看我的办件' }).click();
  await second.getByRole('heading', { level: 1, name: '我的办件' }).waitFor();
  await context.setOffline(true);
  await send(page);
  await page.getByText('暂时送不到，稍后自动再试').waitFor();
  await second.getByRole('link', { name: /老年人优待证办理/ }).waitFor();
  await context.setOffline(false);
  await receipt(page);
  await second.getByText('暂时送不到，稍后自动再试').waitFor({ state: 'detached' });
  assert.equal(mine(await cases(page)).length, 1);
  assert.equal(proxy.seen.requests, 1);
});

test('"try now" works in a tab that only looked on, and leaves the other one looking on', async (t) => {
  const { context, page, proxy } = await ready(t);
  await context.setOffline(true);
  await send(page);
  await page.getByText('暂时送不到，稍后自动再试').waitFor();
  // A tab of the same person, opened from the cache: it leads from now on.
  const second = await context.newPage();
  await context.setOffline(false);
  await second.goto(page.url());
  await receipt(second);
  await receipt(page);
  assert.equal(proxy.seen.requests, 1);
});

test('of one matter the second filing waits until the first has arrived', async (t) => {
  const first = gate();
  const committed = [];
  const { page } = await ready(t, {
    matches: (head) => {
      const found = isFinalize(head);
      if (found) committed.push(/filings\/([^/]+)\/finalize/.exec(head)[1]);
      return found;
    },
    before: async () => { await first.opened; return 'pass'; },
  });
  await send(page);
  await page.getByRole('heading', { level: 1, name: '提交情况' }).waitFor();
  const id = filingIn(page);
  await signed(page);
  await send(page);
  await page.getByText('这件事前面还有一件没送达，它到了就接着送').waitFor();
  const later = filingIn(page);
  assert.ok(committed.length > 0 && committed.every((it) => it === id), `${committed}`);
  first.pass();
  await receipt(page);
  const both = mine(await cases(page)).toSorted((one, other) => (one.receipt_no < other.receipt_no ? -1 : 1));
  assert.deepEqual(both.map((it) => it.filing_id), [id, later]);
});

test('what was stopped in time is changed and sent as it is then; what may have arrived is not', async (t) => {
  const { context, page, proxy } = await ready(t);
  await context.setOffline(true);
  await send(page);
  await page.getByText('暂时送不到，稍后自动再试').waitFor();
  await page.getByRole('button', { name: '先不送了' }).click();
  await page.getByText('大厅还没有收到这一件').waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByText('大厅还没有收到这一件').waitFor();
  assert.equal(proxy.seen.requests, 0, 'stopped is stopped');
  await page.getByRole('link', { name: '去修改' }).click();
  await page.getByRole('heading', { level: 1, name: '核对' }).waitFor();
  await page.getByRole('link', { name: /^修改/ }).first().click();
  await page.getByLabel(ADDRESS).fill('青石镇桥头村 9 号');
  await page.getByText(/^已存在本机/).waitFor();
  await page.goto(`/filing/${filingIn(page)}/review`);
  await page.getByRole('checkbox', { name: /我已看过以上内容/ }).check();
  await page.getByRole('button', { name: '去签名' }).click();
  await page.getByRole('img', { name: '您的签名' }).waitFor();
  await send(page);
  await receipt(page);
  const [one, ...more] = mine(await cases(page));
  assert.deepEqual(more, []);
  const { body } = await ask(page, `/api/v1/cases/${one.id}`);
  assert.match(JSON.stringify(body.manifest.answers), /9 号/);
});

test('a filing that may have arrived cannot be changed after a stop', async (t) => {
  const { context, page } = await ready(t, { before: () => 'drop' });
  await send(page);
  await page.getByText(/正在核对/).first().waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: '先不送了' }).click();
  await page.getByText('停下以前可能已经送到了').waitFor();
  assert.equal(await page.getByRole('link', { name: '去修改' }).count(), 0);
});

for (const [name, storageTypes] of [
  ['the database', 'indexeddb'],
  ['everything a page stores', 'indexeddb,local_storage,cache_storage,service_workers,file_systems'],
]) {
  test(`a device that lost ${name} says which filings were on their way, and what the hall has of them`, async (t) => {
    const { context, page } = await ready(t, { before: () => 'drop' });
    await send(page);
    await page.getByText(/正在核对|稍后自动再试/).first().waitFor();
    const id = filingIn(page);
    await sweep(context, page, storageTypes);
    await page.goto('/');
    const alert = page.getByRole('alert').filter({ hasText: '这台设备丢了 1 件申报的记录' });
    await alert.getByText(id).waitFor();
    await alert.getByText('大厅没有这一件，请重新申报').waitFor();
    await page.reload();
    await alert.getByText(id).waitFor();
    await alert.getByRole('button', { name: '知道了' }).click();
    await alert.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '您想办什么？' }).waitFor();
    await page.getByRole('link', { name: '我的' }).waitFor();
    assert.equal(await alert.count(), 0);
  });
}

const READING = '这份草稿正在另一个标签页里填写';

/** A person at the first page of a form. */
async function begun(t) {
  const hall = await hallFor(t);
  const it = await open(browser, hall.url);
  t.after(() => it.context.close());
  await signIn(it.page, '陈屿');
  await writing(it.page);
  return it;
}

test('a draft in two tabs is written in one and read in the other, and the last key is in both', async (t) => {
  const { context, page } = await begun(t);
  await page.getByLabel(ADDRESS).fill('青石镇桥头村 6 号');
  // At once: what was typed is not saved by itself yet.
  const second = await context.newPage();
  await second.goto(page.url());
  assert.equal(await second.getByLabel(ADDRESS).inputValue(), '青石镇桥头村 6 号');
  await page.getByText(READING).waitFor();
  await second.getByLabel(ADDRESS).fill('青石镇桥头村 7 号');
  await page.getByText('青石镇桥头村 7 号').waitFor();
  await page.getByRole('button', { name: '在这里接着写' }).click();
  assert.equal(await page.getByLabel(ADDRESS).inputValue(), '青石镇桥头村 7 号');
  await second.getByText(READING).waitFor();
});

test('a tab that slept while another wrote keeps what was typed in it as a copy', async (t) => {
  const { context, page } = await begun(t);
  await page.getByLabel(ADDRESS).fill('青石镇桥头村 6 号');
  await page.getByText(/^已存在本机/).waitFor();
  // Deaf, as one that sleeps.
  await page.addInitScript(() => { delete window.BroadcastChannel; });
  await page.reload();
  await page.getByLabel(ADDRESS).waitFor();
  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByLabel(ADDRESS).fill('青石镇桥头村 7 号');
  await second.getByText(/^已存在本机/).waitFor();
  await page.getByLabel(ADDRESS).fill('青石镇桥头村 8 号');
  await page.getByText(READING).waitFor();
  await page.getByText('两个标签页都写了').waitFor();
  await page.getByText('青石镇桥头村 7 号').waitFor();
  await page.goto('/cases');
  const drafts = page.getByRole('link', { name: /老年人优待证办理/ });
  await drafts.nth(1).waitFor();
  await page.getByRole('link', { name: /副本/ }).click();
  assert.equal(await page.getByLabel(ADDRESS).inputValue(), '青石镇桥头村 8 号');
});

test('a draft that was sent in one tab says so in the other', async (t) => {
  const { context, page } = await ready(t);
  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByRole('button', { name: '签名并提交' }).waitFor();
  await page.getByText(READING).waitFor();
  await send(second);
  await receipt(second);
  await page.getByText('这份申报已经提交').waitFor();
  await page.getByRole('link', { name: '看回执' }).click();
  await receipt(page);
});
