// S, D: a hall that dies, a browser that forgets.
import { filingIn, send, signed, sweep } from '../e2e/steps.mjs';
import { arrivedOnce } from './lab.mjs';

/** A hall killed at its first commit, before or after it took it, and started again on the same data. */
async function killedAt(lab, moment) {
  let hall = await lab.hall();
  const { data } = hall;
  let died;
  const dead = new Promise((resolve) => { died = resolve; });
  const fate = async (count) => {
    if (count > 1) return 'pass';
    await hall.kill();
    died();
    return moment === 'before' ? 'drop' : 'cut';
  };
  const wire = await lab.wire(() => ({ port: hall.port, host: '127.0.0.1' }), { [moment]: fate });
  const { page } = await lab.person(wire.url);
  await signed(page);
  await send(page);
  await dead;
  hall = await lab.hall({ data });
  await arrivedOnce(page);
}

/** A filing waits; the browser sweeps what a page stores; what does the next start say? */
async function swept(lab, storageTypes) {
  const hall = await lab.hall();
  const wire = await lab.wire(hall, { before: () => 'drop' });
  const { context, page } = await lab.person(wire.url);
  await signed(page);
  await send(page);
  await page.getByText(/正在核对|稍后自动再试/).first().waitFor();
  const id = filingIn(page);
  await sweep(context, page, storageTypes);
  await page.goto('/');
  const alert = page.getByRole('alert').filter({ hasText: '这台设备丢了 1 件申报的记录' });
  await alert.getByText(id).waitFor();
  await alert.getByText('大厅没有这一件，请重新申报').waitFor();
}

export const storage = [
  {
    id: 'S1',
    fault: 'the hall is killed (kill -9) before it saw a commit, and after it took it',
    async run(lab) {
      await killedAt(lab, 'before');
      await killedAt(lab, 'after');
      return 'one case each, with the receipt the hall keeps';
    },
  },
  {
    id: 'D2',
    fault: 'the browser drops the databases between two visits',
    async run(lab) {
      await swept(lab, 'indexeddb');
      return 'named on the next page, with what the hall has of it';
    },
  },
  {
    id: 'D12',
    fault: 'everything a page stores is swept, cookies excepted',
    async run(lab) {
      await swept(lab, 'indexeddb,local_storage,cache_storage,service_workers,file_systems');
      return 'named on the next page, by the cookie';
    },
  },
  {
    id: 'D3',
    fault: 'the databases are dropped while a filing waits on an open page',
    async run(lab) {
      const hall = await lab.hall();
      const { context, page } = await lab.person(hall.url);
      await signed(page);
      await context.setOffline(true);
      await send(page);
      await page.getByText('暂时送不到，稍后自动再试').waitFor();
      await sweep(context, page, 'indexeddb');
      await context.setOffline(false);
      // The words are in this page still; the bytes of the photo are not, and nobody can bring them back.
      await page.getByText('手机上找不到一份材料').waitFor();
      await page.reload();
      await page.getByText('手机上找不到一份材料').waitFor();
      return 'the filing is kept once more; the page names the file that is gone and asks for it';
    },
  },
];
