// How pages hold up: letters twice as large on the smallest phone, colours taken away, no motion, paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { cutOff, overlaps, sideways } from './measure.mjs';
import { nameOf, patterns, settled, visit, world } from './world.mjs';

let hall;
let browser;
let seen;
before(async () => {
  hall = await startHall();
  browser = await launch();
  seen = await world(browser, hall.url, { desk: hall.desk });
});
after(async () => { await browser?.close(); await hall?.stop(); });

async function whole(page, where) {
  const faults = { sideways: await sideways(page), cut: await cutOff(page), overlaps: await overlaps(page) };
  assert.deepEqual(faults, { sideways: [], cut: [], overlaps: [] }, where);
}

/** Letters at a multiple of their size, as a browser's own setting makes them. */
function letters(page, percent) {
  return page.evaluate((it) => { document.documentElement.style.fontSize = `${it}%`; }, percent);
}

for (const pattern of patterns()) {
  test(`${nameOf(pattern)}: nothing is cut, covered or out of reach at 320 px and at 200 % text`, async () => {
    const { page, href } = seen.routes.find((it) => it.pattern === pattern);
    await visit(page, href);
    await page.evaluate(() => { for (const it of document.querySelectorAll('details')) it.open = true; });
    for (const [width, percent] of [[320, 100], [390, 200], [320, 200], [820, 200]]) {
      await page.setViewportSize({ width, height: 844 });
      await letters(page, percent);
      await whole(page, `${pattern} at ${width} px, ${percent} %`);
    }
  });
}

test('between the widths where the page changes nothing is lost', async () => {
  const { page, samples } = seen;
  for (const href of ['/', `/guides/${samples.matter}`, '/cases']) {
    await visit(page, href);
    for (const width of [719, 720, 1023, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await whole(page, `${href} at ${width} px`);
    }
  }
});

test('the outer lines of wide pages are the same on every page, and text keeps its measure', async () => {
  const { page, samples } = seen;
  await page.setViewportSize({ width: 1280, height: 800 });
  const edges = new Set();
  for (const href of ['/', '/guides', `/guides/${samples.matter}`, '/cases', '/me']) {
    await visit(page, href);
    const { left, title, widest } = await page.evaluate(() => ({
      left: document.querySelector('.header__hall').getBoundingClientRect().left,
      title: document.querySelector('h1').getBoundingClientRect().left,
      widest: Math.max(...[...document.querySelectorAll('main p')].map((it) => it.getBoundingClientRect().width / parseFloat(getComputedStyle(document.body).fontSize))),
    }));
    edges.add(`${left.toFixed()} ${title.toFixed()}`);
    assert.ok(widest <= 61, `${href}: a line of ${widest.toFixed()} em`);
  }
  assert.equal(edges.size, 1, [...edges].join(' | '));
});

test('who asked for no motion gets none', async () => {
  const { context, page } = await open(browser, hall.url, { reducedMotion: 'reduce' });
  await visit(page, '/');
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((it) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(it);
    return (animationName !== 'none' && parseFloat(animationDuration) > 0) || parseFloat(transitionDuration) > 0;
  }).map((it) => it.outerHTML.slice(0, 80)));
  assert.deepEqual(moving, []);
  await context.close();
});

/** Pages of A4 that printing makes. */
async function paper(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'));
  assert.deepEqual(box.slice(1).map((it) => Math.round(Number(it))), [595, 842], 'A4');
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
}

/** What stands on the paper, for who checks by reading. */
async function printed(page, check) {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const result = await check();
  await page.emulateMedia({ media: null, colorScheme: 'light' });
  return result;
}

test('a receipt is one sheet: its number, its facts and a code that can be scanned, and no bars', async () => {
  const { page, samples } = seen;
  await page.setViewportSize({ width: 794, height: 1123 });
  await visit(page, `/filing/${samples.sent}/receipt`);
  assert.equal(await paper(page), 1);
  await printed(page, async () => {
    for (const gone of ['navigation', 'button', 'link']) {
      const left = (await page.getByRole(gone).allInnerTexts()).filter((it) => gone !== 'link' || it !== '云岫县政务服务中心');
      assert.deepEqual(left, [], gone);
    }
    await page.getByRole('banner').getByText('云岫县政务服务中心').waitFor();
    await page.getByText('示例数据').waitFor();
    const code = await page.getByRole('img', { name: /二维码|核对/ }).boundingBox();
    // 96 px to the inch: a code of five centimetres at least.
    assert.ok(code.width >= 189, `${code.width} px`);
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(ground, 'rgb(255, 255, 255)', 'white, by night too');
  });
});

test('a checklist on paper: the situation that was chosen, what to bring, where, and no more', async () => {
  const { page, samples } = seen;
  await page.setViewportSize({ width: 794, height: 1123 });
  await visit(page, `/guides/${samples.matter}`);
  await page.getByRole('radio', { name: '餐饮服务' }).check();
  await settled(page);
  assert.ok(await paper(page) <= 4);
  await printed(page, async () => {
    const shown = (text) => page.getByText(text, { exact: false }).first().isVisible();
    assert.equal(await shown('餐饮服务'), true, 'the answer');
    assert.equal(await shown('单位食堂'), false, 'not the other answers');
    assert.equal(await shown('经营场所平面布局图'), true);
    assert.equal(await page.getByRole('button').count(), 0);
    assert.ok(await page.getByRole('listitem').filter({ hasText: '经营场所平面布局图' }).first().isVisible());
  });
});
