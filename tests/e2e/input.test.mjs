// What goes wrong at the form, the files, the signature and the wire: said once, by name, with the next step, and
// nothing that was typed is lost.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { photo } from './paper.mjs';
import { ELDER, cases, draw, elderCard, fill, find, guideList, papers, receipt, review, section, send, signIn, situation } from './steps.mjs';
import { visit } from './world.mjs';

const TITLE = '老年人优待证办理';
const PHOTO = '本人相片';
const MIB = 1024 * 1024;

let hall;
let browser;
before(async () => { hall = await startHall(); browser = await launch(); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** The first section of a card for an old person. */
async function begun(url = hall.url) {
  const opened = await open(browser, url);
  await signIn(opened.page);
  await find(opened.page, '优待证', TITLE);
  await situation(opened.page, ['在云岫县', '只要电子证']);
  await opened.page.getByRole('button', { name: '开始办理' }).click();
  await opened.page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  return opened;
}

/** Its materials. */
async function atMaterials() {
  const opened = await begun();
  for (const [heading, answers] of ELDER) await section(opened.page, heading, answers);
  await opened.page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
  return opened;
}

/** Everything there but the signature. */
async function atSigning(url = hall.url) {
  const opened = await open(browser, url);
  await signIn(opened.page);
  await elderCard(opened.page);
  await review(opened.page);
  return opened;
}

/** Waits until the focus is where it belongs; it gets there with the next frame. */
const hasFocus = (page, id) => page.waitForFunction((it) => document.activeElement?.id === it, id);
const focused = (locator) => locator.evaluate((it) => it === document.activeElement);

test('a section left unfinished: every gap by name, the focus on the list, each line leads to its field', async () => {
  const { context, page, trouble } = await begun();
  await page.getByLabel('老人姓名').fill('');
  await page.getByLabel('现在住的地址').fill('');
  await page.getByRole('button', { name: '下一步' }).click();
  const summary = page.getByRole('alert').filter({ hasText: '有 3 处要改' });
  await summary.waitFor();
  assert.deepEqual(await summary.getByRole('link').allInnerTexts(), ['请填写老人姓名', '请填写乡镇', '请填写现在住的地址']);
  await hasFocus(page, 'error-summary');
  await summary.getByRole('link', { name: '请填写乡镇' }).click();
  assert.ok(await focused(page.getByRole('radio', { name: '青石镇' })), 'a group is entered at its first option');
  await summary.getByRole('link', { name: '请填写现在住的地址' }).click();
  const address = page.getByLabel('现在住的地址');
  assert.ok(await focused(address));
  assert.equal(await address.getAttribute('aria-invalid'), 'true');

  // Each answer takes its line away; the last one the whole list.
  await page.getByRole('radio', { name: '青石镇' }).check();
  await summary.getByRole('link', { name: '请填写乡镇' }).waitFor({ state: 'detached' });
  await address.fill('青石镇桥头村 6 号');
  await page.getByLabel('老人姓名').fill('陈大山');
  await page.getByRole('alert').filter({ hasText: '处要改' }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { level: 1, name: '联系人' }).waitFor();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('a wrong number is said on leaving the field and not before, and the draft keeps what was typed', async () => {
  const { context, page } = await begun();
  const table = [
    ['老人身份证号码', '990101199205040018', '身份证号不对，请逐位检查', '990101199205040017'],
    ['联系手机', '1380000000', '手机号是 11 位数字', '13800000001'],
  ];
  for (const [label, wrong, says, right] of table) {
    const input = page.getByLabel(label);
    const error = page.getByText(`${label}：${says}`);
    await input.click();
    await input.fill('');
    await input.pressSequentially(wrong);
    assert.equal(await error.count(), 0, `${label}: nothing is said while typing`);
    await input.blur();
    await error.waitFor();
    assert.equal(await input.getAttribute('aria-invalid'), 'true');
    assert.ok((await input.getAttribute('aria-describedby')).split(' ').includes(await error.getAttribute('id')));
    await page.getByText(/^已存在本机/).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
    assert.equal(await input.inputValue(), wrong);
    assert.equal(await error.count(), 0, 'a page that was just opened does not scold');
    await input.fill(right);
    await input.blur();
    assert.equal(await error.count(), 0);
  }
  await context.close();
});

test('what a person types in full width or with spaces is understood', async () => {
  const { context, page } = await begun();
  const mobile = page.getByLabel('联系手机');
  await mobile.fill(' 138 ００００ 0001 ');
  await mobile.blur();
  await page.waitForFunction((it) => it.value === '13800000001', await mobile.elementHandle());
  assert.equal(await page.getByText(/联系手机：/).count(), 0);
  await context.close();
});

test('files that are none of what the hall takes: each by name, with what to do, and nothing is added', async () => {
  const { context, page, trouble } = await atMaterials();
  const text = Buffer.from('这不是照片');
  const table = [
    [{ name: '空.png', mimeType: 'image/png', buffer: Buffer.alloc(0) }, '「空.png」是空文件，请换一个'],
    [{ name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }, '「空.pdf」是空文件，请换一个'],
    [{ name: '说明.txt', mimeType: 'text/plain', buffer: text }, '「说明.txt」的格式不收。请换成照片（JPG、PNG）或 PDF'],
    [{ name: '改名.pdf', mimeType: 'application/pdf', buffer: text }, '「改名.pdf」的格式不收。请换成照片（JPG、PNG）或 PDF'],
    [{ name: '改名.jpg', mimeType: 'image/jpeg', buffer: text }, '「改名.jpg」打不开，可能不是照片'],
    [{ name: '断.png', mimeType: 'image/png', buffer: photo('断.png').buffer.subarray(0, 64) }, '「断.png」打不开，可能不是照片'],
    [{ name: '无类型', mimeType: '', buffer: text }, '「无类型」的格式不收'],
    [pdf('大.pdf', 20 * MIB + 1), '「大.pdf」太大了，最大 20.9 MB'],
  ];
  const slot = page.getByRole('region', { name: PHOTO });
  for (const [file, says] of table) {
    await page.getByLabel(`为「${PHOTO}」拍照或选文件`).setInputFiles(file);
    await slot.getByRole('alert').filter({ hasText: says }).waitFor();
    assert.equal(await slot.getByRole('listitem').count(), 0, `${file.name} is not listed`);
  }
  await page.getByText('还差 1 份材料').waitFor();
  await page.getByLabel(`为「${PHOTO}」拍照或选文件`).setInputFiles(photo('好.png'));
  await slot.getByText('好.jpg').waitFor();
  assert.equal(await slot.getByRole('alert').isVisible(), false, 'what is right takes the complaint away');
  await page.getByText('要交的材料都齐了').waitFor();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('the same file twice and one file too many', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page);
  await find(page, '优待证', TITLE);
  await situation(page, ['在外地', '只要电子证']);
  await page.getByRole('button', { name: '开始办理' }).click();
  await section(page, '老人', { ...ELDER[0][1], 从哪天起常住云岫县: '2020-03-01' });
  await section(page, ...ELDER[1]);
  await page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
  const proof = '居住证或者居（村）委会的居住说明';
  const pick = page.getByLabel(`为「${proof}」拍照或选文件`);
  const slot = page.getByRole('region', { name: proof });
  await pick.setInputFiles(photo('一.png', 1));
  await slot.getByText('一.jpg').waitFor();
  await pick.setInputFiles(photo('又一.png', 1));
  await slot.getByText('「又一.jpg」和已经选的一份完全相同').waitFor();
  await pick.setInputFiles(photo('二.png', 2));
  await slot.getByText('二.jpg').waitFor();
  await pick.setInputFiles(photo('三.png', 3));
  await slot.getByText('这份材料最多 2 个文件，请先删掉一个').waitFor();
  assert.equal(await slot.getByRole('listitem').count(), 2);
  await context.close();
});

test('a review with a paper missing names it and leads to it; without the promise it asks for it', async () => {
  const { context, page } = await atMaterials();
  await page.getByRole('link', { name: '去核对' }).click();
  await page.getByRole('heading', { level: 1, name: '核对' }).waitFor();
  await page.getByRole('button', { name: '去签名' }).click();
  const summary = page.getByRole('alert').filter({ hasText: '处要改' });
  await summary.waitFor();
  await hasFocus(page, 'error-summary');
  assert.deepEqual(await summary.getByRole('link').allInnerTexts(), [`还缺材料：${PHOTO}`, '请先勾选承诺']);
  await summary.getByRole('link', { name: '请先勾选承诺' }).click();
  const agree = page.getByRole('checkbox', { name: /我已看过以上内容/ });
  assert.ok(await focused(agree));
  await agree.check();
  await summary.getByRole('link', { name: `还缺材料：${PHOTO}` }).click();
  await papers(page, [PHOTO]);
  await review(page);
  await context.close();
});

test('without a signature nothing is sent; a typed name must be the own one', async () => {
  const { context, page } = await atSigning();
  await send(page);
  await page.getByRole('alert').filter({ hasText: '还没有签名。请在横线上写下您的名字' }).waitFor();
  await page.getByRole('radio', { name: '输入姓名确认' }).check();
  const name = page.getByRole('textbox', { name: '输入您的姓名' });
  for (const wrong of ['', '陈', '陈 山']) {
    await name.fill(wrong);
    await send(page);
    await page.getByText('和登录人的姓名不一致。请输入：陈屿').waitFor();
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
  }
  assert.match(page.url(), /\/sign$/);
  await name.fill(' 陈屿 ');
  await send(page);
  await receipt(page);
  await context.close();
});

test('an empty pad and a dot are no signature', async () => {
  const { context, page } = await atSigning();
  await page.getByRole('button', { name: '开始手写' }).click();
  await page.getByRole('button', { name: '写好了' }).click();
  const pad = page.getByRole('dialog');
  await pad.getByRole('alert').filter({ hasText: '还没有签名' }).waitFor();
  const box = await pad.getByRole('img', { name: /签名区/ }).boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('button', { name: '写好了' }).click();
  await pad.getByRole('alert').filter({ hasText: '只有点，没有笔画。请重新写一次' }).waitFor();
  await page.keyboard.press('Escape');
  await pad.waitFor({ state: 'detached' });
  await send(page);
  await page.getByRole('alert').filter({ hasText: '还没有签名' }).waitFor();
  await context.close();
});

test('the session ends before the send: it waits, asks to sign in, and arrives once', async () => {
  const { context, page } = await atSigning();
  await draw(page);
  const before = await own(page);
  await context.clearCookies();
  await send(page);
  await page.getByRole('main').getByRole('link', { name: '登录' }).click();
  await page.getByRole('button', { name: '陈屿' }).click();
  await receipt(page);
  assert.equal(await own(page), before + 1);
  await context.close();
});

test('another person signs in on the same phone and sees nothing of it', async () => {
  const { context, page } = await begun();
  await fill(page, { 乡镇: { radio: '青石镇' } });
  await page.getByText(/^已存在本机/).waitFor();
  const mine = page.url();
  await visit(page, '/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('main').getByRole('link', { name: '登录', exact: true }).waitFor();
  await signIn(page, '王桂兰');
  await visit(page, mine);
  await page.getByText('这台设备上没有这份草稿').waitFor();
  await signIn(page, '陈屿');
  await visit(page, mine);
  await page.getByRole('heading', { level: 1, name: '老人' }).waitFor();
  await context.close();
});

test('the hall is down: the page says so and opens when the hall is back', async () => {
  await restarted(async (down, up) => {
    const { context, page, trouble } = await open(browser, down.url);
    await visit(page, '/');
    await down.kill();
    await page.getByRole('navigation').getByRole('link', { name: '办事' }).click();
    await page.getByText('连不上大厅').waitFor();
    await up();
    await page.getByRole('main').getByRole('button', { name: '再试一次' }).click();
    await guideList(page).getByRole('link').first().waitFor();
    assert.deepEqual(trouble, []);
    await context.close();
  });
});

test('the hall is down at the last tap: the filing waits and arrives when the hall is back, once', async () => {
  await restarted(async (down, up) => {
    const { context, page } = await atSigning(down.url);
    await draw(page);
    await down.kill();
    await send(page);
    await page.getByText('暂时送不到，稍后自动再试').waitFor();
    await page.getByText('内容都在本机，不会丢，也不会重复提交').waitFor();
    await up();
    await page.getByRole('button', { name: '现在再试' }).click();
    await receipt(page);
    assert.equal(await own(page), 1);
    await context.close();
  });
});

/** How many cards for old people this person has asked for. */
async function own(page) {
  return (await cases(page)).filter((it) => it.title === TITLE).length;
}

/** A hall that a test may kill, and bring back at the same address with the same data. */
async function restarted(tell) {
  const first = await startHall();
  let running = first;
  try {
    await tell(first, async () => { running = await startHall({ data: first.data, port: first.port }); });
  } finally {
    await running.stop();
    rmSync(first.data, { recursive: true, force: true });
  }
}

function pdf(name, length) {
  const buffer = Buffer.alloc(length, ' ');
  buffer.write('%PDF-1.7\n');
  return { name, mimeType: 'application/pdf', buffer };
}
