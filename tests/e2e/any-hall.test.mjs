// Any hall: one of guides only, one that lacks something, one of another contract, one whose clock or lists are nonsense.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { discovery, json, startBent, straight } from './bent.mjs';
import { launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { sideways } from './measure.mjs';
import { cases, draw, elderCard, find, receipt, review, send, signIn, situation } from './steps.mjs';

let browser;
let hall;
before(async () => { [browser, hall] = await Promise.all([launch(), startHall()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** A phone before a hall that is bent like this; both end with the test. */
async function phone(t, bend = straight) {
  const bent = await startBent(hall, bend);
  const opened = await open(browser, bent.url);
  t.after(async () => {
    await opened.context.close();
    await bent.stop();
    assert.deepEqual(opened.trouble, []);
  });
  return { ...opened, bent };
}

const classes = (...offered) => discovery((it) => { it.classes = offered; });
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a hall of another contract: said calmly, nothing is sent, and drafts stay within reach', async (t) => {
  const { page, bent } = await phone(t);
  await signIn(page);
  await elderCard(page);
  await review(page);
  await draw(page);
  const sign = page.url();
  bent.bend(discovery((it) => { it.contract = ['2.0']; it.keys = 'changed'; delete it.limits; }));
  await page.goto('/');
  await heading(page, '这个应用和大厅对不上');
  await page.getByText(/大厅用的接口版本是 2\.0/).waitFor();
  await page.getByRole('button', { name: '重新打开' }).waitFor();
  await page.getByRole('link', { name: '12345' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: '我的办件' }).click();
  await page.getByRole('link', { name: /老年人优待证办理/ }).first().waitFor();
  await page.goto('/guides');
  await heading(page, '这个应用和大厅对不上');

  bent.bend(straight);
  await page.goto(sign);
  await page.getByRole('img', { name: '您的签名' }).waitFor();
  bent.bend(discovery((it) => { it.contract = ['2.0']; }));
  await page.evaluate(() => fetch('/.well-known/hall'));
  bent.bend(straight);
  await send(page);
  await receipt(page);
});

/** Members whose names are data: what is added to them is not a later version's. */
const MAPS = ['titles', 'properties', 'profile', 'answers', 'scenario', 'to', 'show_if', 'when'];

test('a hall of 1.99 with members nobody knows is a hall like any other', async (t) => {
  const more = (it) => {
    if (Array.isArray(it)) it.forEach(more);
    else if (it && typeof it === 'object') {
      Object.entries(it).filter(([name]) => !MAPS.includes(name)).forEach(([, value]) => more(value));
      it.from_a_later_version = { n: [1] };
    }
  };
  const { page } = await phone(t, (request, answer) => {
    if (!/json/.test(answer.headers['content-type'] ?? '') || answer.status >= 300) return undefined;
    const value = JSON.parse(answer.body);
    // What is signed or hashed is not anybody's to add to.
    if (request.method === 'GET' && !/receipt|locale/.test(request.url)) more(value);
    if (value.contract) value.contract = ['1.99'];
    return { ...answer, body: JSON.stringify(value) };
  });
  await signIn(page);
  await find(page, 'kfg', '食品经营许可（新办）');
  await page.getByRole('heading', { name: '您的情况' }).waitFor();
});

test('a hall of guides only is a good reader', async (t) => {
  const { page } = await phone(t, classes('core', 'guides'));
  await page.goto('/');
  await heading(page, '您想办什么？');
  await page.getByRole('searchbox').waitFor();
  assert.equal(await page.getByRole('main').getByRole('link', { name: /登录/ }).count(), 0);
  await find(page, '优待证', '老年人优待证办理');
  await page.getByText('这件事目前不能网上办').waitFor();
  assert.equal(await page.getByRole('button', { name: '开始办理' }).count(), 0);
  await page.goto('/acting');
  await page.getByText('这个大厅不在网上提供「代别人办」').waitFor();
  await page.goto('/projects');
  await page.getByText('这个大厅不在网上提供「投资项目」').waitFor();
});

test('without a class that a matter needs, it is said before anything is filled in', async (t) => {
  const { page, bent } = await phone(t, classes('core', 'guides', 'filing', 'cases', 'signing'));
  await find(page, '优待证', '老年人优待证办理');
  await situation(page, ['在云岫县', '只要电子证']);
  await page.getByText('这个大厅不在网上提供「上传材料」').waitFor();
  assert.equal(await page.getByRole('button', { name: '开始办理' }).count(), 0);
  bent.bend(classes('core', 'guides', 'filing', 'cases', 'uploads'));
  await page.reload();
  await page.getByText('这个大厅不在网上提供「网上签名」').waitFor();
  bent.bend(straight);
  await page.reload();
  await page.getByRole('button', { name: '开始办理' }).waitFor();
});

test('a hall without cases keeps drafts, and says where cases are', async (t) => {
  const { page } = await phone(t, discovery((it) => {
    it.classes = it.classes.filter((name) => name !== 'cases');
    it.links = [
      { class: 'cases', url: 'https://cases.example.gov.cn/mine', text: '到省平台查办件' },
      { class: 'payments', url: 'javascript:window.pwned=1', text: '坏链接' },
      { class: 'ratings', url: 'https://rate.example.gov.cn/', text: '评价服务' },
    ];
  }));
  await signIn(page);
  await page.getByRole('link', { name: '办件' }).click();
  await page.getByText('这个大厅不在网上提供「办件查询」').waitFor();
  const link = page.getByRole('link', { name: /到省平台查办件.*cases\.example\.gov\.cn/ });
  assert.equal(await link.getAttribute('href'), 'https://cases.example.gov.cn/mine');
  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByRole('link', { name: /评价服务.*rate\.example\.gov\.cn/ }).waitFor();
  assert.equal(await page.getByText('坏链接').count(), 0);
});

test('names and texts that nobody expects are shown as the hall writes them, and enable nothing', async (t) => {
  const { page } = await phone(t, (request, answer) => json(/^\/api\/v1\/guides/, (it) => {
    for (const guide of it.items ?? [it]) {
      guide.depth = { code: 'by-pigeon', text: '信鸽办理\u202e反' };
      if (guide.deliveries) guide.deliveries = ['by-pigeon', 'electronic'];
      guide.titles = {};
      if (guide.matter === 'elder-card') guide.title = `老年人优待证办理${'长'.repeat(5000)}`;
    }
  })(request, answer));
  await page.goto('/guides/elder-card');
  await page.getByText('信鸽办理反', { exact: true }).waitFor();
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  assert.equal([...title].length, 201);
  assert.deepEqual(await sideways(page, page.viewportSize().width), [], 'nothing sticks out');
});

test('a list without end ends, and is said to be cut', async (t) => {
  let pages = 0;
  // Pages are read where there are no snapshots.
  const plain = classes('core', 'guides');
  const bending = (change) => (request, answer) => plain(request, answer) ?? json(/^\/api\/v1\/guides\?/, change)(request, answer);
  const ever = await phone(t, bending((it) => {
    pages += 1;
    it.items = it.items.slice(0, 3).map((guide, at) => ({ ...guide, matter: `${guide.matter}-${pages}-${at}`.slice(0, 64) }));
    it.next = `bent-${pages}`;
  }));
  await ever.page.goto('/guides');
  await ever.page.getByText(/大厅的目录太长/).waitFor();
  assert.ok(pages <= 32, `${pages} pages were asked for`);
  pages = 0;
  const circle = await phone(t, bending((it) => { pages += 1; it.next = 'bent'; }));
  await circle.page.goto('/guides');
  await circle.page.getByText(/大厅的目录太长/).waitFor();
  assert.equal(pages, 2);
});

test('a form made to choke the phone is not opened, and its guide is still read', async (t) => {
  const { page } = await phone(t, json(/^\/api\/v1\/guides\/elder-card/, (it) => {
    let deep = { field: 'a', is: 'b' };
    for (let n = 0; n < 20; n += 1) deep = { not: deep };
    it.materials[0].when = deep;
  }));
  await page.goto('/guides/elder-card');
  await page.getByText('「老年人优待证办理」的表打不开').waitFor();
  await page.getByRole('heading', { name: '办理流程' }).waitFor();
  assert.equal(await page.getByRole('button', { name: '开始办理' }).count(), 0);
});

test('a clock that cannot be right is told, and changes nothing', async (t) => {
  const { page, bent } = await phone(t, (request, answer) => ({
    ...answer, headers: { ...answer.headers, date: 'Thu, 01 Jan 2099 00:00:00 GMT' }, body: answer.body,
  }));
  await page.goto('/guides?q=优待证');
  await page.getByText('手机的日期和大厅差得很远').waitFor();
  bent.bend(straight);
  await page.getByRole('link', { name: /老年人优待证办理/ }).first().click();
  await heading(page, '老年人优待证办理');
  assert.equal(await page.getByText('手机的日期和大厅差得很远').count(), 0);
});

test('an upload whose offset never moves is tried again with pauses, not without end', async (t) => {
  const { page, bent } = await phone(t);
  await signIn(page, '林晚');
  await elderCard(page);
  await review(page);
  await draw(page);
  bent.bend((request, answer) => (request.method === 'PATCH'
    ? { ...answer, headers: { ...answer.headers, 'upload-offset': '0' }, body: '' } : undefined));
  // The app fetches its other parts when it likes.
  const calls = () => bent.seen.filter((it) => it.includes('/api/'));
  const before = calls().length;
  await send(page);
  await page.getByText('暂时送不到，稍后自动再试').waitFor();
  await page.getByRole('button', { name: '现在再试' }).waitFor();
  assert.ok(calls().length - before < 20, calls().slice(before).join('\n'));
  bent.bend(straight);
  await page.getByRole('button', { name: '现在再试' }).click();
  await receipt(page);
  assert.equal((await cases(page)).filter((it) => it.title === '老年人优待证办理').length, 1);
});
