// N: the wire.
import assert from 'node:assert/strict';
import { until } from '../e2e/kept.mjs';
import { ADDRESS, send, signed, writing } from '../e2e/steps.mjs';
import { arrivedOnce } from './lab.mjs';

const waiting = (page) => page.getByText('暂时送不到，稍后自动再试').waitFor();

export const network = [
  {
    id: 'N1',
    fault: 'no network while filling in, and at the last tap',
    async run(lab) {
      const hall = await lab.hall();
      const { context, page } = await lab.person(hall.url);
      await writing(page);
      await context.setOffline(true);
      await page.getByLabel(ADDRESS).fill('青石镇桥头村 6 号');
      await page.getByText(/^已存在本机/).waitFor();
      await context.setOffline(false);
      await signed(page);
      await context.setOffline(true);
      await send(page);
      await waiting(page);
      await context.setOffline(false);
      await arrivedOnce(page);
      return 'kept while typing; waits, says so, and arrives when the network is back';
    },
  },
  {
    id: 'N4',
    fault: 'the answer to a commit is lost',
    async run(lab) {
      const hall = await lab.hall();
      const wire = await lab.wire(hall, { after: (count) => (count === 1 ? 'cut' : 'pass') });
      const { page } = await lab.person(wire.url);
      await signed(page);
      await send(page);
      await arrivedOnce(page);
      return `found by asking for the receipt; ${wire.seen.requests} commit(s) on the wire, one case`;
    },
  },
  {
    id: 'N6',
    fault: 'the answer to a commit breaks off after some bytes',
    async run(lab) {
      const seen = [];
      for (let round = 0; round < 3; round += 1) {
        const hall = await lab.hall();
        const keep = lab.pick(1, 900);
        seen.push(keep);
        const wire = await lab.wire(hall, { after: (count) => (count === 1 ? { keep } : 'pass') });
        const { page } = await lab.person(wire.url);
        await signed(page);
        await send(page);
        await arrivedOnce(page);
      }
      return `cut after ${seen.join(', ')} bytes: no success shown, then the receipt, one case each`;
    },
  },
  {
    id: 'N7',
    fault: 'a captive portal answers a commit: a page with 200, a redirect, 511',
    async run(lab) {
      const hall = await lab.hall();
      const answers = [
        { status: 200, contentType: 'text/html', body: '<h1>Welcome to the lobby</h1>' },
        { status: 302, headers: { location: 'http://portal.invalid/' } },
        { status: 511, contentType: 'text/html', body: '<h1>Sign in to the network</h1>' },
      ];
      const { page } = await lab.person(hall.url);
      let left = [...answers];
      await page.route(/\/finalize$/, (route) => {
        const answer = left.shift();
        return answer ? route.fulfill(answer) : route.continue();
      });
      await signed(page);
      await send(page);
      while (left.length > 0) {
        await page.getByText(/正在核对|稍后自动再试/).first().waitFor();
        assert.equal(await page.getByRole('heading', { name: '大厅已收到' }).count(), 0);
        const before = left.length;
        await page.getByRole('button', { name: '现在再试' }).click();
        await until(() => left.length < before);
      }
      await arrivedOnce(page);
      return 'three times no receipt, so not received; then the hall\'s own answer';
    },
  },
  {
    id: 'N11',
    fault: 'the network comes and goes every two seconds while sending',
    async run(lab) {
      const hall = await lab.hall();
      const wire = await lab.wire(hall);
      const { context, page } = await lab.person(wire.url);
      await signed(page);
      await context.setOffline(true);
      await send(page);
      for (let turn = 0; turn < 4; turn += 1) {
        await page.waitForTimeout(turn % 2 ? 1_500 + lab.pick(0, 500) : 150 + lab.pick(0, 150));
        await context.setOffline(turn % 2 === 1);
      }
      await context.setOffline(false);
      await arrivedOnce(page);
      assert.ok(wire.seen.requests <= 4, `${wire.seen.requests} commits`);
      return `${wire.seen.requests} commit(s) on the wire, one case`;
    },
  },
];
