// What a screen reader is told: the accessibility tree of the form, the review and the timeline, kept as text and
// compared. A change is looked at and then kept with UPDATE_TREES=1.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { SECTIONS, SITUATION, PAPERS, TITLE } from './food.mjs';
import { startHall } from './hall.mjs';
import { cases, draw, find, papers, receipt, review, section, send, signIn, situation } from './steps.mjs';

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** What differs from run to run, and says nothing about the tree: days, times, numbers of cases and receipts, digests. */
const VARIES = [
  [/[0-9a-f]{64}/g, '‹digest›'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{20,}/g, '‹filing›'],
  [/\/cases\/[\w-]+/g, '/cases/‹case›'],
  [/#eyJ[\w.-]+/g, '#‹receipt›'],
  [/S?990101-\d{2}-\d{6}/g, '‹number›'],
  [/(\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日/g, '‹day›'],
  [/\d{4}-\d{2}-\d{2}/g, '‹day›'],
  [/\d{2}-\d{2} \d{2}:\d{2}/g, '‹moment›'],
  [/\b\d{2}:\d{2}(:\d{2})?\b/g, '‹time›'],
  [/[\d.]+ [KM]B/g, '‹size›'],
];

async function compare(page, name) {
  const file = path.join(import.meta.dirname, 'trees', `${name}.yml`);
  let tree = await page.getByRole('main').ariaSnapshot();
  for (const [pattern, word] of VARIES) tree = tree.replace(pattern, word);
  if (process.env.UPDATE_TREES) writeFileSync(file, `${tree}\n`);
  assert.equal(`${tree}\n`, readFileSync(file, 'utf8'), `${name}: the accessibility tree is another one`);
}

test('form, review and timeline read as they were looked at', async () => {
  const { context, page } = await open(browser, hall.url);
  await signIn(page);
  await find(page, 'kfg', TITLE);
  await situation(page, SITUATION);
  await page.getByRole('button', { name: '开始办理' }).click();
  const [[heading], ...rest] = SECTIONS;
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await compare(page, 'form');
  // With nothing in it, every problem is told, once at the top and once at its field.
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('alert').first().waitFor();
  await compare(page, 'form-with-problems');
  for (const [title, answers] of [SECTIONS[0], ...rest]) await section(page, title, answers);
  await papers(page, PAPERS);
  await page.getByRole('checkbox', { name: /从业人员健康证明.*补交/ }).check();
  await page.getByRole('link', { name: '去核对' }).click();
  await page.getByRole('heading', { level: 1, name: '核对' }).waitFor();
  await compare(page, 'review');
  await page.goBack();
  await review(page);
  await draw(page);
  await send(page);
  await receipt(page);
  const [{ id }] = await cases(page);
  hall.desk('accept', id);
  hall.desk('suspend', id, '--note', '现场核查');
  hall.desk('resume', id);
  hall.desk('approve', id, '--note', '符合条件，准予许可');
  hall.desk('deliver', id);
  await page.goto(`/cases/${id}`);
  await page.getByRole('heading', { name: '办理结果' }).waitFor();
  await compare(page, 'timeline');
  await context.close();
});
