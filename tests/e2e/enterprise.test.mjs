// An enterprise: two handlers prepare one filing of a project, one pen for both; the legal representative signs on
// their own account; all three see the case with its deadline; a stranger sees nothing.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { sample } from './samples.mjs';
import { actFor, agree, ask, draw, escape, filingIn, fill, papers, receipt, section, send, signIn, situation } from './steps.mjs';
import { settled, visit } from './world.mjs';

const COMPANY = '云岫县山泉饮品有限公司';
const PROJECT = '山泉饮品二期瓶装水生产线项目';
const CODE = '2609-990101-04-01-100016';
const samples = path.resolve(import.meta.dirname, '../../crates/fixtures/data/samples');

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** Somebody's own browser, acting for the company. */
async function handler(name) {
  const opened = await open(browser, hall.url);
  const { page } = opened;
  await signIn(page, name);
  await page.getByRole('link', { name: /为谁办|替 .* 办事/ }).first().click();
  await actFor(page, COMPANY);
  return opened;
}

/** A matter of the project that can be begun now and has a sample filing. */
async function beginnable(page) {
  const { body } = await ask(page, `/api/v1/projects/${CODE}`);
  const open = body.stages.filter((it) => ['open', 'running'].includes(it.state.code)).flatMap((it) => it.matters);
  const found = open.filter((it) => it.needed && !it.case && !it.draft && existsSync(path.join(samples, `${it.matter}.json`)));
  assert.ok(found.length > 0, 'a matter of the project that can be begun');
  return found[0];
}

const toProject = async (page) => {
  await visit(page, '/');
  await page.getByRole('main').getByRole('link', { name: /^项目/ }).click();
  await page.getByRole('heading', { level: 1, name: '项目' }).waitFor();
  await page.getByRole('link', { name: new RegExp(escape(PROJECT)) }).click();
  await page.getByRole('heading', { level: 1, name: PROJECT }).waitFor();
};

const shared = (page) => page.getByText(new RegExp(`^已共享给${COMPANY}的经办人`)).waitFor();

/** Begins the matter from the project page, up to its first section. */
async function begin(page, { title }, filing) {
  await page.getByRole('link', { name: new RegExp(`^${escape(title)}.*开始办理`) }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  assert.match(page.url(), new RegExp(`project=${CODE}`));
  await situation(page, filing.situation);
  assert.match(page.url(), new RegExp(`project=${CODE}`));
  await page.getByRole('button', { name: '开始办理' }).click();
  await page.getByRole('heading', { level: 1, name: filing.sections[0][0] }).waitFor();
}

test('two handlers, one pen, and the legal representative signs on their own account', async () => {
  const luo = await handler('罗芷');
  const matter = await beginnable(luo.page);
  const filing = sample(matter.matter);
  const [[firstHeading, firstAnswers], ...rest] = filing.sections;

  // 罗芷 begins it from the project page.
  await toProject(luo.page);
  assert.deepEqual(await violations(luo.page), []);
  await begin(luo.page, matter, filing);
  await fill(luo.page, firstAnswers);
  await shared(luo.page);
  const draft = filingIn(luo.page);

  // 方敏 sees it and cannot write while 罗芷 has the pen.
  const fang = await handler('方敏');
  await toProject(fang.page);
  await fang.page.getByRole('link', { name: new RegExp(`${escape(matter.title)}.*罗芷 正在填写`) }).click();
  await fang.page.getByRole('heading', { level: 1, name: matter.title }).waitFor();
  await fang.page.getByText('罗芷 正在填写').waitFor();
  await fang.page.getByText(String(Object.values(firstAnswers).find((it) => typeof it === 'string'))).first().waitFor();
  assert.equal(await fang.page.getByRole('textbox').count(), 0);
  assert.equal(await fang.page.getByRole('button', { name: '接手填写' }).count(), 0);
  assert.deepEqual(await violations(fang.page), []);
  const pen = await ask(fang.page, `/api/v1/drafts/${draft}/holder`, 'POST', { device: 'd-of-fang' });
  assert.deepEqual([pen.status, pen.body.code], [423, 'draft-held']);
  await visit(fang.page, '/cases');
  await fang.page.getByRole('heading', { name: '正在准备' }).waitFor();
  await fang.page.getByRole('link', { name: new RegExp(`${escape(matter.title)}.*罗芷 正在填写`) }).click();
  await fang.page.getByText('罗芷 正在填写').waitFor();

  // 罗芷 leaves: 方敏 is told without asking, takes over and finds what was filled in.
  await luo.page.getByRole('navigation').getByRole('link', { name: '首页' }).click();
  await fang.page.getByText('现在没人在填').waitFor();
  await fang.page.getByRole('button', { name: '接手填写' }).click();
  await fang.page.getByRole('heading', { level: 1, name: firstHeading }).waitFor();
  const [label, typed] = Object.entries(firstAnswers).find(([, it]) => typeof it === 'string');
  assert.equal(await fang.page.getByLabel(new RegExp(`^${escape(label)}(选填)?$`)).inputValue(), typed);
  await fang.page.getByRole('button', { name: '下一步' }).click();
  for (const [heading, answers] of rest) await section(fang.page, heading, answers);

  // 罗芷 reads along; the stranger sees nothing.
  await visit(luo.page, `/filing/${draft}/form`);
  await luo.page.getByText('方敏 正在填写').waitFor();
  const stranger = await open(browser, hall.url);
  await signIn(stranger.page, '陈屿');
  for (const address of [`projects/${CODE}`, `drafts/${draft}`]) {
    assert.equal((await ask(stranger.page, `/api/v1/${address}`)).status, 404, address);
  }

  // 方敏 adds the papers and hands it over to 罗建国 at once: what is still on its way arrives first.
  await papers(fang.page, filing.papers);
  await agree(fang.page);
  await fang.page.getByRole('button', { name: '去签名' }).click();
  await fang.page.getByRole('button', { name: '交给罗建国签字' }).click();
  await fang.page.getByText('等罗建国用自己的账号签字').waitFor();
  const { body: handed } = await ask(fang.page, `/api/v1/drafts/${draft}`);
  assert.deepEqual([handed.summary.ready_to_sign, handed.content.files.length], [true, filing.papers.length]);
  assert.deepEqual(await violations(fang.page), []);
  await luo.page.getByText('填好了，等签字').waitFor();

  // 罗建国 reads it, signs it and sends it.
  const chief = await handler('罗建国');
  await visit(chief.page, '/');
  await chief.page.getByRole('heading', { name: '等您签字 1 件' }).waitFor();
  await chief.page.getByRole('main').getByRole('link', { name: new RegExp(`^${escape(matter.title)}`) }).first().click();
  await chief.page.getByRole('heading', { level: 1, name: '核对' }).waitFor();
  await chief.page.getByText('填好了，等签字').waitFor();
  assert.equal(await chief.page.getByRole('link', { name: /^修改/ }).count(), 0, 'who signs reads');
  await chief.page.getByRole('checkbox', { name: /我已看过以上内容/ }).check();
  await chief.page.getByRole('button', { name: '去签名' }).click();
  await draw(chief.page);
  await send(chief.page);
  await receipt(chief.page);

  // The case belongs to the project and is on all three's page, with its deadline.
  const { body } = await ask(chief.page, `/api/v1/cases?principal=o-shanquan`);
  const filed = body.items.find((it) => it.filing_id === draft);
  assert.equal(filed.project, CODE);
  assert.deepEqual([filed.acting.actor.name, filed.acting.principal.name], ['罗建国', COMPANY]);
  const { body: whole } = await ask(luo.page, `/api/v1/cases/${filed.id}`);
  assert.equal(whole.manifest.mandate, 'm-luojianguo-shanquan');
  hall.desk('accept', filed.id);
  for (const { page } of [luo, fang, chief]) {
    await toProject(page);
    await page.getByRole('link', { name: new RegExp(`${escape(matter.title)}.*(还剩 \\d+ 个工作日，.*前办结|今天到期)`) }).click();
    await page.getByRole('heading', { level: 1, name: matter.title }).waitFor();
    await visit(page, '/cases');
    await page.getByRole('link', { name: PROJECT }).waitFor();
    assert.equal(await page.getByText(/正在填写|只在这台设备上/).count(), 0, 'the draft is gone, here and there');
  }
  assert.equal((await ask(stranger.page, `/api/v1/cases/${filed.id}`)).status, 404);
  assert.equal((await ask(luo.page, `/api/v1/drafts/${draft}`)).status, 404);

  // What is left on a handler's device says where it went.
  await visit(luo.page, `/filing/${draft}/form`);
  await luo.page.getByText('这份已经提交').waitFor();
  for (const it of [luo, fang, chief, stranger]) {
    assert.deepEqual(it.trouble, []);
    await it.context.close();
  }
});

test('the pen is lost while typing: nothing typed is lost, and both versions can be kept', async () => {
  const first = await handler('罗芷');
  const matter = await beginnable(first.page);
  const filing = sample(matter.matter);
  const [label] = Object.entries(filing.sections[0][1]).find(([, it]) => typeof it === 'string');
  const field = (page) => page.getByLabel(new RegExp(`^${escape(label)}(选填)?$`));
  await toProject(first.page);
  await begin(first.page, matter, filing);
  await field(first.page).fill('大家都看见的');
  await shared(first.page);
  const draft = filingIn(first.page);

  // Without a network it stays on the device, and says so.
  await first.context.setOffline(true);
  await field(first.page).fill('只有我写的');
  await first.page.getByText('还没共享：连不上大厅').waitFor();

  // The same person goes on elsewhere, and writes.
  const second = await handler('罗芷');
  await visit(second.page, `/filing/${draft}/form`);
  await second.page.getByText('您正在另一台设备上填写').waitFor();
  await second.page.getByRole('button', { name: '接手填写' }).click();
  await field(second.page).waitFor();
  assert.equal(await field(second.page).inputValue(), '大家都看见的');
  await field(second.page).fill('后来写的');
  await shared(second.page);
  await second.page.waitForFunction((id) => fetch(`/api/v1/drafts/${id}`).then((it) => it.text()).then((it) => it.includes('后来写的')), draft);

  // Back with a network: both are there to be read, and mine can be kept.
  await first.context.setOffline(false);
  await first.page.getByText('罗芷也改了这份草稿').waitFor();
  await first.page.getByText('只有我写的').waitFor();
  assert.deepEqual(await violations(first.page), []);
  await first.page.getByRole('radio', { name: '罗芷改的' }).check();
  await first.page.getByText('后来写的').waitFor();
  await first.page.getByRole('button', { name: '我的另存一份' }).click();
  await first.page.getByText(`已另存为「${matter.title}（我的副本）」`).waitFor();
  await first.page.getByText('后来写的').waitFor();
  await visit(first.page, '/cases');
  await first.page.getByRole('link', { name: new RegExp(`^${escape(matter.title)}（我的副本）`) }).click();
  await field(first.page).waitFor();
  assert.equal(await field(first.page).inputValue(), '只有我写的');
  await shared(first.page);
  for (const it of [first, second]) {
    assert.deepEqual(it.trouble, []);
    await it.context.close();
  }
});

test('a person who acts for nobody is told to choose the organisation', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page, '罗芷');
  await visit(page, '/projects');
  await page.getByText('项目按单位看').waitFor();
  await page.getByRole('link', { name: '选单位' }).waitFor();
  await visit(page, `/projects/${CODE}`);
  await page.getByRole('button', { name: new RegExp(escape(COMPANY)) }).click();
  await page.getByRole('heading', { level: 1, name: PROJECT }).waitFor();
  await page.setViewportSize({ width: 320, height: 844 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'no sideways scrolling');
  await settled(page);
  await context.close();
});
