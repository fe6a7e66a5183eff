// C, F, L3: clocks that are wrong, files that change under the hand, a picker that kills the page.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ELDER, agree, ask, draw, section, send, signed, writing } from '../e2e/steps.mjs';
import { arrivedOnce } from './lab.mjs';

const DAY = 24 * 3600 * 1000;
const PHOTO = '本人相片';

/** A folder that goes with the fault. */
function folder(lab) {
  const made = mkdtempSync(path.join(tmpdir(), 'files-'));
  lab.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** At the materials of a card for an old person. */
async function atMaterials(page) {
  await writing(page);
  for (const [heading, answers] of ELDER) await section(page, heading, answers);
  await page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
}

/** A PDF of so many bytes, no two alike. */
function pdf(length) {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length - 9)]);
}

export const device = [
  {
    id: 'C1',
    fault: "the device's clock is ten years off, and jumps by a day while a filing waits",
    async run(lab) {
      for (const years of [10, -10]) {
        const hall = await lab.hall();
        const now = Date.now() + years * 365 * DAY;
        const { context, page } = await lab.person(hall.url, (it) => it.clock.install({ time: now }));
        await signed(page);
        await context.setOffline(true);
        await send(page);
        await page.getByText('暂时送不到，稍后自动再试').waitFor();
        await context.clock.setSystemTime(now - DAY);
        await context.setOffline(false);
        await arrivedOnce(page);
      }
      return 'both arrive, under the hall\'s time';
    },
  },
  {
    id: 'F1',
    fault: 'a file is written over, and deleted, after it was picked',
    async run(lab) {
      const hall = await lab.hall();
      const { page } = await lab.person(hall.url);
      await atMaterials(page);
      const file = path.join(folder(lab), 'paper.pdf');
      const bytes = pdf(300_000);
      writeFileSync(file, bytes);
      await page.getByLabel(`为「${PHOTO}」拍照或选文件`).setInputFiles(file);
      await page.getByRole('button', { name: `删除「${PHOTO}」的文件`, exact: false }).waitFor();
      writeFileSync(file, pdf(1_000));
      unlinkSync(file);
      await agree(page);
      await page.getByRole('button', { name: '去签名' }).click();
      await draw(page);
      await send(page);
      await arrivedOnce(page);
      const { body } = await ask(page, '/api/v1/cases');
      const one = await ask(page, `/api/v1/cases/${body.items[0].id}`);
      const digest = createHash('sha256').update(bytes).digest('hex');
      assert.deepEqual(one.body.manifest.attachments.map((it) => it.sha256), [digest]);
      return 'the hall has the bytes that were picked';
    },
  },
  {
    id: 'F4',
    fault: 'a file of no bytes, of exactly the limit, of one byte more',
    async run(lab) {
      const hall = await lab.hall();
      const { page } = await lab.person(hall.url);
      await atMaterials(page);
      const { body } = await ask(page, '/.well-known/hall');
      const limit = body.limits.file_bytes;
      const pick = page.getByLabel(`为「${PHOTO}」拍照或选文件`);
      const where = folder(lab);
      for (const [length, words] of [[0, /是空文件/], [limit + 1, /太大了，最大/]]) {
        const file = path.join(where, `${length}.pdf`);
        writeFileSync(file, length ? pdf(length) : '');
        await pick.setInputFiles(file);
        await page.getByText(words).first().waitFor();
      }
      const file = path.join(where, 'limit.pdf');
      writeFileSync(file, pdf(limit));
      await pick.setInputFiles(file);
      await page.getByRole('button', { name: `删除「${PHOTO}」的文件`, exact: false }).waitFor();
      return `said before anything is sent; ${limit} bytes are taken`;
    },
  },
  {
    id: 'L3',
    fault: 'the page is killed while the camera or the file picker is in front',
    async run(lab) {
      const hall = await lab.hall();
      const { context, page } = await lab.person(hall.url);
      await atMaterials(page);
      const address = page.url();
      const chooser = page.waitForEvent('filechooser');
      await page.getByText('拍照或选文件', { exact: true }).click();
      await chooser;
      const cdp = await context.newCDPSession(page);
      cdp.send('Page.crash').catch(() => {});
      const again = await context.newPage();
      await again.goto(address);
      await again.getByRole('heading', { level: 1, name: '材料' }).waitFor();
      await again.getByLabel(`为「${PHOTO}」拍照或选文件`).waitFor();
      return 'the same page comes back, and asks for the same paper';
    },
  },
];
