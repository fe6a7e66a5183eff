// A hall that lies. Whatever it says, nothing counts as received that is not, nothing is run, nothing is lost.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { plays, startAdversary, watch } from './adversary.mjs';
import { KEPT, READS, TOLD } from './adversary-reads.mjs';
import { APART, SENDS } from './adversary-sends.mjs';
import { launch, open } from './browser.mjs';
import { hallFor } from './hall.mjs';
import { record, until } from './kept.mjs';
import { cases, draw, elderCard, filingIn, guideList, receipt, review, send, signIn } from './steps.mjs';
import { settled } from './world.mjs';

const ALL = plays();
const survived = new Set();
const TITLE = '老年人优待证办理';
/** More requests than any page of this app makes for one visit, a retry included. */
const MANY = 40;

let browser;
before(async () => { browser = await launch(); });
after(async () => {
  await browser?.close();
  console.log(`adversary: ${survived.size}/${ALL.length} plays survived`);
  const fell = ALL.filter((it) => !survived.has(it));
  if (fell.length > 0) console.log(`  not survived: ${fell.join(', ')}`);
});

/** A hall, the liar before it, and somebody's browser; all end with the test. */
async function stage(t, name = '陈屿') {
  const hall = await hallFor(t);
  const liar = await startAdversary(hall.url);
  t.after(() => liar.stop());
  const opened = await open(browser, liar.url);
  t.after(() => opened.context.close());
  opened.context.setDefaultTimeout(15_000);
  await signIn(opened.page, name);
  return { hall, liar, ...opened, guard: watch(opened.page, opened.trouble) };
}

/** Nothing went to another origin, and nothing was asked for over and over. Returns the log. */
async function calm(liar, where, most = MANY) {
  const log = await liar.log();
  assert.equal(log.strayed, 0, `${where}: something went to another origin`);
  const asked = Object.values(log.requests).reduce((sum, it) => sum + it, 0);
  assert.ok(asked <= most, `${where}: ${asked} requests: ${JSON.stringify(log.requests)}`);
  return log;
}

/** Up to the last tap. */
async function ready(page) {
  await elderCard(page);
  await review(page);
  await draw(page);
}

const mine = (all) => all.filter((it) => it.title === TITLE);
const tryNow = (page) => page.getByRole('button', { name: '现在再试' });

/** Presses for another try; the app may have tried by itself just then, and come to `after`. */
async function tryAgain(page, after) {
  await tryNow(page).or(after).first().waitFor();
  if (await after.count() === 0) await tryNow(page).click({ timeout: 5_000 }).catch(() => after.waitFor());
}

/** The page answers a tap, whatever else is going on. */
async function answers(page, where) {
  const tab = page.getByRole('navigation').getByRole('link', { name: '我的', exact: true });
  await tab.click({ timeout: 5_000 }).catch((it) => assert.fail(`${where}: a tap does nothing: ${it.message}`));
  await page.getByRole('heading', { level: 1, name: '我的' }).waitFor({ timeout: 5_000 });
}

test('every play of the adversary has its journey', () => {
  const played = [...Object.keys(READS), ...Object.keys(SENDS), ...APART];
  assert.deepEqual([...played].sort(), [...ALL].sort());
});

/** What `read` reads, when it says so or has had its time: of a long list the first part is there first. */
async function saying(says, read) {
  let words = await read();
  for (const end = Date.now() + 10_000; says && !says.test(words) && Date.now() < end;) words = await read();
  return words;
}

/** What says why nothing is shown has a way on. */
async function leadsOn(page, where) {
  const main = page.getByRole('main').locator('.notice__actions');
  assert.ok(await main.getByRole('button').or(main.getByRole('link')).count() > 0, `${where}: no way on`);
}

/**
 * Takes the catalogue off the device, so that the next page has to ask for it. Done on a page of the adversary's own,
 * where nothing of the app is open.
 */
async function withoutCatalogue(page) {
  await page.goto('/adversary/log');
  await page.evaluate(() => new Promise((resolve, reject) => {
    const gone = indexedDB.deleteDatabase('hall-catalogue');
    gone.onsuccess = resolve;
    gone.onerror = reject;
  }));
}

/** Opens every place of some plays, each with the play on; afterwards everything is as it was. */
const reading = (some) => async (t) => {
  const { liar, page, guard } = await stage(t);
  await ready(page);
  await send(page);
  await receipt(page);
  const [filed] = await cases(page);
  await page.goto(`/cases/${filed.id}`);
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();

  for (const [name, { at, says, not, ms = 15_000, most = MANY, form = false }] of some) {
    await t.test(name, async () => {
      guard.begin();
      let deformed = 0;
      for (const address of at.map((it) => it.replace('{case}', `/cases/${filed.id}`))) {
        const where = `${name} ${address}`;
        await withoutCatalogue(page);
        await liar.play(name);
        await page.goto(address);
        if (ms > 15_000) {
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await answers(page, `${where}, while it waits`);
          await page.goBack();
        }
        await settled(page, ms);
        // What is kept of a guide is shown before the hall is asked.
        if (at.length === 1) await until(async () => (await liar.log()).deformed > 0);
        if (form) await throughTheForm(page, guard, where);
        const words = await saying(says, () => guard.sound(where));
        if (says) assert.match(words, says, where);
        if (says === TOLD && address === '/guides') await leadsOn(page, where);
        if (not) assert.doesNotMatch(words, not, where);
        deformed += (await calm(liar, where, most)).deformed;
        await answers(page, where);
      }
      assert.ok(deformed > 0, `${name}: nothing was deformed`);
      await liar.play('honest');
      survived.add(name);
    });
  }

  await liar.play('honest');
  await page.goto('/cases');
  await page.getByRole('link', { name: new RegExp(TITLE) }).first().waitFor();
  await guard.sound('afterwards');
  assert.equal(mine(await cases(page)).length, 1, 'nothing was filed by reading');
};

/** What is on the device is searched on, and it is said how old it is; with an honest hall it is as good as new. */
const keeping = async (t) => {
  const { liar, page, guard } = await stage(t);
  const old = page.getByText('目录更新于3 天前');
  const update = page.getByRole('main').getByRole('button', { name: '现在更新' });
  await page.goto('/guides');
  await guideList(page).getByRole('link').first().waitFor();

  for (const name of KEPT) {
    await t.test(name, async () => {
      guard.begin();
      await liar.play('honest');
      await page.goto('/adversary/log');
      await ageCatalogue(page, 3.5);
      await liar.play(name);
      await page.goto('/guides');
      await old.waitFor();
      await update.waitFor();
      const asked = async () => (await liar.log()).requests['GET Changes'];
      const before = await asked();
      assert.ok(before > 0, `${name}: nothing was asked for`);
      await page.getByRole('searchbox', { name: '查找事项' }).fill('开饭馆');
      await page.waitForURL(/[?]q=/);
      await guideList(page).getByRole('link', { name: /食品经营许可（新办）/ }).first().waitFor();
      await guard.sound(name);
      await answers(page, name);
      await page.goBack();
      await update.click();
      await until(async () => await asked() > before);
      await update.waitFor();
      await old.waitFor();
      await calm(liar, name);
      await liar.play('honest');
      // It may have asked once more by itself meanwhile, and have nothing left to press.
      const gone = old.waitFor({ state: 'detached' });
      await Promise.any([update.click(), gone]);
      await gone;
      await guideList(page).getByRole('link', { name: /食品经营许可（新办）/ }).first().waitFor();
      await guard.sound(`${name}, afterwards`);
    });
  }
};

/** The hall said so many days ago what changed. Done where nothing of the app is open, which would write it anew. */
async function ageCatalogue(page, days) {
  const ledger = JSON.parse(Buffer.from(await record(page, 'meta', 'catalogue')).toString());
  assert.ok(ledger.held && !ledger.held.region, 'a whole catalogue is on the device');
  ledger.checked_ms = Date.now() - days * 24 * 3600 * 1000;
  await record(page, 'meta', 'catalogue', [...Buffer.from(JSON.stringify(ledger))]);
}

/** As far as a person gets with a form that is none: into it, or to the sentence that says why not. */
async function throughTheForm(page, guard, where) {
  for (const option of ['在云岫县', '只要电子证']) {
    const radio = page.getByRole('radio', { name: option });
    if (await radio.count() === 0) return;
    await radio.check({ timeout: 5_000 });
  }
  const begin = page.getByRole('button', { name: '开始办理' });
  if (await begin.count() === 0) return;
  await begin.click({ timeout: 5_000 });
  const inside = page.getByRole('button', { name: '下一步' }).or(page.getByText(/打不开|不用填表/)).first();
  await inside.waitFor({ timeout: 10_000 });
  await guard.sound(`${where}, inside`);
  const next = page.getByRole('button', { name: '下一步' });
  if (await next.count() > 0) await next.click({ timeout: 5_000 });
  await guard.sound(`${where}, one step on`);
}

const sending = async (t) => {
  const { liar, page, guard } = await stage(t);
  // A filing that did arrive: its receipt is what is replayed later.
  await ready(page);
  await send(page);
  await receipt(page);
  await ready(page);
  let sent = false;
  for (const [name, { says, kind }] of Object.entries(SENDS)) {
    await t.test(name, async () => {
      guard.begin();
      await liar.play('honest');
      if (sent && await tryNow(page).count() === 0) {
        // The play before was not survived: another filing, so that one fault is not counted for all that come after.
        await ready(page);
        sent = false;
      }
      await liar.play(name);
      if (sent) await tryNow(page).click();
      else await send(page);
      sent = true;
      await liar.struck(kind);
      await tryNow(page).waitFor();
      const words = await guard.sound(name);
      assert.match(words, says, name);
      assert.doesNotMatch(words, /大厅已收到/, name);
      assert.match(page.url(), /\/receipt$/, `${name}: stays on the page of the send`);
      await calm(liar, name);
      survived.add(name);
    });
  }

  // Nothing was lost on the way, and nothing doubled.
  await liar.play('honest');
  assert.equal(mine(await cases(page)).length, 1, 'only the first filing is there');
  await page.reload();
  const now = tryNow(page).or(page.getByRole('heading', { level: 1, name: '大厅已收到' }));
  await now.first().waitFor();
  if (await tryNow(page).count() > 0) await tryNow(page).click();
  await receipt(page);
  assert.equal(mine(await cases(page)).length, 2, 'it went through exactly once');
};

const apart = async (t) => {
  const { liar, page, guard } = await stage(t);

  /** Plays `name` around one filing that is ready to be sent; at the end it has arrived, exactly once. */
  const played = (name, journey) => t.test(name, async () => {
    await liar.play('honest');
    guard.begin();
    const before = mine(await cases(page)).length;
    await ready(page);
    await liar.play(name);
    await journey();
    await guard.sound(name);
    assert.equal((await liar.log()).strayed, 0, `${name}: something went to another origin`);
    await liar.play('honest');
    assert.equal(mine(await cases(page)).length, before + 1, `${name}: arrived exactly once`);
    survived.add(name);
  });
  const received = () => receipt(page);
  const notReceived = async (words) => {
    await page.getByText(words).first().waitFor();
    assert.doesNotMatch(await guard.sound(String(words)), /大厅已收到/);
  };
  /** The draft as it was: read over, sign and send once more. */
  const again = async (id) => {
    await page.goto(`/filing/${id}/materials`);
    await review(page);
    const drawn = page.getByRole('img', { name: '您的签名' });
    await drawn.or(page.getByRole('button', { name: '开始手写' })).first().waitFor();
    if (await drawn.count() === 0) await draw(page);
    await send(page);
    await received();
  };

  for (const name of ['upload-elsewhere-same-path', 'receipt-epoch-lower']) {
    await played(name, async () => {
      await send(page);
      await received();
      await liar.struck();
    });
  }

  // A case that was looked at before: the one that is passed off as another's.
  const [earlier] = await cases(page);
  await page.goto(`/cases/${earlier.id}`);
  await page.getByText(earlier.receipt_no).first().waitFor();

  await played('commit-other-case', async () => {
    await send(page);
    const jws = await received();
    await liar.struck('GET Receipt');
    await page.getByRole('link', { name: '看办件进度' }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    // The other case says that it is the other one: it does not pass for ours.
    await page.getByText(earlier.receipt_no).first().waitFor();
    const { receipt_no } = JSON.parse(Buffer.from(jws.split('.')[1], 'base64url'));
    assert.doesNotMatch(await guard.sound('the other case'), new RegExp(receipt_no));
  });

  await played('commit-401', async () => {
    await send(page);
    await liar.struck('POST Finalize');
    await notReceived(/登录/);
    await liar.play('honest');
    await page.reload();
    await received();
  });

  await played('receipt-wrong-content', async () => {
    const id = filingIn(page);
    await send(page);
    await notReceived('大厅收到的是另一份内容');
    const before = await liar.log();
    await liar.play('honest');
    assert.equal(before.requests['POST Finalize'], 1, 'nothing is sent again by itself');
    await again(id);
  });

  for (const name of ['keys-gone', 'keys-twice']) {
    await played(name, async () => {
      await page.reload();
      await page.getByRole('img', { name: '您的签名' }).waitFor();
      await send(page);
      await liar.struck('POST Challenge');
      await notReceived(/稍后自动再试|不确定大厅收到没有/);
      await liar.play('honest');
      await tryAgain(page, page.getByRole('heading', { level: 1, name: '大厅已收到' }));
      await received();
    });
  }

  await played('hall-other', async () => {
    const id = filingIn(page);
    await page.reload();
    await page.getByRole('img', { name: '您的签名' }).waitFor();
    await send(page);
    await liar.struck('POST Challenge');
    await notReceived(/稍后自动再试/);
    await liar.play('honest');
    await tryAgain(page, page.getByText('这份是给另一个大厅填的'));
    await notReceived('这份是给另一个大厅填的');
    await again(id);
  });

  await played('legal-wrong-digest', async () => {
    await page.reload();
    await notReceived('要您同意的话对不上');
    assert.equal(await page.getByRole('button', { name: '签名并提交' }).count(), 0, 'nobody signs under it');
    await liar.play('honest');
    // What is remembered is the lie, and stands until the hall answers.
    let answer;
    const asked = new Promise((resolve) => { answer = resolve; });
    await page.route('**/.well-known/hall', async (it) => { await asked; await it.continue(); }, { times: 1 });
    await page.reload();
    await notReceived('要您同意的话对不上');
    answer();
    await page.getByRole('img', { name: '您的签名' }).waitFor();
    await send(page);
    await received();
  });
};

// Side by side, each with a hall, a liar and a browser's profile of its own: some plays are about waiting.
describe('a hall that lies', { concurrency: true }, () => {
  const slow = ([, { ms }]) => ms !== undefined;
  const all = Object.entries(READS);
  test('reading', reading(all.filter((it) => !slow(it))));
  test('reading, with patience', reading(all.filter(slow)));
  test('reading, with a catalogue on the device', keeping);
  test('sending', sending);
  test('a filing of its own', apart);
});
