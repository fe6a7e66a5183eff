// L, U: tabs and browsers that end, tabs beside each other, people.
import assert from 'node:assert/strict';
import { until } from '../e2e/kept.mjs';
import { ADDRESS, receipt, send, signIn, signed, writing } from '../e2e/steps.mjs';
import { arrivedOnce } from './lab.mjs';

/** Types some digits into the empty field; tells what was in it, and when. */
async function typing(page, lab) {
  const log = [];
  let text = '';
  await page.getByLabel(ADDRESS).fill('');
  for (let left = lab.pick(8, 30); left > 0; left -= 1) {
    const digit = String(lab.pick(0, 10));
    await page.keyboard.press(digit);
    text += digit;
    log.push([Date.now(), text]);
    await page.waitForTimeout(lab.pick(20, 120));
  }
  return log;
}

/** The longest time for which keys were lost, in milliseconds: from the first key that is missing to the end. */
function lost(log, found, end) {
  const missing = log.find(([, text]) => text.length > found.length);
  assert.ok(log.length === 0 || log.at(-1)[1].startsWith(found), `${found} was never typed`);
  return missing ? end - missing[0] : 0;
}

export const lifecycle = [
  {
    id: 'L1',
    fault: 'the tab crashes while somebody types (5 times)',
    async run(lab) {
      const hall = await lab.hall();
      const { context, page } = await lab.person(hall.url);
      await writing(page);
      const address = page.url();
      let worst = 0;
      let tab = page;
      for (let round = 0; round < 5; round += 1) {
        const log = await typing(tab, lab);
        const end = Date.now();
        const cdp = await context.newCDPSession(tab);
        cdp.send('Page.crash').catch(() => {});
        tab = await context.newPage();
        await tab.goto(address);
        worst = Math.max(worst, lost(log, await tab.getByLabel(ADDRESS).inputValue(), end));
      }
      assert.ok(worst <= 1_000, `${worst} ms of typing lost`);
      return `worst loss ${worst} ms of typing`;
    },
  },
  {
    id: 'L2',
    fault: 'the browser is killed (kill -9) while somebody types, and while a filing waits (3 times)',
    async run(lab) {
      let worst = 0;
      for (let round = 0; round < 3; round += 1) {
        const hall = await lab.hall();
        let open = false;
        const wire = await lab.wire(hall, { before: () => (open ? 'pass' : 'drop') });
        const browser = await lab.profile(wire.url);
        await writing(browser.page);
        const address = browser.page.url();
        const log = await typing(browser.page, lab);
        const end = Date.now();
        let page = await browser.killed();
        // The session ended with the browser; what was typed did not.
        await signIn(page, '陈屿');
        await page.goto(address);
        worst = Math.max(worst, lost(log, await page.getByLabel(ADDRESS).inputValue(), end));
        await signed(page);
        await send(page);
        await page.getByText(/正在核对|稍后自动再试/).first().waitFor();
        const sent = page.url();
        page = await browser.killed();
        open = true;
        await signIn(page, '陈屿');
        await page.goto(sent);
        await arrivedOnce(page);
      }
      assert.ok(worst <= 1_000, `${worst} ms of typing lost`);
      return `worst loss ${worst} ms of typing; the waiting filing arrived once after each start`;
    },
  },
  {
    id: 'L5',
    fault: 'two tabs on one draft',
    async run(lab) {
      const hall = await lab.hall();
      const { context, page } = await lab.person(hall.url);
      await writing(page);
      await page.getByLabel(ADDRESS).fill('青石镇桥头村 6 号');
      const second = await context.newPage();
      await second.goto(page.url());
      assert.equal(await second.getByLabel(ADDRESS).inputValue(), '青石镇桥头村 6 号');
      await page.getByText('这份草稿正在另一个标签页里填写').waitFor();
      await second.getByLabel(ADDRESS).fill('青石镇桥头村 7 号');
      await page.getByText('青石镇桥头村 7 号').waitFor();
      return 'one writes, the other reads along; the last key was in both';
    },
  },
  {
    id: 'L6',
    fault: 'two tabs with one queue, one is opened while the other waits for its answer',
    async run(lab) {
      const hall = await lab.hall();
      const wire = await lab.wire(hall, { after: (count) => (count === 1 ? new Promise(() => {}) : 'pass') });
      const { context, page } = await lab.person(wire.url);
      await signed(page);
      await send(page);
      await until(() => wire.seen.answers > 0);
      const second = await context.newPage();
      await second.goto(page.url());
      await arrivedOnce(second);
      await receipt(page);
      assert.equal(wire.seen.requests, 1);
      return 'one commit on the wire; both tabs show the receipt';
    },
  },
  {
    id: 'L11',
    fault: 'submit is tapped twice, the page is reloaded and gone back from at once',
    async run(lab) {
      const hall = await lab.hall();
      const { page } = await lab.person(hall.url);
      await signed(page);
      await page.getByRole('button', { name: '签名并提交' }).dblclick();
      await page.waitForURL(/\/receipt$/);
      const sent = page.url();
      await page.reload();
      await page.goBack();
      await page.goto(sent);
      await arrivedOnce(page);
      return 'one case';
    },
  },
  {
    id: 'U3',
    fault: 'a person stops a filing while it is being sent',
    async run(lab) {
      const hall = await lab.hall();
      let pass;
      const held = new Promise((resolve) => { pass = resolve; });
      const wire = await lab.wire(hall, { before: async () => { await held; return 'pass'; } });
      const { page } = await lab.person(wire.url);
      await signed(page);
      await send(page);
      await until(() => wire.seen.requests > 0);
      await page.getByRole('button', { name: '先不送了' }).click();
      await page.getByText('停下以前可能已经送到了').waitFor();
      pass();
      // It did arrive: the answer that was on its way is told, stopped or not.
      await arrivedOnce(page);
      return 'told that it may have arrived; the receipt that came is shown';
    },
  },
  {
    id: 'U4',
    fault: 'a person goes back to edit what is on its way',
    async run(lab) {
      const hall = await lab.hall();
      let open = false;
      const wire = await lab.wire(hall, { before: () => (open ? 'pass' : 'drop') });
      const { page } = await lab.person(wire.url);
      await signed(page);
      await send(page);
      await page.getByText(/正在核对|稍后自动再试/).first().waitFor();
      const sent = page.url();
      await page.goto(sent.replace('/receipt', '/form'));
      await page.getByText('这份申报已经提交').waitFor();
      assert.equal(await page.getByLabel(ADDRESS).count(), 0);
      open = true;
      await page.goto(sent);
      await arrivedOnce(page);
      return 'the form does not open; the page says that it was submitted';
    },
  },
];
