// Questions: answered from the guides with their source, or said to be unanswered; with and without a network.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open, PHONE } from './browser.mjs';
import { startHall } from './hall.mjs';
import { cutOff, sideways, smallTargets } from './measure.mjs';
import { guideList } from './steps.mjs';
import { visit } from './world.mjs';

const FOOD = 'food-business-licence';
const PASSPORT = 'exit-entry-passport';

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** The page of finding, in a fresh browser, with something to search. */
async function opened(options) {
  const { context, page, trouble } = await open(browser, hall.url, options);
  await visit(page, '/guides');
  await guideList(page).getByRole('link').first().waitFor();
  return {
    context, page, trouble, main: page.getByRole('main'),
    box: page.getByRole('searchbox', { name: '查找事项' }), card: page.getByRole('region', { name: '指南里的回答' }),
  };
}

const guideOf = (matter) => fetch(`${hall.url}/api/v1/guides/${matter}`).then((it) => it.json());
const isGuide = (url, matter = '[^/?]+') => new RegExp(`/api/v1/guides/${matter}$`).test(new URL(url).pathname);

/** The link that says where an answer is from. */
const source = (card, guide) => card.getByRole('link', { name: new RegExp(`^出自：${guide.title} · 第 ${guide.version} 版 · .*更新$`) });

test('what is asked about is answered from that element, with the guide it is from', async () => {
  const { context, page, trouble, box, card } = await opened();
  const [food, passport] = await Promise.all([guideOf(FOOD), guideOf(PASSPORT)]);
  const { name, address, hours, phone } = passport.places[0];
  const table = [
    [passport, '办护照要多少钱', [passport.fees[0].name, passport.fees[0].standard]],
    [food, '食品经营许可新办要多久', [`${food.promised.n} 个工作日`, `${food.statutory.n} 个工作日`]],
    [food, '食品经营许可新办要多少钱', ['不收费']],
    [passport, '在哪里办护照', [name, address, hours, phone]],
    [passport, '办护照需要什么材料', ['人人都要', '看材料清单']],
  ];
  for (const [guide, question, words] of table) {
    await box.fill(question);
    // Two questions after each other are about the same guide: its name alone does not tell whose answer this is.
    for (const word of words) await card.filter({ hasText: word }).waitFor();
    await source(card, guide).waitFor();
    assert.equal(await source(card, guide).getAttribute('href'), `/guides/${guide.matter}`);
  }
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(trouble, []);
  await source(card, passport).click();
  await page.getByRole('heading', { level: 1, name: passport.title }).waitFor();
  await context.close();
});

test('a frequent question is answered with what the department answers', async () => {
  const { context, box, card } = await opened();
  const guide = await guideOf('marriage-registration');
  const { q, a } = guide.faq.find((it) => it.q.includes('花钱'));
  await box.fill('结婚登记要花钱吗');
  await source(card, guide).waitFor();
  await card.getByText(q, { exact: true }).waitFor();
  await card.getByText(a, { exact: true }).waitFor();
  await context.close();
});

test('what no guide says is not answered: whom to ask is said', async () => {
  const { context, page, box, card } = await opened();
  await box.fill('食品经营许可好看吗');
  await card.getByText('这个问题，指南里没有写').last().waitFor();
  await card.getByRole('link', { name: /12345/ }).waitFor();
  await card.getByRole('link', { name: /^看指南：食品经营许可/ }).first().waitFor();
  assert.equal(await card.getByRole('link', { name: /^出自/ }).count(), 0);
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test('a name is no question', async () => {
  const { context, page, box, card } = await opened();
  for (const words of ['食品经营许可', '施工图设计文件审查', 'kfg']) {
    await box.fill(words);
    // The address follows behind what is looked for.
    await page.waitForURL((it) => it.searchParams.get('q') === words);
    await page.getByRole('heading', { name: /^找到 \d+ 个事项$/ }).waitFor();
    assert.equal(await card.count(), 0, words);
  }
  await context.close();
});

test('no hit moves when the answers come, and the hall is not asked at every letter', async () => {
  const { context, page, box, card } = await opened();
  const asked = [];
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route((it) => isGuide(it.href), async (route) => {
    asked.push(route.request().url());
    await held;
    await route.continue();
  });
  // Letter after letter, faster than anybody types.
  await box.evaluate((input) => {
    const words = '办护照要多少钱要多久';
    for (let at = 1; at <= words.length; at += 1) {
      input.value = words.slice(0, at);
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await card.getByText('正在打开').waitFor({ state: 'attached' });
  const first = guideList(page).getByRole('link').first();
  const before = await first.boundingBox();
  release();
  await card.getByRole('link', { name: /^出自/ }).first().waitFor();
  assert.deepEqual(await first.boundingBox(), before);
  assert.equal(asked.length, new Set(asked).size, asked.join('\n'));
  await context.close();
});

test('an answer that comes late is not shown under other words', async () => {
  const { context, page, box, card } = await opened();
  const passport = await guideOf(PASSPORT);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route((it) => isGuide(it.href, FOOD), async (route) => { await held; await route.continue(); });
  const late = page.waitForRequest((it) => isGuide(it.url(), FOOD));
  await box.fill('食品经营许可新办要多少钱');
  await late;
  await box.fill('办护照要多少钱');
  await source(card, passport).waitFor();
  const came = page.waitForResponse((it) => isGuide(it.url(), FOOD));
  release();
  await came;
  await source(card, passport).waitFor();
  assert.ok(!(await card.innerText()).includes('食品经营'));
  await context.close();
});

test('without a network a kept guide answers with its age; one that is not kept says so, and answers later', async () => {
  const { context, page, box, card } = await opened();
  const [food, passport] = await Promise.all([guideOf(FOOD), guideOf(PASSPORT)]);
  await visit(page, `/guides/${PASSPORT}`);
  await visit(page, '/guides');
  await guideList(page).getByRole('link').first().waitFor();
  await context.setOffline(true);
  await box.fill('办护照要多少钱');
  await source(card, passport).waitFor();
  await card.getByText(`这是今天存下的第 ${passport.version} 版`).waitFor();
  await card.getByText(passport.fees[0].standard).waitFor();

  await box.fill('食品经营许可新办要多久');
  await card.getByText('没有网络，这个指南没有存在本机').first().waitFor();
  await card.getByRole('link', { name: `看指南：${food.title}` }).waitFor();
  await card.getByRole('link', { name: /12345/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await context.setOffline(false);
  await source(card, food).waitFor();
  await context.close();
});

test('on a small screen and in large letters everything can be read and hit', async () => {
  const { context, page, box, card } = await opened({ ...PHONE, viewport: { width: 320, height: 640 } });
  await box.fill('在哪里办护照');
  await card.getByRole('link', { name: /^出自/ }).first().waitFor();
  const all = card.getByRole('button', { name: '全部显示' });
  await all.click();
  const phone = card.getByRole('link', { name: /\d{4,}/ }).last();
  await phone.scrollIntoViewIfNeeded();
  await card.getByRole('button', { name: '收起' }).waitFor();
  assert.deepEqual(await smallTargets(page, 44), []);
  assert.deepEqual(await cutOff(page), []);
  assert.deepEqual(await sideways(page, 320), []);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/ask-320.png`, fullPage: true });
  await context.close();
});
