// 代办员: files for two villagers in a row, each of whom sees only what is theirs; and what a mandate does not allow.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { PHONE, launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { whole } from './measure.mjs';
import { photo } from './paper.mjs';
import { ELDER, actFor, agree, ask, bar, draw, escape, filingIn, find, papers, receipt, section, signIn, situation } from './steps.mjs';
import { settled, visit } from './world.mjs';

const AGENT = '张丽华';
const ELDER_CARD = '老年人优待证办理';
const PENSION = '城乡居民基本养老保险参保登记';

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** Opens somebody's own browser. */
async function as(name) {
  const opened = await open(browser, hall.url);
  await signIn(opened.page, name);
  return opened;
}

/** Chooses for whom, the way a person gets there. */
async function choose(page, name) {
  await page.getByRole('link', { name: /先选为谁办|换人/ }).first().click();
  await actFor(page, name);
  await page.getByRole('heading', { level: 1, name: '您想办什么？' }).waitFor();
}

/** Reads everything over, agrees, and goes to where it is signed. */
async function toSigning(page, name) {
  await agree(page);
  await page.getByRole('button', { name: '去签名' }).click();
  await page.getByRole('heading', { level: 1, name: `请 ${name} 本人签名` }).waitFor();
}

/** The phone goes to the principal and comes back signed. */
async function handOver(page, name, sign = draw) {
  await page.getByRole('button', { name: `已经交给 ${name}` }).click();
  await page.getByRole('heading', { name: `${name}，请看清楚再签` }).waitFor();
  await sign(page);
  await page.getByRole('button', { name: '签好了' }).click();
  await page.getByRole('heading', { name: `签好了，请把手机还给 ${AGENT}` }).waitFor();
}

/** A card for an old person, up to its signature. */
async function elderCardFor(page, name) {
  await find(page, '优待证', ELDER_CARD);
  await situation(page, ['在云岫县', '只要电子证']);
  await page.getByRole('button', { name: '开始办理' }).click();
  for (const [heading, answers] of ELDER) await section(page, heading, answers);
  await papers(page, ['本人相片']);
  await toSigning(page, name);
}

/** No violation of accessibility, with the screen as tall as the page: what a bar covers, scrolling brings out. */
async function accessible(page) {
  await whole(page, PHONE.viewport);
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize(PHONE.viewport);
}

const mine = async (page) => (await ask(page, '/api/v1/cases?limit=50')).body.items;

test('two clients in a row: each is on every page while it is theirs, and sees only their own afterwards', async () => {
  const { context, page, trouble } = await as(AGENT);
  await choose(page, '王桂兰');

  await find(page, '优待证', ELDER_CARD);
  await page.getByText('签名时 王桂兰 要在场').waitFor();
  await situation(page, ['在云岫县', '只要电子证']);
  await page.getByRole('button', { name: '开始办理' }).click();
  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  assert.equal(await page.getByLabel('老人姓名').inputValue(), '王桂兰', 'her own data is filled in, not the agent’s');
  for (const [heading, answers] of ELDER) {
    await bar(page).getByText('正在为 王桂兰 办理').waitFor();
    await section(page, heading, answers);
  }
  await papers(page, ['本人相片']);
  await bar(page).getByText('正在为 王桂兰 办理').waitFor();
  await page.getByRole('link', { name: '去核对' }).click();
  await page.getByText('白鹭代字第 17 号').waitFor();
  await page.goBack();
  await toSigning(page, '王桂兰');
  await handOver(page, '王桂兰');
  await accessible(page);
  await page.getByRole('button', { name: '提交' }).click();
  await receipt(page);
  await page.getByText('张丽华 代 王桂兰 办理').waitFor();
  await bar(page).getByText('正在为 王桂兰 办理').waitFor();
  const first = filingIn(page);

  await choose(page, '李守田');
  for (const href of ['/', '/cases', '/guides', '/me', '/guides/social-insurance-residents']) {
    await visit(page, href);
    await bar(page).getByText('正在为 李守田 办理').waitFor();
    assert.doesNotMatch(await page.locator('body').innerText(), /王桂兰/, `${href}: nothing of the one before`);
  }
  await find(page, '养老保险', PENSION);
  await situation(page, ['务农、在家或者打零工', '都不属于', '请家人或者村里的代办员帮忙']);
  await page.getByRole('button', { name: '开始办理' }).click();
  assert.equal(await page.getByLabel('参保人姓名').inputValue(), '李守田');
  await section(page, '参保人', { 乡镇: { pick: '白鹭乡' }, 帮忙办理的人: AGENT, 帮忙办理的人的手机: '13800000004' });
  await page.getByRole('heading', { level: 1, name: '缴费' }).waitFor();
  for (const group of ['每年缴多少', '怎么缴费']) {
    await page.getByRole('group', { name: new RegExp(`^${group}`) }).getByRole('radio').first().check();
  }
  await page.getByRole('group', { name: /^已经有社会保障卡/ }).getByRole('radio', { name: '是' }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await papers(page, ['委托书']);
  await toSigning(page, '李守田');
  await handOver(page, '李守田', async (it) => {
    await it.getByRole('radio', { name: '输入姓名确认' }).check();
    await it.getByRole('textbox', { name: '输入您的姓名' }).fill(AGENT);
    await it.getByRole('button', { name: '签好了' }).click();
    await it.getByText('和登记的姓名不一致').waitFor();
    await it.getByRole('textbox', { name: '输入您的姓名' }).fill('李守田');
  });
  await page.getByRole('button', { name: '提交' }).click();
  await receipt(page);
  const second = filingIn(page);
  // The receipt of the one before is hers, and says so instead of showing itself.
  await visit(page, `/filing/${first}/receipt`);
  await page.getByText('这份是为 王桂兰 办的').waitFor();
  await bar(page).getByText('正在为 李守田 办理').waitFor();
  assert.deepEqual(trouble, []);
  await context.close();

  const wang = await as('王桂兰');
  const li = await as('李守田');
  for (const [own, other, title, filing, foreign] of [[wang, li, ELDER_CARD, first, second], [li, wang, PENSION, second, first]]) {
    const cases = await mine(own.page);
    const [found] = cases.filter((it) => it.filing_id === filing);
    assert.equal(found.title, title);
    assert.equal(found.acting.actor.name, AGENT);
    assert.ok(cases.every((it) => it.filing_id !== foreign));
    const theirs = (await mine(other.page)).find((it) => it.filing_id === foreign);
    assert.equal((await ask(own.page, `/api/v1/cases/${theirs.id}`)).status, 404);
    const receipt = await ask(own.page, `/api/v1/filings/${foreign}/receipt`);
    assert.ok(receipt.status >= 400 || receipt.body.state === 'unknown', JSON.stringify(receipt));
    const listed = await ask(own.page, `/api/v1/cases?principal=${theirs.acting.principal.id}`);
    assert.ok(listed.status === 403 || listed.status === 404, `${listed.status}`);

    await visit(own.page, '/cases');
    await own.page.getByRole('link', { name: new RegExp(`${escape(title)}.*由 ${AGENT} 代办`, 's') }).first().click();
    await own.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await own.page.getByText(`由 ${AGENT} 代办`).first().waitFor();
    assert.equal(await bar(own.page).count(), 0);
  }
  await wang.context.close();
  await li.context.close();
});

test('who can be chosen, until when, for what; and who cannot, and why', async () => {
  const { context, page } = await as(AGENT);
  await visit(page, '/acting');
  await accessible(page);
  const main = page.getByRole('main');
  for (const name of ['王桂兰', '李守田', '孙桂香', '云岫县青禾农业科技有限公司']) {
    await main.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor();
  }
  await main.getByRole('button', { name: /^孙桂香.*还有 \d 天到期/s }).waitFor();
  await main.getByRole('button', { name: /^李守田.*只能办：.*老年人优待证/s }).waitFor();
  for (const [name, why] of [['赵长河', /已到期/], ['周小满', /起才能用/]]) {
    const cell = main.getByRole('listitem').filter({ hasText: name });
    await cell.getByText(why).waitFor();
    assert.equal(await cell.getByRole('button').count(), 0, `${name} cannot be chosen`);
  }
  await context.close();
});

test('a mandate too narrow is said before anything is filled in', async () => {
  const { context, page } = await as(AGENT);
  await choose(page, '李守田');
  await visit(page, '/guides/food-business-licence');
  await page.getByText('李守田 的委托不包括这件事').waitFor();
  await page.getByText(/只能办：.*老年人优待证/).waitFor();
  const begin = page.getByRole('button', { name: '开始办理' });
  assert.equal(await begin.getAttribute('aria-disabled'), 'true');
  await page.getByText('委托不包括这件事，不能替 李守田 办').waitFor();
  await accessible(page);
  await begin.click({ force: true });
  assert.equal(new URL(page.url()).pathname, '/guides/food-business-licence');
  // Who signs elsewhere is said, too.
  await choose(page, '云岫县青禾农业科技有限公司');
  await visit(page, '/guides/food-business-licence');
  await page.getByText('由 何青 用自己的账号签名').waitFor();
  await context.close();
});

test('a reload goes on for the same one, a new tab begins as oneself, and a draft of another is not shown under the wrong name', async () => {
  const { context, page } = await as(AGENT);
  await choose(page, '王桂兰');
  await find(page, '优待证', ELDER_CARD);
  await situation(page, ['在云岫县', '只要电子证']);
  await page.getByRole('button', { name: '开始办理' }).click();
  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  const draft = page.url();
  await page.reload();
  await bar(page).getByText('正在为 王桂兰 办理').waitFor();
  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();

  const tab = await context.newPage();
  await visit(tab, '/');
  await tab.getByRole('link', { name: /先选为谁办/ }).waitFor();
  assert.equal(await bar(tab).count(), 0);
  await visit(tab, draft);
  await tab.getByText('这份是为 王桂兰 办的').waitFor();
  assert.equal(await tab.getByLabel('老人姓名').count(), 0);
  await accessible(tab);
  await tab.getByRole('button', { name: '换成为 王桂兰 办理' }).click();
  await tab.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  await bar(tab).getByText('正在为 王桂兰 办理').waitFor();

  // Back to oneself: what was typed for her is gone, and her draft is in nobody else's list.
  await visit(tab, '/');
  await tab.getByRole('searchbox', { name: '查找事项' }).fill('高龄津贴');
  await bar(tab).getByRole('button', { name: '结束为 王桂兰 办理' }).click();
  await tab.getByRole('link', { name: /先选为谁办/ }).waitFor();
  assert.equal(await tab.getByRole('searchbox', { name: '查找事项' }).inputValue(), '');
  await visit(tab, '/cases');
  await tab.getByRole('heading', { level: 1, name: '我的办件' }).waitFor();
  assert.doesNotMatch(await tab.getByRole('main').innerText(), /草稿/);

  // The hall cannot be asked: one goes on, and it is said.
  await page.route('**/api/v1/mandates/**', (it) => it.abort());
  await page.reload();
  await bar(page).getByText('还没能核对委托是否有效').waitFor();
  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();

  // Another person at this device begins as themselves.
  await page.unroute('**/api/v1/mandates/**');
  await signIn(page, '陈屿');
  assert.equal(await bar(page).count(), 0);
  await page.reload();
  await settled(page);
  assert.equal(await bar(page).count(), 0);
  await context.close();
});

test('what one person decided to send is never sent while another is signed in', async () => {
  const { context, page } = await as(AGENT);
  await choose(page, '王桂兰');
  await elderCardFor(page, '王桂兰');
  await handOver(page, '王桂兰');
  await page.route('**/finalize', (it) => it.abort());
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('不确定大厅收到没有').waitFor();
  const sent = filingIn(page);
  // While she acts for somebody else it waits, and is found where one chooses for whom.
  await choose(page, '李守田');
  await page.getByRole('navigation').getByRole('link', { name: '办件' }).click();
  await page.getByRole('heading', { level: 1, name: '李守田 的办件' }).waitFor();
  assert.doesNotMatch(await page.getByRole('main').innerText(), new RegExp(ELDER_CARD));
  await bar(page).getByRole('link', { name: '换人' }).click();
  await page.getByRole('button', { name: /^王桂兰.*1 件还没提交完/s }).waitFor();

  await signIn(page, '陈屿');
  const written = [];
  page.on('request', (it) => { if (it.method() !== 'GET' && it.url().includes('/api/v1/filings/')) written.push(it.url()); });
  await page.unroute('**/finalize');
  await visit(page, `/filing/${sent}/receipt`);
  await page.getByText('这台设备上没有这份回执').waitFor();
  assert.equal((await mine(page)).filter((it) => it.filing_id === sent).length, 0);
  assert.deepEqual(written, []);

  await signIn(page, AGENT);
  await choose(page, '王桂兰');
  await visit(page, `/filing/${sent}/receipt`);
  await receipt(page);
  await page.getByText('张丽华 代 王桂兰 办理').waitFor();
  await context.close();
});

test('what was returned is corrected for the principal, and signed by the principal again', async () => {
  const { context, page } = await as(AGENT);
  await choose(page, '王桂兰');
  await elderCardFor(page, '王桂兰');
  await handOver(page, '王桂兰');
  await page.getByRole('button', { name: '提交' }).click();
  await receipt(page);
  const filing = filingIn(page);
  const { body } = await ask(page, '/api/v1/cases?limit=50&principal=p-wangguilan');
  const { id } = body.items.find((it) => it.filing_id === filing);
  hall.desk('return', id, '--item', 'photo:相片太暗，请在亮处重拍一张');

  await choose(page, '李守田');
  await visit(page, `/cases/${id}`);
  await page.getByText('这份是为 王桂兰 办的').waitFor();
  await page.getByRole('button', { name: '换成为 王桂兰 办理' }).click();
  await page.getByRole('link', { name: '去补正' }).click();
  await page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
  await page.getByRole('button', { name: /^删除「本人相片」的文件/ }).click();
  await page.getByLabel('为「本人相片」拍照或选文件').setInputFiles(photo('重拍.png', 9));
  await page.getByText('重拍.jpg').waitFor();
  await toSigning(page, '王桂兰');
  await handOver(page, '王桂兰');
  await page.getByRole('button', { name: '提交' }).click();
  await receipt(page);
  await page.getByText('张丽华 代 王桂兰 办理').waitFor();
  assert.equal((await ask(page, `/api/v1/cases/${id}`)).body.notices[0].state.code, 'answered');
  await context.close();
});

test('what the principal takes back cannot be used a moment later', async () => {
  const agent = await as(AGENT);
  await choose(agent.page, '孙桂香');
  await elderCardFor(agent.page, '孙桂香');
  await handOver(agent.page, '孙桂香');
  const filing = filingIn(agent.page);

  const sun = await as('孙桂香');
  await visit(sun.page, '/mandates');
  await accessible(sun.page);
  await sun.page.getByRole('button', { name: `收回给 ${AGENT} 的委托` }).click();
  const dialog = sun.page.getByRole('dialog', { name: `确定收回给 ${AGENT} 的委托吗？` });
  await dialog.getByText('不能再替您提交').waitFor();
  await dialog.getByRole('button', { name: '确定收回' }).click();
  await sun.page.getByText(`已收回给 ${AGENT} 的委托`).waitFor();
  await sun.page.getByRole('heading', { name: '现在不能替您办' }).waitFor();

  await agent.page.getByRole('button', { name: '提交' }).click();
  await agent.page.getByText('草稿还在。委托恢复以后可以再次提交').waitFor();
  await agent.page.getByRole('link', { name: '看能为谁办' }).waitFor();
  assert.equal((await mine(sun.page)).filter((it) => it.filing_id === filing).length, 0);
  await agent.page.reload();
  await agent.page.getByText('孙桂香 收回了委托').waitFor();
  assert.equal(await bar(agent.page).count(), 0);
  await agent.page.getByRole('button', { name: '知道了' }).click();
  await agent.page.getByText('孙桂香 收回了委托').waitFor({ state: 'detached' });
  await agent.context.close();
  await sun.context.close();
});
