// The catalogue of components in a browser, and the looks it is seen in.
import { open } from './browser.mjs';

/** By day, by night, in large type, in the reader's own colours. */
export const LOOKS = ['day', 'night', 'elder', 'forced'];

export async function openCatalogue(browser, url, options) {
  const opened = await open(browser, url, options);
  await opened.page.goto('/');
  await opened.page.getByRole('heading', { level: 1, name: '组件目录' }).waitFor();
  return opened;
}

export async function dress(page, look) {
  await page.emulateMedia({
    colorScheme: look === 'night' ? 'dark' : 'light', forcedColors: look === 'forced' ? 'active' : 'none',
  });
  await page.evaluate((on) => document.documentElement.toggleAttribute('data-elder', on), look === 'elder');
}

/** Ids of the components, in the order of the page. */
export function blocks(page) {
  return page.evaluate(() => [...document.querySelectorAll('section.stack[id]')].map((it) => it.id));
}
