// 办事指南: everything a guide says, the list to tick off, what is passed on and printed, errors reported, in Chromium.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { cutOff, sideways, smallTargets } from './measure.mjs';
import { ask, escape, signIn, situation } from './steps.mjs';
import { settled, visit } from './world.mjs';

const FOOD = '/guides/food-business-licence';
const DOG = '/guides/dog-licence';
const BUNDLE = '/guides/open-restaurant';
/** Everything asked for a restaurant that is not there yet. */
const RESTAURANT = [
  '还没有，办个体工商户', '要起字号', '租的或者借用的', '不是住宅', '一个人经营', '做热菜、面点、小吃', '不要', '还没排',
];

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** What the hall publishes of a matter. */
const guideOf = (path) => fetch(`${hall.url}/api/v1${path}`).then((it) => it.json());

/** The ids on the list as it is shown, from top to bottom. */
const listed = (page) => page.locator('[data-material]').evaluateAll((all) => all.map((it) => it.dataset.material));

/** The region with the list. */
const list = (page) => page.getByRole('region', { name: /要准备/ });

/** Answers the first option of whatever is still open, until nothing is. */
async function answerAll(page) {
  for (let at = 0; at < 30; at += 1) {
    const open = page.getByRole('group').filter({ hasNot: page.getByRole('radio', { checked: true }) }).first();
    if (await page.getByText(/个问题没有回答/).count() === 0) return;
    await open.getByRole('radio').first().check();
  }
}

test('every element of a guide is there, in the words of the department, and what is not published is said', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  const guide = await guideOf(FOOD);
  await visit(page, FOOD);
  for (const heading of ['您的情况', '时限', '可能暂停计时的环节', '在哪儿办、什么时候', '受理条件', '办理流程', '收费', '办理结果', '事项信息']) {
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }
  const main = page.getByRole('main');
  const said = async (text) => assert.ok((await main.innerText()).includes(text), text);
  for (const text of [
    ...guide.conditions, ...guide.steps.map((it) => it.text), ...guide.special_procedures.map((it) => it.note),
    guide.statutory.note, guide.department.name, guide.cross_region, guide.consult,
    guide.places[0].name, guide.places[0].address, guide.places[0].hours, guide.results[0].name, '有效期 5 年', '最长不超过这么久',
    '部门承诺在这之内办完', '个人、企业、其他组织', '窗口、电脑、手机', '第 3 版',
  ]) await said(text);
  await page.getByRole('link', { name: guide.places[0].phone }).waitFor();
  for (const fold of ['设定依据', '需要的中介服务', '常见问题', '不服决定怎么办', '监督投诉']) await page.getByText(fold, { exact: true }).click();
  for (const text of [...guide.legal_basis, guide.remedies, guide.supervise, guide.faq[0].a]) await said(text);
  // The flow is one picture with its steps in its name, and a list.
  await page.getByRole('img', { name: `流程图：${guide.steps.map((it) => it.name).join(' → ')}` }).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(trouble, []);
  await context.close();
});

test('a department that publishes nothing is said to have published nothing; a place has a map only where a map opens', async () => {
  const { context, page } = await open(browser, hall.url, {
    viewport: { width: 390, height: 844 }, userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36',
  });
  await page.route('**/api/v1/guides/food-business-licence', async (route) => {
    const answer = await route.fetch();
    const guide = await answer.json();
    await route.fulfill({ response: answer, json: {
      ...guide, conditions: [], steps: [], results: [], legal_basis: [], faq: [], materials: [], questions: [], special_procedures: [],
      department: { name: '', nature: '' }, remedies: undefined, cross_region: undefined,
      places: [{ ...guide.places[0], address: '政通路 1 号;u=1#x' }],
    } });
  });
  await visit(page, FOOD);
  for (const heading of ['受理条件', '办理流程', '办理结果']) {
    const next = page.getByRole('heading', { name: heading, exact: true }).locator('xpath=following-sibling::*[1]');
    assert.equal((await next.innerText()).trim(), '部门还没有公布', heading);
  }
  assert.match(await list(page).innerText(), /部门还没有公布/);
  const map = await page.getByRole('link', { name: '在地图里找' }).getAttribute('href');
  assert.equal(map, `geo:0,0?q=${encodeURIComponent('政通路 1 号;u=1#x')}`);
  await context.close();
  const other = await open(browser, hall.url);
  await visit(other.page, FOOD);
  assert.equal(await other.page.getByRole('link', { name: '在地图里找' }).count(), 0);
  await other.context.close();
});

test('materials lie in heaps, and a blank form is fetched as the very bytes the guide names', async () => {
  const { context, page } = await open(browser, hall.url);
  const guide = await guideOf(DOG);
  await visit(page, DOG);
  const withForms = guide.materials.find((it) => it.documents?.length > 0);
  const rent = guide.questions.flatMap((it) => it.options.map((option) => ({ question: it.id, ...option })))
    .find((it) => it.question === withForms.when?.field && (it.id === withForms.when.is || withForms.when.in?.includes(it.id)));
  if (rent) await page.getByRole('radio', { name: rent.text }).check();
  await answerAll(page);
  const heaps = await list(page).getByRole('heading', { level: 3 }).allInnerTexts();
  assert.ok(heaps.some((it) => /^必须带 \d+ 样$/.test(it)), heaps.join());
  for (const form of withForms.documents) {
    const link = page.getByRole('link', { name: new RegExp(escape(form.name)) });
    assert.match(await link.innerText(), /KB|MB/);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    assert.equal(download.suggestedFilename(), form.name);
    const bytes = readFileSync(await download.path());
    assert.equal(bytes.length, form.length);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), form.sha256);
  }
  await context.close();
});

test('another answer says what came and what went; what is ready survives it, a reload, signing in, and goes with the person', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await visit(page, FOOD);
  await situation(page, ['餐饮服务']);
  const before = await listed(page);
  await page.getByRole('checkbox', { name: '经营场所平面布局图' }).check();
  await list(page).getByText(/^已备齐 1\/\d+$/).waitFor();
  const group = page.getByRole('group', { name: '经营场所是自己的还是租的？' });
  await group.getByRole('radio', { name: '租的或者借用的' }).check();
  const status = page.getByRole('status').filter({ hasText: /多了 \d+ 样/ });
  await status.waitFor();
  const more = (await listed(page)).filter((it) => !before.includes(it));
  const names = (await guideOf(FOOD)).materials.filter((it) => more.includes(it.id)).map((it) => it.name);
  assert.equal(await status.innerText(), `多了 ${more.length} 样：${names.join('、')}`);
  await group.getByRole('radio', { name: '自己的，有不动产权证书' }).check();
  await page.getByRole('status').filter({ hasText: /少了 \d+ 样/ }).waitFor();

  assert.equal(await page.getByRole('checkbox', { name: '经营场所平面布局图' }).isChecked(), true, 'carried to the new list');
  await page.reload();
  await settled(page);
  await list(page).getByText(/^已备齐 1\/\d+$/).waitFor();
  assert.equal(await page.getByRole('checkbox', { name: '经营场所平面布局图' }).isChecked(), true);

  // The plain address offers the list that was prepared for.
  const here = new URL(page.url());
  await visit(page, FOOD);
  await page.getByRole('link', { name: '接着上次的清单' }).click();
  await page.waitForURL(here.href);

  await signIn(page);
  await visit(page, here.pathname + here.search);
  await list(page).getByText(/^已备齐 1\/\d+$/).waitFor();
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((it) => it.startsWith('ticks/')).length), 0, 'not in the tab any more');
  await ask(page, '/api/v1/session', 'DELETE');
  await visit(page, here.pathname + here.search);
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0, 'nothing of the person is left');
  assert.deepEqual(trouble, []);
  await context.close();
});

test('a link opens the same list elsewhere and carries nothing of a person; a picture can be had', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page);
  await visit(page, `${FOOD}?project=2609-990101-04-01-100016`);
  await situation(page, ['餐饮服务', '租的或者借用的']);
  await page.getByRole('checkbox', { name: '经营场所平面布局图' }).check();
  await page.getByRole('button', { name: '分享', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: '分享这份清单' });
  await sheet.getByRole('img', { name: '扫码打开这份清单' }).waitFor();
  const link = await sheet.getByLabel('链接').inputValue();
  assert.deepEqual([...new URL(link).searchParams.keys()], ['s']);
  assert.deepEqual(await violations(page), []);
  await sheet.getByRole('button', { name: '存成图片' }).click();
  const picture = sheet.getByRole('img', { name: /材料清单图片/ });
  await picture.waitFor();
  assert.equal(await picture.evaluate((it) => it.decode().then(() => it.naturalWidth)), 1080);
  const [download] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('link', { name: '下载图片' }).click()]);
  assert.equal(readFileSync(await download.path()).subarray(1, 4).toString(), 'PNG');
  const here = await listed(page);
  const other = await open(browser, hall.url);
  await visit(other.page, link);
  assert.deepEqual(await listed(other.page), here);
  assert.equal(await other.page.getByRole('checkbox', { checked: true }).count(), 0);
  await other.context.close();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('on paper a guide is one sheet: situation, boxes, where and when, version, code', async () => {
  const { context, page } = await open(browser, hall.url, { viewport: { width: 794, height: 1123 } });
  for (const [path, answers] of [[FOOD, ['餐饮服务', '租的或者借用的']], [BUNDLE, RESTAURANT]]) {
    await visit(page, path);
    await situation(page, answers);
    await answerAll(page);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, 1, path);
    await page.emulateMedia({ media: 'print' });
    const shown = (text) => page.getByText(text).first().isVisible();
    for (const text of [answers[0], /^第 \d+ 版/, /B0\d 窗口|窗口/, /要准备 \d+ 样/]) assert.equal(await shown(text), true, `${path} ${text}`);
    for (const text of ['受理条件', '常见问题', '办理流程']) assert.equal(await shown(text), false, `${path} ${text}`);
    const code = page.locator('.guide__code svg');
    assert.ok((await code.boundingBox()).width >= 100, 'wide enough to be scanned');
    for (const box of await page.getByRole('checkbox').all()) assert.equal(await box.isVisible(), true);
    await page.emulateMedia({ media: null });
  }
  await context.close();
});

test('an error in a guide is reported once, also by who signs in for it, and the answer is read here', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await visit(page, FOOD);
  await page.getByText('写得不对？告诉部门').click();
  await page.getByRole('button', { name: '登录后提交' }).click();
  await page.getByText('请写上哪里不对').waitFor();
  await page.getByLabel('哪一部分').selectOption({ label: '地点、时间、电话' });
  await page.getByLabel('哪里不对').fill('B06 窗口搬到 3 楼了');
  await page.getByRole('button', { name: '登录后提交' }).click();
  await page.getByRole('button', { name: /^陈屿/ }).click();
  await page.getByText('您写的还在，核对一下再提交。').waitFor();
  assert.equal(await page.getByLabel('哪里不对').inputValue(), 'B06 窗口搬到 3 楼了');

  // The answer is lost on its way: the same report goes again under the same id.
  const ids = [];
  page.on('request', (it) => { if (it.method() === 'PUT' && it.url().includes('guide-reports')) ids.push(it.url()); });
  await page.route('**/guide-reports/*', async (route) => { await route.fetch(); await route.abort(); }, { times: 1 });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: /大厅/ }).waitFor();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('已收到。部门答复后，在这里能看到。').waitFor();
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  assert.equal(await page.getByLabel('哪里不对').inputValue(), '');

  await page.route('**/guide-reports/*', async (route) => {
    const answer = await route.fetch();
    const json = { ...await answer.json(), state: { code: 'corrected', text: '已更正' }, answer: { at: '2026-11-22T10:00:00+08:00', by: '张敏', text: '改好了' } };
    await route.fulfill({ response: answer, json });
  });
  await page.reload();
  await settled(page);
  await page.getByText('写得不对？告诉部门').click();
  await page.getByText('改好了').waitFor();
  await page.getByText(/张敏 11-22 10:00 答复/).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(trouble, []);
  await context.close();
});

test('a bundle of three matters says which needs what, and which is left out by the answers', async () => {
  const { context, page } = await open(browser, hall.url);
  const guide = await guideOf(BUNDLE);
  await visit(page, BUNDLE);
  await situation(page, RESTAURANT);
  const parts = page.getByRole('list', { name: '包含的事项' });
  assert.equal(await parts.getByRole('listitem').count(), 3);
  assert.equal(await parts.getByText('您的情况不用办').count(), 0);
  let shared = 0;
  for (const id of await listed(page)) {
    const needed = guide.parts.filter((it) => it.materials.includes(id)).map((it) => it.title);
    shared += Number(needed.length > 1);
    const text = await page.locator(`[data-material="${id}"]`).innerText();
    assert.ok(text.includes(`${needed.join('、')}要用`), `${id}: ${text}`);
  }
  assert.equal(new Set(await listed(page)).size, (await listed(page)).length, 'each material once');
  assert.ok(shared > 0, 'a material that several matters need');
  // Who has a licence does not register again.
  await page.getByRole('radio', { name: /已经有/ }).first().check();
  await parts.getByText('您的情况不用办').waitFor();
  assert.equal(await parts.getByText('您的情况不用办').count(), 1);
  await context.close();
});

test('the list, the slots of the filing and what the hall takes in have the same ids in the same order', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page);
  await visit(page, FOOD);
  await situation(page, ['餐饮服务', '租的或者借用的']);
  await answerAll(page);
  const guide = await guideOf(FOOD);
  const fetched = guide.materials.filter((it) => it.necessity.code === 'fetched').map((it) => it.id);
  const expected = (await listed(page)).filter((it) => !fetched.includes(it));
  await page.getByRole('button', { name: '开始办理' }).click();
  await page.waitForURL(/\/filing\/.*\/form/);
  await visit(page, page.url().replace(/\/form.*/, '/materials'));
  const slots = await page.locator('section.upload').evaluateAll((all) => all.map((it) => it.id.replace(/^m-/, '')));
  assert.deepEqual(slots, expected);
  assert.deepEqual(trouble, []);
  await context.close();
});

test('a guide that was withdrawn or cannot be had is shown as it was kept, stamped', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  const address = '**/api/v1/guides/food-business-licence';
  await visit(page, FOOD);
  await page.route(address, (route) => route.abort());
  await page.reload();
  await page.getByText('这是今天存下的第 3 版').waitFor();
  await page.getByRole('checkbox', { name: '经营场所平面布局图' }).waitFor();
  await page.unroute(address);
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.getByText('这是今天存下的第 3 版').waitFor({ state: 'detached' });
  await page.route(address, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...await answer.json(), version: 4 } });
  });
  await page.reload();
  await page.getByText('您上次备材料时是第 3 版，现在是第 4 版').waitFor();
  await page.unroute(address);
  const gone = await fetch(`${hall.url}/api/v1/guides/nowhere-to-be-found`);
  const problem = await gone.text();
  await page.route(address, (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: problem }));
  await page.reload();
  await page.getByText('这个事项已经撤下').waitFor();
  assert.equal(await page.getByRole('button', { name: '开始办理' }).count(), 0, 'nothing to begin');
  await visit(page, '/guides/nowhere-to-be-found');
  await page.getByText('没有这个事项').waitFor();
  await page.getByRole('main').getByRole('link', { name: '查事项' }).last().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('nothing sticks out or is too small to press at 320 px, by night and in elder mode', async () => {
  for (const elder of [false, true]) {
    const { context, page } = await open(browser, hall.url, { viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
    if (elder) await context.addInitScript(() => localStorage.setItem('elder', '1'));
    for (const path of [DOG, BUNDLE]) {
      await visit(page, path);
      await situation(page, path === BUNDLE ? RESTAURANT : []);
      await page.getByRole('button', { name: '收藏' }).click();
      assert.equal(await page.getByRole('button', { name: '收藏' }).getAttribute('aria-pressed'), 'true');
      assert.deepEqual(await sideways(page, 320), []);
      assert.deepEqual(await cutOff(page), []);
      assert.deepEqual(await smallTargets(page, elder ? 60 : 44), []);
      assert.deepEqual(await violations(page), []);
    }
    await context.close();
  }
});
