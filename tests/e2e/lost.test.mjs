// Nothing is lost, nothing is sent twice: reload, double tap, a hall that dies, a wire that is cut.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { hallFor } from './hall.mjs';
import { isFinalize, startProxy } from './proxy.mjs';
import { cases, draw, elderCard, fill, find, receipt, review, section, send, signIn, situation, ELDER } from './steps.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const mine = (all) => all.filter((it) => it.title === '老年人优待证办理');

// Whatever a test starts ends with it, also when it fails.
async function wire(t, ...how) {
  const proxy = await startProxy(...how);
  t.after(() => proxy.stop());
  return proxy;
}
async function opened(t, url) {
  const it = await open(browser, url);
  t.after(() => it.context.close());
  return it;
}

/** Up to the last tap, against an address that may not be the hall's own. */
async function ready(t, url) {
  const it = await opened(t, url);
  await signIn(it.page, '陈屿');
  await elderCard(it.page);
  await review(it.page);
  await draw(it.page);
  return it;
}

test('a reload in the middle loses nothing typed, picked or drawn', async (t) => {
  const hall = await hallFor(t);
  const { page } = await opened(t, hall.url);
  await signIn(page, '陈屿');
  await find(page, 'laonianren', '老年人优待证办理');
  await situation(page, ['在云岫县', '只要电子证']);
  await page.getByRole('button', { name: '开始办理' }).click();
  await fill(page, { 乡镇: { radio: '青石镇' }, 现在住的地址: '青石镇桥头村 6 号' });
  await page.getByText(/^已存在本机/).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  assert.equal(await page.getByLabel('现在住的地址').inputValue(), '青石镇桥头村 6 号');
  assert.ok(await page.getByRole('radio', { name: '青石镇' }).isChecked());
  await page.getByRole('button', { name: '下一步' }).click();
  await section(page, ...ELDER[1]);
  const { papers } = await import('./steps.mjs');
  await papers(page, ['本人相片']);
  await page.reload();
  await page.getByRole('button', { name: /^删除「本人相片」的文件/ }).waitFor();
  await review(page);
  await draw(page);
  await page.getByText(/^已存在本机/).waitFor();
  await page.reload();
  await page.getByRole('img', { name: '您的签名' }).waitFor();
  await send(page);
  const jws = await receipt(page);
  await page.reload();
  assert.equal(await receipt(page), jws);
});

test('a double tap on submit makes one case', async (t) => {
  const hall = await hallFor(t);
  const { page } = await ready(t, hall.url);
  await page.getByRole('button', { name: '签名并提交' }).dblclick();
  await receipt(page);
  assert.equal(mine(await cases(page)).length, 1);
});

test('the hall is killed after it committed and before it answered: one case, one receipt', async (t) => {
  let hall = await hallFor(t);
  const { data } = hall;
  let died;
  const restarted = new Promise((resolve) => { died = resolve; });
  const proxy = await wire(t, () => ({ port: hall.port, host: '127.0.0.1' }), {
    matches: isFinalize,
    after: async (count) => {
      if (count > 1) return 'pass';
      await hall.kill();
      died();
      return 'cut';
    },
  });
  const { page } = await ready(t, proxy.url);
  await send(page);
  await restarted;
  await page.getByText(/正在核对|稍后自动再试/).first().waitFor();
  hall = await hallFor(t, { data });
  const jws = await receipt(page);
  const all = mine(await cases(page));
  assert.equal(all.length, 1);
  const claims = JSON.parse(Buffer.from(jws.split('.')[1], 'base64url'));
  assert.equal(all[0].receipt_no, claims.receipt_no);
});

test('the hall is killed before it saw the filing: it arrives after the restart, once', async (t) => {
  let hall = await hallFor(t);
  const { data } = hall;
  let died;
  const killed = new Promise((resolve) => { died = resolve; });
  const proxy = await wire(t, () => ({ port: hall.port, host: '127.0.0.1' }), {
    matches: isFinalize,
    before: async (count) => {
      if (count > 1) return 'pass';
      await hall.kill();
      died();
      return 'drop';
    },
  });
  const { page } = await ready(t, proxy.url);
  await send(page);
  await killed;
  hall = await hallFor(t, { data });
  await receipt(page);
  assert.equal(mine(await cases(page)).length, 1);
});

test('the wire is cut after the request: the browser or the queue sends again, and it is one case', async (t) => {
  const hall = await hallFor(t);
  const proxy = await wire(t, () => ({ port: hall.port, host: '127.0.0.1' }), {
    matches: isFinalize,
    after: (count) => (count === 1 ? 'cut' : 'pass'),
  });
  const { page } = await ready(t, proxy.url);
  await send(page);
  await receipt(page);
  assert.equal(mine(await cases(page)).length, 1);
  assert.ok(proxy.seen.requests >= 1);
});

test('without a network the filing waits on the device and goes when it is back', async (t) => {
  const hall = await hallFor(t);
  const { context, page } = await ready(t, hall.url);
  await context.setOffline(true);
  await page.getByText('现在没有网络').waitFor();
  await send(page);
  await page.getByText('暂时送不到，稍后自动再试').waitFor();
  await context.setOffline(false);
  await receipt(page);
  assert.equal(mine(await cases(page)).length, 1);
});
