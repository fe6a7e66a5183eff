// Finding a matter: by whatever somebody types, by what they choose, without a network, and with bad luck.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, open } from './browser.mjs';
import { startCutter } from './cutter.mjs';
import { startHall } from './hall.mjs';
import { record, until } from './kept.mjs';
import { guideList, guides, signIn } from './steps.mjs';
import { visit } from './world.mjs';

const FOOD = /食品经营许可（新办）/;

let hall;
let browser;
before(async () => { hall = await startHall(); browser = await launch(); });
after(async () => { await browser?.close(); await hall?.stop(); });

/** The page of finding, in a fresh browser. */
async function opened(href = '/guides', url = hall.url) {
  const { context, page, trouble } = await open(browser, url);
  await visit(page, href);
  return { context, page, trouble, main: page.getByRole('main'), box: page.getByRole('searchbox', { name: '查找事项' }) };
}

/** A heading that says how many were found. */
const found = (page) => page.getByRole('heading', { name: /^找到 \d+ 个事项$/ });

async function search(page, box, words) {
  await box.fill(words);
  await page.waitForFunction((it) => (new URL(location).searchParams.get('q') ?? '') === it, words.slice(0, 80));
}

test('the same matter is found by its title, pinyin, initials, what people say, a slip, a sound', async () => {
  const { context, page, main, box, trouble } = await opened();
  const table = [
    ['食品经营许可', undefined],
    ['shipinjingying', '拼音相符'],
    ['spjyxk', '首字母相符'],
    ['开饭馆', '也叫：开饭馆'],
    ['kaifanguan', '拼音相符：开饭馆'],
    ['kfg', '首字母相符：开饭馆'],
    ['食品经营许课', /读音相同|可能打错了字/],
    ['我要开饭馆。', undefined],
  ];
  for (const [words, why] of table) {
    await box.fill(words);
    const entry = main.getByRole('link', { name: FOOD }).filter({ hasText: why ?? FOOD });
    await entry.first().waitFor();
    assert.ok(await entry.first().locator('mark').count() > 0, `${words}: what was asked for is marked`);
  }
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(trouble, []);
  await context.close();
});

test('what narrows the list is counted, and nothing below it moves', async () => {
  for (const width of [320, 390]) {
    const { context, page } = await open(browser, hall.url, { viewport: { width, height: 800 } });
    await page.addInitScript(() => {
      window.tops = new Set();
      const look = () => {
        const list = document.querySelector('main h2');
        if (list) window.tops.add(Math.round(list.getBoundingClientRect().top + scrollY));
        requestAnimationFrame(look);
      };
      look();
    });
    await visit(page, '/guides');
    await page.getByRole('button', { name: /^全程网办 ?\d+$/ }).waitFor();
    assert.equal(await page.evaluate(() => window.tops.size), 1, `${width} px: ${await page.evaluate(() => [...window.tops].join(', '))}`);
    await context.close();
  }
});

test('nothing is fetched ahead while somebody types, and it is when they rest', async () => {
  const { context, page } = await open(browser, hall.url, { serviceWorkers: 'block' });
  // Somebody taps until the first letter, however long this machine takes to get there.
  await page.addInitScript(() => {
    window.taps = setInterval(() => dispatchEvent(new Event('pointerdown')), 200);
    addEventListener('input', () => clearInterval(window.taps));
  });
  await visit(page, '/guides');
  const later = [];
  page.on('request', (it) => { if (it.url().endsWith('.wasm')) later.push(it.url()); });
  const box = page.getByRole('searchbox', { name: '查找事项' });
  // Longer than the page is at rest before it looks ahead.
  await box.pressSequentially('shipinjingyingxuke', { delay: 200 });
  assert.deepEqual(later, []);
  await page.waitForRequest(/\/filing-[^/]*\.wasm$/);
  await context.close();
});

test('by department, by topic, by code', async () => {
  const { context, page, main, box } = await opened();
  const food = (await guides(page)).find((it) => FOOD.test(it.title));
  await search(page, box, food.catalog_code ?? food.department);
  await main.getByRole('link', { name: FOOD }).first().waitFor();

  await search(page, box, '');
  await main.getByText(/^按部门找/).click();
  await main.getByRole('link', { name: new RegExp(`^${food.department}`) }).click();
  await page.waitForURL(/[?]dept=/);
  const kin = (await guides(page)).filter((it) => it.department === food.department);
  await page.getByRole('heading', { name: `找到 ${kin.length} 个事项` }).waitFor();
  await main.getByRole('button', { name: `去掉：${food.department}` }).click();
  await page.waitForURL(/guides$/);

  const [topic] = food.topics;
  await main.getByRole('link', { name: new RegExp(`^${topic} ?\\d`) }).click();
  await page.waitForURL(/[?]topic=/);
  await main.getByRole('link', { name: FOOD }).first().waitFor();
  await page.goBack();
  await page.waitForURL(/guides$/);
  await main.getByRole('button', { name: `去掉：${topic}` }).waitFor({ state: 'detached' });
  await context.close();
});

test('what narrows the list is in the address: it survives a reload, a guide and the way back', async () => {
  const { context, page, main, box } = await opened();
  await main.getByRole('button', { name: '个人' }).click();
  await main.getByRole('button', { name: /^全程网办/ }).click();
  await page.waitForURL(/who=person&only=online/);
  const right = (await guides(page)).filter((it) => it.audiences.includes('person') && it.depth.code === 'fully-online');
  await page.getByRole('heading', { name: new RegExp(`${right.length}`) }).first().waitFor();
  await search(page, box, '登记');
  const narrowed = await found(page).innerText();
  await page.reload();
  await page.getByRole('heading', { name: narrowed }).waitFor();
  assert.equal(await box.inputValue(), '登记');
  assert.equal(await main.getByRole('button', { name: /^全程网办/ }).getAttribute('aria-pressed'), 'true');
  const href = page.url();
  await guideList(page).getByRole('link').first().click();
  await page.waitForURL(/guides\/[^?]+/);
  await page.goBack();
  await page.waitForURL(href);
  await page.getByRole('heading', { name: narrowed }).waitFor();
  await search(page, box, '');
  await page.getByRole('heading', { name: new RegExp(`${right.length}`) }).first().waitFor();
  await context.close();
});

test('the number on a filter is the number it leaves', async () => {
  const { context, page, main } = await opened();
  const all = await guides(page);
  const table = [
    ['全程网办', (it) => it.depth.code === 'fully-online'],
    ['即办', (it) => it.handling?.code === 'instant'],
    ['零跑动', (it) => it.visits === 0],
    ['可邮寄', (it) => it.channels?.includes('mail')],
    ['乡村可办', (it) => it.village === true],
    ['一件事', (it) => it.parts > 0],
  ];
  for (const [name, fits] of table) {
    const number = all.filter(fits).length;
    await main.getByRole('button', { name: new RegExp(`^${name} ?${number}$`) }).click();
    await page.getByRole('heading', { name: `全部事项（${number}）` }).waitFor();
    await main.getByRole('button', { name }).click();
    await page.waitForURL(/guides$/);
  }
  await context.close();
});

test('while a word is composed the letters find something and the address waits', async () => {
  const { context, page, main, box } = await opened();
  await box.focus();
  const client = await context.newCDPSession(page);
  for (const text of ['k', "kai'f", "kai'fan'guan"]) {
    await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await main.getByRole('link', { name: FOOD }).filter({ hasText: '拼音相符：开饭馆' }).waitFor();
  assert.equal(new URL(page.url()).search, '', 'nothing is settled yet');
  await client.send('Input.insertText', { text: '开饭馆' });
  await page.waitForURL(/q=%E5%BC%80%E9%A5%AD%E9%A6%86$/);
  assert.equal(await box.inputValue(), '开饭馆');
  await context.close();
});

test('an empty list says what hides something, and whom to ask', async () => {
  const { context, page, main, box } = await opened('/guides?q=食品经营许可（新办）&who=person&only=village');
  await main.getByText('这里没有这件事').waitFor();
  const drop = main.getByRole('button', { name: /^去掉「.*」，能看到 \d+ 项$/ });
  if (await drop.count() > 0) {
    const number = /(\d+) 项$/.exec(await drop.first().innerText())[1];
    await drop.first().click();
    await page.getByRole('heading', { name: `找到 ${number} 个事项` }).waitFor();
  } else {
    await main.getByRole('button', { name: '去掉全部筛选' }).click();
  }
  await visit(page, '/guides');
  await search(page, box, '天王盖地虎宝塔镇河妖');
  await main.getByText('没有找到这个事项').waitFor();
  await main.getByRole('link', { name: /12345/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test('whatever is pasted, the page goes on', async () => {
  const { context, page, main, box, trouble } = await opened();
  const table = ['字'.repeat(10_000), '🍜'.repeat(50), '\u200b\u200b\ufeff', '。。。', '\u202e许可', '<b>许可</b>', '%00', '\ud800', 'a'.repeat(10_000)];
  for (const words of table) {
    await box.evaluate((input, text) => {
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, words);
    await page.waitForFunction(() => document.querySelector('main input[type=search]').value.length <= 160);
  }
  await box.fill('开\u200b饭\ufeff馆');
  await main.getByRole('link', { name: FOOD }).first().waitFor();
  assert.deepEqual(trouble, []);
  await context.close();
});

test('what was read lately is there, and goes with the person', async () => {
  const { context, page, main } = await opened('/guides/elder-card');
  await page.getByRole('heading', { level: 1, name: '老年人优待证办理' }).waitFor();
  await visit(page, '/guides');
  const recent = main.getByRole('region', { name: '最近看过' });
  await recent.getByRole('link', { name: /老年人优待证办理/ }).waitFor();
  await page.reload();
  await recent.getByRole('link', { name: /老年人优待证办理/ }).waitFor();
  // Who signs in takes it along; who signs out leaves nothing.
  await signIn(page);
  await visit(page, '/guides');
  await recent.getByRole('link', { name: /老年人优待证办理/ }).waitFor();
  await visit(page, '/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('main').getByRole('link', { name: '登录', exact: true }).waitFor();
  await visit(page, '/guides');
  await guideList(page).getByRole('link').first().waitFor();
  assert.equal(await recent.count(), 0);
  await signIn(page);
  await visit(page, '/guides');
  await recent.getByRole('link', { name: /老年人优待证办理/ }).waitFor();
  await context.close();
});

test('what is saved is there, and can be taken away again', async () => {
  const { context, page, main } = await opened();
  await signIn(page);
  await visit(page, '/guides/elder-card');
  const star = page.getByRole('button', { name: '收藏' });
  await star.click();
  await visit(page, '/guides');
  const saved = main.getByRole('region', { name: '收藏' });
  await saved.getByRole('link', { name: /老年人优待证办理/ }).click();
  await page.waitForURL('**/guides/elder-card');
  assert.equal(await star.getAttribute('aria-pressed'), 'true');
  await star.click();
  await visit(page, '/guides');
  await guideList(page).getByRole('link').first().waitFor();
  assert.equal(await saved.count(), 0);
  await context.close();
});

test('the catalogue is there without a hall, and says how old it is', async () => {
  const { context, page, main, box } = await opened();
  await guideList(page).getByRole('link').first().waitFor();
  await kept(page);
  await ledger(page, { checked_ms: Date.now() - 3.5 * 24 * 3600 * 1000 });
  await page.route(/\/(api|[.]well-known)\//, (it) => it.abort());
  await page.reload();
  await main.getByText('目录更新于3 天前').waitFor();
  await box.fill('开饭馆');
  await main.getByRole('link', { name: FOOD }).first().waitFor();
  await page.unroute(/\/(api|[.]well-known)\//);
  await main.getByRole('button', { name: '现在更新' }).click();
  await main.getByText('目录更新于3 天前').waitFor({ state: 'detached' });
  await context.close();
});

test('a damaged file on the device is thrown away and read again', async () => {
  const { context, page, box, main } = await opened();
  await guideList(page).getByRole('link').first().waitFor();
  const name = await kept(page);
  const whole = await record(page, 'files', name);
  await record(page, 'files', name, whole.slice(0, whole.length >> 1));
  await page.reload();
  await box.fill('开饭馆');
  await main.getByRole('link', { name: FOOD }).first().waitFor();
  await kept(page);
  assert.deepEqual(await record(page, 'files', name), whole);
  await context.close();
});

test('what comes is checked: a file that is not what the hall said is not searched', async () => {
  const { context, page } = await open(browser, hall.url);
  let bad = 0;
  await page.route('**/api/v1/guide-snapshots/*', async (it) => {
    const answer = await it.fetch();
    const body = Buffer.from(await answer.body());
    body[body.length >> 1] ^= 1;
    bad += 1;
    const headers = answer.headers();
    delete headers['content-encoding'];
    await it.fulfill({ response: answer, headers, body });
  });
  await page.goto('/guides');
  const box = page.getByRole('searchbox', { name: '查找事项' });
  await box.fill('开饭馆');
  await page.getByRole('main').getByRole('link', { name: FOOD }).first().waitFor();
  assert.ok(bad > 0, 'the hall offers snapshots');
  assert.equal(await kept(page), 'pages', 'the pages were read instead');
  await context.close();
});

test('a download that is cut goes on where it was', async () => {
  const cutter = await startCutter(hall.port, { path: '/api/v1/guide-snapshots/', after: 6_000 });
  try {
    const { context, main, box } = await opened('/guides', cutter.url);
    await box.fill('开饭馆');
    await main.getByRole('link', { name: FOOD }).first().waitFor();
    const asked = cutter.seen.filter((it) => it.path.includes('guide-snapshots/'));
    assert.equal(asked[0].range, undefined, 'the whole, as the hall packs it');
    assert.match(asked[1].range, /^bytes=[1-9]\d*-$/, 'then only the rest');
    await context.close();
  } finally {
    await cutter.stop();
  }
});

test('two tabs bring it here once', async () => {
  const { context, page } = await open(browser, hall.url);
  const asked = [];
  context.on('request', (it) => { if (it.url().includes('guide-snapshots/')) asked.push(it.url()); });
  const other = await context.newPage();
  await Promise.all([page, other].map((it) => it.goto('/guides')));
  for (const tab of [page, other]) {
    await tab.getByRole('searchbox', { name: '查找事项' }).fill('开饭馆');
    await tab.getByRole('main').getByRole('link', { name: FOOD }).first().waitFor();
  }
  assert.equal(asked.length, new Set(asked).size, asked.join('\n'));
  await context.close();
});

/** What the device knows of its catalogue; `change` changes members of it. */
async function ledger(page, change) {
  const bytes = await record(page, 'meta', 'catalogue');
  const held = bytes && JSON.parse(Buffer.from(bytes).toString());
  if (change) await record(page, 'meta', 'catalogue', [...Buffer.from(JSON.stringify({ ...held, ...change }))]);
  return held;
}

/** Waits until a whole catalogue is on the device; its name there. */
async function kept(page) {
  let held;
  await until(async () => {
    held = (await ledger(page))?.held;
    return held && !held.region;
  });
  return held.name;
}
