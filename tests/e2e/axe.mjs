// axe-core on the page as it stands: what WCAG 2.2 A and AA and good practice find wrong, in one line each.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const source = readFileSync(path.resolve(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations, as `rule: what (where)`. */
export async function violations(page) {
  // Half-way between two colours there is no contrast to measure.
  await page.evaluate(() => Promise.all(document.getAnimations().map((it) => it.finished)));
  // Evaluated by the driver, not loaded by the page: the page's own policy stays as strict as it is.
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(source);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), TAGS);
  return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${it.help} (${node.target.join(' ')}) ${node.html.slice(0, 160)}`));
}
