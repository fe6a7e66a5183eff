// Another language: chosen, switched, kept, and no word lost that somebody typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PHONE, launch, open } from './browser.mjs';
import { TABLE } from './english.mjs';
import { startHall } from './hall.mjs';
import { photo } from './paper.mjs';
import { agree, cases, draw, elderCard, receipt, review, signIn } from './steps.mjs';
import { settled, visit } from './world.mjs';

const ELDER_CARD = '老年人优待证办理';
let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

const toEnglish = (page) => page.getByRole('button', { name: 'Switch to English' });
const toChinese = (page) => page.getByRole('button', { name: '换成中文' });

/** Switches by the button of the header and waits until the page is there again. */
async function switchTo(page, button) {
  await button(page).click();
  await (button === toEnglish ? toChinese : toEnglish)(page).waitFor();
  await settled(page);
}

test('filed in English, from the guide to the receipt', async () => {
  const { context, page, trouble } = await open(browser, hall.url, { viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  await page.goto('/guides/elder-card');
  await page.getByRole('heading', { level: 2, name: 'Your situation' }).waitFor();
  await page.getByRole('radio', { name: '在云岫县' }).check();
  await page.getByRole('radio', { name: '只要电子证' }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.getByRole('button', { name: /陈屿/ }).click();
  await page.getByRole('button', { name: 'Begin' }).click();

  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { level: 2, name: /things? to fix/ }).waitFor();
  await page.getByRole('group', { name: /^乡镇/ }).getByRole('radio', { name: '青石镇' }).check();
  await page.getByRole('textbox', { name: /^现在住的地址/ }).fill('青石镇桥头村 6 号');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { level: 1, name: '联系人' }).waitFor();
  await page.getByRole('textbox', { name: /^紧急联系人姓名/ }).fill('陈小屿');
  await page.getByRole('textbox', { name: /^紧急联系人手机/ }).fill('13800000009');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('heading', { level: 1, name: 'Materials' }).waitFor();
  await page.getByText('1 material is missing').waitFor();
  await page.getByLabel('Take a photo or choose a file for “本人相片”').setInputFiles(photo('photo.png', 1));
  await page.getByRole('button', { name: /^Remove the file .* of “本人相片”/ }).waitFor();
  await page.getByText('All materials are there').waitFor();
  await page.getByRole('link', { name: 'Review' }).click();

  await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
  await page.getByRole('checkbox', { name: /^I have read all of this/ }).check();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Your handwritten signature' }).waitFor();
  await page.getByRole('radio', { name: 'Type your name' }).check();
  await page.getByRole('textbox', { name: 'Type your name' }).fill('陈屿');
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.getByRole('heading', { level: 1, name: 'The hall has it' }).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Check this receipt' }).waitFor();
  await page.getByRole('link', { name: 'See progress' }).click();
  const [filed] = await cases(page);
  const title = page.getByRole('heading', { level: 1 });
  assert.equal(await title.innerText(), filed.titles?.en ?? filed.title);
  await page.getByText('Submitted', { exact: true }).first().waitFor();
  hall.desk('accept', filed.id);
  await page.getByText(/^Expected by \d+ \w+/).waitFor();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('the form in another language: the same page, and every value in its place', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page, '王桂兰');
  await visit(page, '/guides/elder-card');
  await page.getByRole('radio', { name: '在云岫县' }).check();
  await page.getByRole('radio', { name: '只要电子证' }).check();
  await page.waitForURL(/[?]s=.*electronic/);
  await switchTo(page, toEnglish);
  assert.ok(await page.getByRole('radio', { name: '只要电子证' }).isChecked(), 'the situation is in the address');
  await switchTo(page, toChinese);
  await page.getByRole('button', { name: '开始办理' }).click();
  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  const address = page.getByRole('textbox', { name: /^现在住的地址/ });
  await page.getByRole('group', { name: /^乡镇/ }).getByRole('radio', { name: '青石镇' }).check();
  await address.fill('青石镇桥头');
  const before = page.url();
  await switchTo(page, toEnglish);
  await page.getByRole('button', { name: 'Next' }).waitFor();
  assert.equal(page.url(), before);
  assert.equal(await address.inputValue(), '青石镇桥头');
  assert.ok(await page.getByRole('radio', { name: '青石镇' }).isChecked());
  assert.deepEqual(trouble, []);
  await context.close();
});

test('where somebody is on a page stays: the scroll, and the focus on the switch', async () => {
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/guides/elder-card');
  await page.evaluate(() => window.scrollTo(0, 600));
  await toEnglish(page).focus();
  await page.evaluate(() => window.scrollTo(0, 600));
  await page.keyboard.press('Enter');
  await toChinese(page).waitFor();
  await page.waitForFunction(() => window.scrollY === 600);
  await page.waitForFunction(() => document.activeElement?.textContent === '中文');
  await context.close();
});

test('what lives on a page only is handed over: agreement, way of signing, typed name, pasted receipt, search', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page, '王桂兰');
  await page.getByRole('searchbox').fill('盖房子');
  await switchTo(page, toEnglish);
  assert.equal(await page.getByRole('searchbox').inputValue(), '盖房子');
  await switchTo(page, toChinese);

  await visit(page, '/verify');
  await page.getByRole('textbox', { name: '粘贴回执' }).fill('half a receipt');
  await switchTo(page, toEnglish);
  assert.equal(await page.getByRole('textbox', { name: 'Paste a receipt' }).inputValue(), 'half a receipt');
  await switchTo(page, toChinese);

  await elderCard(page);
  await agree(page);
  await switchTo(page, toEnglish);
  assert.ok(await page.getByRole('checkbox', { name: /^I have read all of this/ }).isChecked());
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('radio', { name: 'Type your name' }).check();
  await page.getByRole('textbox', { name: 'Type your name' }).fill('王桂兰');
  await switchTo(page, toChinese);
  assert.equal(await page.getByRole('textbox', { name: '输入您的姓名' }).inputValue(), '王桂兰');
  await page.getByRole('button', { name: '签名并提交' }).click();
  await receipt(page);
  await context.close();
});

test('a signature that is drawn is still there in the other language', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page, '陈屿');
  await elderCard(page);
  await review(page);
  await draw(page);
  await switchTo(page, toEnglish);
  await page.getByRole('img', { name: 'Your signature' }).waitFor();
  await context.close();
});

test('a signature given in person survives the change, whoever holds the phone', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page, '张丽华');
  await page.goto('/acting');
  await page.getByRole('button', { name: /^王桂兰/ }).click();
  await page.getByRole('heading', { level: 1, name: '您想办什么？' }).waitFor();
  await elderCard(page);
  await agree(page);
  await page.getByRole('button', { name: '去签名' }).click();
  await page.getByRole('button', { name: '已经交给 王桂兰' }).click();
  await draw(page);
  await switchTo(page, toEnglish);
  await page.getByRole('img', { name: 'Your signature' }).waitFor();
  await switchTo(page, toChinese);
  await page.getByRole('button', { name: '签好了' }).click();
  await page.getByRole('heading', { name: '签好了，请把手机还给 张丽华' }).waitFor();
  await switchTo(page, toEnglish);
  await page.getByRole('img', { name: 'Your signature' }).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'The hall has it' }).waitFor({ timeout: 60_000 });
  await context.close();
});

test('what was handed over is nobody else’s: another page finds nothing', async () => {
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/verify');
  await page.getByRole('textbox', { name: '粘贴回执' }).fill('half a receipt');
  await switchTo(page, toEnglish);
  await page.getByRole('navigation').getByRole('link', { name: 'Me', exact: true }).click();
  await page.getByRole('link', { name: /^Check a receipt/ }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Paste a receipt' }).inputValue(), '');
  await context.close();
});

test('words that are still being typed stay in the box of the search page', async () => {
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/guides?q=kfg');
  await page.getByRole('searchbox').fill('居住证');
  await switchTo(page, toEnglish);
  assert.equal(await page.getByRole('searchbox').inputValue(), '居住证');
  await page.getByRole('link', { name: /Residence permit/ }).first().waitFor();
  await page.getByRole('searchbox').fill('residence per');
  await page.getByRole('link', { name: /Residence permit/ }).first().waitFor();
  await context.close();
});

test('without its table the app speaks Chinese, says so, and tries again', async () => {
  // A worker would have the table already.
  const { context, page, trouble } = await open(browser, hall.url, { ...PHONE, serviceWorkers: 'block' });
  await page.route(TABLE, (it) => it.abort());
  await visit(page, '/me');
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByText('英文没能取来').waitFor();
  await page.getByRole('heading', { level: 1, name: '我的' }).waitFor();
  // The choice stays, also when the app starts without the table.
  await page.reload();
  await page.getByText('英文没能取来').waitFor();
  await page.getByRole('heading', { level: 1, name: '我的' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  await page.unroute(TABLE);
  await toEnglish(page).click();
  await page.getByRole('heading', { level: 1, name: 'Me' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Me' }).waitFor();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('a table that is no table does no harm', async () => {
  const { context, page } = await open(browser, hall.url, { locale: 'en-US' });
  await page.route(TABLE, (it) => it.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Wi-Fi login</h1>' }));
  await visit(page, '/');
  await page.getByRole('heading', { level: 1, name: '您想办什么？' }).waitFor();
  await context.close();
});

test('the browser says which language at first, and an address opens in it', async () => {
  const table = [['en-GB', 'en', 'Find a matter'], ['fr-FR', 'zh-CN', '查事项'], ['zh-TW', 'zh-CN', '查事项']];
  for (const [locale, lang, heading] of table) {
    const { context, page } = await open(browser, hall.url, { locale });
    await page.goto('/guides?q=kfg');
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang, locale);
    assert.equal(await page.getByRole('searchbox').inputValue(), 'kfg');
    await context.close();
  }
});

test('what the hall says is marked as the hall’s, and a title it has in English is shown in English', async () => {
  const { context, page } = await open(browser, hall.url, { locale: 'en-GB' });
  await page.goto('/guides?q=jinglao');
  await page.goto('/guides');
  const { items } = await page.evaluate(() => fetch('/api/v1/guides').then((it) => it.json()));
  const translated = items.find((it) => it.titles?.en);
  await page.getByRole('searchbox').fill(translated.titles.en);
  const link = page.getByRole('link', { name: new RegExp(translated.titles.en.replace(/[^\w ]/g, '.')) }).first();
  await link.click();
  await page.getByRole('heading', { level: 1, name: translated.titles.en }).waitFor();
  assert.equal(await page.getByRole('heading', { level: 1 }).getAttribute('lang'), null);
  assert.ok(await page.locator('main [lang="zh-CN"]').count() > 5);
  await context.close();
});

test('the table is kept for ever and compressed', async () => {
  const { context, page } = await open(browser, hall.url, { locale: 'en-GB' });
  const [answer] = await Promise.all([page.waitForResponse(TABLE), page.goto('/')]);
  const headers = await answer.allHeaders();
  assert.match(headers['cache-control'], /immutable/);
  assert.equal(headers['content-encoding'], 'br');
  await context.close();
});

test(`the guide of ${ELDER_CARD} in Chinese has no mark of a language`, async () => {
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/guides/elder-card');
  assert.equal(await page.locator('main [lang]').count(), 0);
  await context.close();
});
