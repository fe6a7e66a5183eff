// A picture of every page, for people to look at: node shots.mjs URL OUT
// With HALL_DATA (the data folder of the hall at URL) and HALL_BIN the counter is worked too, so that the pages of a
// correction are among them.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DESKTOP, PHONE, launch } from './browser.mjs';
import { deskOf } from './hall.mjs';
import { settled, visit, world } from './world.mjs';

const [url, out] = process.argv.slice(2);
if (!url || !out) throw new Error('usage: node shots.mjs URL OUT');
mkdirSync(out, { recursive: true });

/** Long pages are cut here, in CSS pixels: a picture is for looking at. */
const LONGEST = 2400;
const HEIGHTS = { [PHONE.viewport.width]: PHONE.viewport.height, 820: 1180, [DESKTOP.viewport.width]: DESKTOP.viewport.height };
/** What to look at; less of it by hand: `LOOKS=dark WIDTHS=390 ONLY=home,guides`. */
const LOOKS = (process.env.LOOKS ?? 'light,dark,elder').split(',');
const SIZES = (process.env.WIDTHS ?? '390,820,1280').split(',').map((it) => ({ width: Number(it), height: HEIGHTS[it] ?? 800 }));
const ONLY = process.env.ONLY?.split(',');

const desk = process.env.HALL_DATA && process.env.HALL_BIN ? deskOf(process.env.HALL_DATA, url) : undefined;
const browser = await launch();
try {
  // A desktop browser made narrow lays out as a phone does; an emulated phone cannot be made wide.
  const { page, all, routes } = await world(browser, url, { desk, options: { viewport: PHONE.viewport } });
  const signedOut = routes.filter((it) => it.name === 'home' || it.name === 'sign-in');
  for (const look of LOOKS) {
    for (const it of all) await dress(it.page, look);
    for (const route of routes.filter((it) => !ONLY || ONLY.includes(it.name))) await shoot(route.page, route, look);
  }
  await page.context().clearCookies();
  for (const look of LOOKS) {
    await dress(page, look);
    for (const route of signedOut) await shoot(page, { ...route, name: `${route.name}-signed-out` }, look);
  }
} finally {
  await browser.close();
}

async function dress(page, look) {
  await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
  await page.evaluate((on) => localStorage.setItem('elder', on), look === 'elder' ? '1' : '0');
}

async function shoot(page, { name, href }, look) {
  for (const { width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    await visit(page, href);
    await drawn(page);
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    // As tall as the page, so that what sticks to the bottom of the screen is at the end and not in the middle.
    await page.setViewportSize({ width, height: Math.min(Math.max(whole, height), LONGEST) });
    await settled(page);
    await page.screenshot({ path: path.join(out, [name, width, look].filter((it) => it !== 'light').join('-') + '.png') });
  }
}

/** Every picture of the page is there. */
function drawn(page) {
  return page.waitForFunction(() => [...document.images].every((it) => it.complete));
}
