// A second hall, in another language, of another town: the same app files there, and nothing in the app knows of it.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { compactVerify, createLocalJWKSet } from 'jose';
import { canonical, contentHash } from '../../examples/tiny-hall/canon.mjs';
import { launch, open } from './browser.mjs';
import { agree, cases, fill, find, receipt, section, situation } from './steps.mjs';
import { startTinyHall } from './tiny-hall.mjs';

const SQUARE = '文化广场临时使用登记';

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startTinyHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

async function signIn(page, name) {
  await page.goto('/sign-in');
  await page.getByText('示例数据：泽溪县望河镇是虚构的，内容仅供演示').waitFor();
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('heading', { level: 1, name: '您想办什么？' }).waitFor();
}

/** From the review to the hall: a matter that takes no electronic signature goes without one. */
async function sendUnsigned(page) {
  await agree(page);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('这件事不用签名').waitFor();
  await page.getByRole('button', { name: '提交', exact: true }).click();
}

test('a tiny hall: filed from the phone, kept through a power cut, decided, looked up by anybody', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page, '沈月');
  await find(page, 'jgc', SQUARE);
  await situation(page, ['演出、舞会', '要用']);
  await page.getByRole('button', { name: '开始办理' }).click();
  await page.getByRole('heading', { level: 1, name: '您的信息' }).waitFor();
  assert.equal(await page.getByLabel(/^姓名/).inputValue(), '沈月', 'filled in from her profile');
  await section(page, '您的信息', {});
  await fill(page, { 哪一天用: '2027-05-01', 来多少人: '120' });
  await section(page, '活动', { 用哪一块: { radio: '东边' }, 音响用到几点: { radio: '晚上 8 点' } });
  await page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
  await sendUnsigned(page);
  const jws = await receipt(page);

  const keys = createLocalJWKSet((await (await fetch(`${hall.url}/.well-known/hall`)).json()).keys);
  const { payload } = await compactVerify(jws, keys);
  const claims = JSON.parse(new TextDecoder().decode(payload));
  assert.deepEqual([claims.hall, claims.attachment_count, claims.hall_seq], ['wanghe-990102', 0, 1]);
  const [filed] = await cases(page);
  assert.deepEqual([filed.title, filed.receipt_no, filed.state.code], [SQUARE, claims.receipt_no, 'submitted']);

  // The power goes in the middle of a line that nobody was told of; the clerk is quicker afterwards.
  await hall.kill();
  appendFileSync(path.join(hall.data, 'journal.jsonl'), '{"did":"file","id":"c-half');
  const { data, port } = hall;
  hall = await startTinyHall({ data, port, clerkMs: 50 });
  const known = await page.evaluate((id) => fetch(`/api/v1/filings/${id}/receipt`).then((it) => it.json()), claims.filing_id);
  assert.deepEqual(known, { state: 'accepted', receipt: jws, case_id: filed.id }, 'the same receipt, byte for byte');

  await page.goto(`/cases/${filed.id}`);
  await page.getByRole('heading', { level: 1, name: SQUARE }).waitFor();
  await page.getByRole('heading', { name: '办理结果' }).waitFor();
  await page.getByText('已按您选的方式送达。').waitFor();
  assert.equal((await cases(page)).length, 1);
  assert.deepEqual(trouble, []);
  await context.close();

  const glance = await fetch(`${hall.url}/api/v1/case-lookups`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Hall-CSRF': 'sign-in' },
    body: JSON.stringify({ number: claims.receipt_no.toLowerCase(), tail: '15002x' }),
  }).then((it) => it.json());
  assert.deepEqual([glance.applicant_masked, glance.state.code], ['沈*', 'delivered']);
});

test('what a tiny hall does not offer is not shown: nobody acts for others there', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page, '江大河');
  await page.goto('/me');
  await page.getByRole('link', { name: /核对回执/ }).waitFor();
  for (const name of [/为谁办/, /谁可以替我办/]) assert.equal(await page.getByRole('link', { name }).count(), 0, String(name));
  assert.deepEqual(trouble, []);
  await context.close();
});

test('the tiny hall hashes as the golden vectors say', () => {
  const { cases: all } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../crates/contract/vectors/manifests.json')));
  assert.ok(all.length > 0);
  for (const it of all) assert.deepEqual([canonical(it.manifest), contentHash(it.manifest)], [it.canonical, it.content_hash]);
});
