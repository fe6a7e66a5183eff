// One citizen's case, from the guide to a verified receipt to the decision.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { compactVerify, createLocalJWKSet } from 'jose';
import { launch, open } from './browser.mjs';
import { PAPERS, TITLE, foodLicence } from './food.mjs';
import { startHall } from './hall.mjs';
import { cases, draw, elderCard, receipt, review, send, signIn } from './steps.mjs';

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

test('a restaurant licence: found by initials, filed with photos and a signature, approved', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page);
  await foodLicence(page, 'spjyxk');
  await review(page);
  await draw(page);
  await send(page);
  const jws = await receipt(page);

  // The receipt verifies with the hall's published keys and says what was sent.
  const keys = createLocalJWKSet((await (await fetch(`${hall.url}/.well-known/hall`)).json()).keys);
  const { payload, protectedHeader } = await compactVerify(jws, keys);
  const claims = JSON.parse(new TextDecoder().decode(payload));
  assert.equal(protectedHeader.typ, 'hall-receipt+jwt');
  assert.equal(claims.attachment_count, PAPERS.length);
  assert.equal(claims.hall, 'yunxiu-990101');

  const [filed] = await cases(page);
  assert.equal(filed.title, TITLE);
  assert.equal(filed.receipt_no, claims.receipt_no);
  await page.getByRole('link', { name: '看办件进度' }).click();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await page.getByText('受理后生成').waitFor();

  hall.desk('accept', filed.id);
  await page.getByText(/^990101-\d{2}-\d{6}$/).waitFor();
  await page.getByText(/预计 .*前办结/).waitFor();
  hall.desk('suspend', filed.id, '--note', '现场核查');
  await page.getByText(/现在暂停计时/).waitFor();
  hall.desk('resume', filed.id);
  hall.desk('approve', filed.id, '--note', '符合条件，准予许可');
  hall.desk('deliver', filed.id);
  await page.getByRole('heading', { name: '办理结果' }).waitFor();
  await page.getByText('符合条件，准予许可').waitFor();
  assert.equal((await cases(page)).length, 1);
  assert.deepEqual(trouble, []);
  await context.close();

  // Anyone checks the receipt without signing in; one changed letter is seen.
  const stranger = await open(browser, hall.url);
  await stranger.page.goto(`/verify#${jws}`);
  await stranger.page.getByText('核对通过：是这个大厅签发的回执').waitFor();
  await stranger.page.getByText(claims.receipt_no).waitFor();
  const [head, body, signature] = jws.split('.');
  const forged = JSON.stringify({ ...claims, attachment_count: claims.attachment_count + 1 });
  await stranger.page.goto('/me');
  await stranger.page.goto(`/verify#${head}.${Buffer.from(forged).toString('base64url')}.${signature}`);
  await stranger.page.getByText('核对不通过').waitFor();
  assert.ok(body);
  await stranger.context.close();
});

test('no byte of a receipt can change', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page, '王桂兰');
  await elderCard(page);
  await review(page);
  await draw(page);
  await send(page);
  const jws = await receipt(page);
  await context.close();
  const keys = createLocalJWKSet((await (await fetch(`${hall.url}/.well-known/hall`)).json()).keys);
  const genuine = (await compactVerify(jws, keys)).payload;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let at = 0; at < jws.length; at += 1) {
    if (jws[at] === '.') continue;
    const other = alphabet[(alphabet.indexOf(jws[at]) + 1) % 64];
    const forged = jws.slice(0, at) + other + jws.slice(at + 1);
    const strict = forged.split('.').every((it) => Buffer.from(it, 'base64url').toString('base64url') === it);
    const verified = await compactVerify(forged, keys).then((it) => it.payload, () => undefined);
    // The last letter of a segment may hold unused bits: then the text is not strict base64url, which our reader refuses.
    assert.ok(!verified || !strict, `changed at ${at} and still verified`);
  }
  assert.ok(genuine.length > 0);
});

test('signed by typing the name, for who cannot draw', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page, '王桂兰');
  await elderCard(page);
  await review(page);
  await page.getByRole('radio', { name: '输入姓名确认' }).check();
  await page.getByRole('textbox', { name: '输入您的姓名' }).fill('王桂花');
  await send(page);
  await page.getByText('和登录人的姓名不一致').waitFor();
  await page.getByRole('textbox', { name: '输入您的姓名' }).fill('王桂兰');
  await send(page);
  assert.equal((await receipt(page)).split('.').length, 3);
  await context.close();
});

test('returned for correction, corrected, approved', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page, '陈屿');
  const before = (await cases(page)).length;
  await elderCard(page);
  await review(page);
  await draw(page);
  await send(page);
  await receipt(page);
  const [filed] = await cases(page);
  hall.desk('return', filed.id, '--item', 'photo:相片太暗，请在亮处重拍一张');
  await page.getByRole('link', { name: '看办件进度' }).click();
  await page.getByText('相片太暗，请在亮处重拍一张').first().waitFor();
  await page.getByRole('link', { name: '去补正' }).click();
  await page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
  await page.getByText('大厅已有这份文件').waitFor();
  await page.getByRole('button', { name: /^删除「本人相片」的文件/ }).click();
  const { photo } = await import('./paper.mjs');
  await page.getByLabel('为「本人相片」拍照或选文件').setInputFiles(photo('重拍.png', 9));
  await page.getByText('重拍.jpg').waitFor();
  await review(page);
  await draw(page);
  await send(page);
  await receipt(page);
  await page.getByRole('link', { name: '看办件进度' }).click();
  hall.desk('accept', filed.id);
  hall.desk('approve', filed.id);
  await page.getByText(/^990101-\d{2}-\d{6}$/).first().waitFor();
  const now = await cases(page);
  assert.equal(now.length, before + 1, 'a correction is not a second case');
  assert.equal(now.find((it) => it.id === filed.id).state.code, 'approved');
  assert.deepEqual(trouble, []);
  await context.close();
});

test('withdrawn after a second tap', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page, '陈屿');
  await elderCard(page);
  await review(page);
  await draw(page);
  await send(page);
  await receipt(page);
  await page.getByRole('link', { name: '看办件进度' }).click();
  await page.getByRole('button', { name: '撤回申请' }).click();
  await page.getByRole('button', { name: '确定撤回' }).click();
  await page.getByRole('status').filter({ hasText: '已撤回' }).first().waitFor();
  const [filed] = await cases(page);
  assert.equal(filed.state.code, 'withdrawn');
  await context.close();
});
