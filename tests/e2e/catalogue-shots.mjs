// A picture of every component in every look, for people: node catalogue-shots.mjs DIR OUT
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { LOOKS, blocks, dress, openCatalogue } from './catalogue.mjs';
import { PHONE, launch } from './browser.mjs';
import { serveFolder } from './static.mjs';

const [folder, out] = process.argv.slice(2);
if (!folder || !out) throw new Error('usage: node catalogue-shots.mjs DIR OUT');
mkdirSync(out, { recursive: true });

const server = await serveFolder(folder);
const browser = await launch();
try {
  const { page } = await openCatalogue(browser, server.url, { viewport: PHONE.viewport, deviceScaleFactor: 2 });
  for (const look of LOOKS) {
    await dress(page, look);
    await page.screenshot({ path: path.join(out, `all-${look}.png`), fullPage: true });
    for (const id of await blocks(page)) await page.locator(`#${id}`).screenshot({ path: path.join(out, `${id}-${look}.png`) });
  }
} finally {
  await browser.close();
  await server.stop();
}
