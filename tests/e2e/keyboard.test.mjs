// From the home page to a verified receipt without a pointer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DESKTOP, PHONE, launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { choose, press, tabTo, type } from './keys.mjs';
import { photo } from './paper.mjs';
import { cases, receipt } from './steps.mjs';

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** Any use of a pointer is noted: the journey is not one of a keyboard then. */
async function forbidPointers(context) {
  await context.addInitScript(() => {
    globalThis.pointers = 0;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, () => { globalThis.pointers += 1; }, true);
  });
}

for (const [name, options] of [['on a phone with a keyboard', { ...PHONE, hasTouch: false }], ['on a desktop', DESKTOP]]) {
  test(`a card for an old person, ${name}`, async () => {
    const { context, page, trouble } = await open(browser, hall.url, options);
    await forbidPointers(context);
    // The browser hands over choosers of files from the first listener on, and takes its time to begin with it.
    page.on('filechooser', () => {});
    await page.goto('/');
    const heading = (title) => page.getByRole('heading', { level: 1, name: title }).waitFor();
    await heading('您想办什么？');
    const main = page.getByRole('main');

    // The first stop leads past what every page repeats.
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.activeElement.closest('#main') !== null), 'the focus is in the page');

    await press(page, main.getByRole('link', { name: /登录/ }));
    await heading('登录');
    await press(page, main.getByRole('button', { name: /王桂兰/ }));
    await heading('我的办件');
    await press(page, page.getByRole('navigation').getByRole('link', { name: '首页' }));
    await heading('您想办什么？');

    await type(page, main.getByRole('searchbox'), '优待证');
    await page.keyboard.press('Enter');
    await heading('查事项');
    await press(page, main.getByRole('link', { name: /老年人优待证办理/ }));
    await heading('老年人优待证办理');
    for (const [at, option] of [[0, '在云岫县'], [1, '只要电子证']]) {
      await choose(page, main.getByRole('group').nth(at), option);
    }
    await press(page, main.getByRole('button', { name: '开始办理' }));

    await heading('老人');
    await choose(page, main.getByRole('group', { name: /^乡镇/ }), '青石镇');
    await type(page, main.getByLabel(/^现在住的地址(选填)?$/), '青石镇桥头村 6 号');
    await press(page, main.getByRole('button', { name: '下一步' }));
    await heading('联系人');
    // Who forgets something is brought to it.
    await press(page, main.getByRole('button', { name: '下一步' }));
    await page.waitForFunction(() => document.activeElement.matches('[role="alert"]'));
    await type(page, main.getByLabel(/^紧急联系人姓名(选填)?$/), '陈小屿');
    await type(page, main.getByLabel(/^紧急联系人手机(选填)?$/), '13800000009');
    await press(page, main.getByRole('button', { name: '下一步' }));

    await heading('材料');
    await tabTo(page, main.getByLabel('为「本人相片」拍照或选文件'));
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles(photo('相片.png', 3));
    await main.getByRole('button', { name: /删除「本人相片」的文件/ }).waitFor();
    await press(page, main.getByRole('link', { name: '去核对' }));
    await heading('核对');
    await tabTo(page, main.getByRole('checkbox', { name: /我已看过以上内容/ }));
    await page.keyboard.press('Space');
    await press(page, main.getByRole('button', { name: '去签名' }));

    await heading('手写签名采集');
    await choose(page, main.getByRole('group'), '输入姓名确认');
    await type(page, main.getByRole('textbox', { name: '输入您的姓名' }), '王桂兰');
    await press(page, main.getByRole('button', { name: '签名并提交' }));
    assert.equal((await receipt(page)).split('.').length, 3);
    assert.equal(await page.evaluate(() => globalThis.pointers), 0, 'no pointer was used');
    const [filed] = await cases(page);
    assert.equal(filed.title, '老年人优待证办理');
    assert.deepEqual(trouble, []);
    await context.close();
  });
}
