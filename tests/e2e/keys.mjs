// A person with a keyboard and nothing else: Tab, Shift+Tab, arrows, Space, Enter.
import assert from 'node:assert/strict';

/** More stops than any page has; whoever needs more has lost their way. */
const MOST = 120;

/** What has the focus, and whether a person can see that it has: `undefined` when nothing has it. */
function focused(page) {
  return page.evaluate(() => {
    const it = document.activeElement;
    if (!it || it === document.body) return undefined;
    const seen = it.matches('input[type=file], input[type=radio], input[type=checkbox]') ? it.closest('label') ?? it : it;
    // The ring may lie around the box that the input stands in.
    const ring = [it, seen, it.parentElement, it.parentElement.parentElement].some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    });
    const box = seen.getBoundingClientRect();
    const middle = document.elementFromPoint(box.x + box.width / 2, Math.max(box.y, 0) + Math.min(box.height, innerHeight) / 2);
    const covered = middle !== null && !seen.contains(middle) && !middle.contains(seen);
    return { html: it.outerHTML.slice(0, 160), ring, covered: covered ? middle.outerHTML.slice(0, 120) : '' };
  });
}

/** Presses Tab until `target` has the focus. On the way every stop shows that it has it, and nothing covers it. */
export async function tabTo(page, target, key = 'Tab') {
  await target.first().waitFor({ state: 'attached' });
  for (let press = 0; press < MOST; press += 1) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (!stop) continue;
    assert.ok(stop.ring, `no focus ring on ${stop.html}`);
    assert.equal(stop.covered, '', `${stop.html} is covered while it has the focus`);
    if (await target.first().evaluate((it) => it === document.activeElement)) return;
  }
  assert.fail(`${MOST} presses of ${key} do not reach ${target}`);
}

/** Goes to a link or a button and presses Enter. */
export async function press(page, target) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Goes to a text field and types. */
export async function type(page, target, text) {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Chooses one radio button: Tab into the group, arrows to the option. */
export async function choose(page, group, option) {
  const radios = group.getByRole('radio');
  const chosen = group.getByRole('radio', { name: option });
  await chosen.waitFor();
  const checked = await radios.evaluateAll((all) => all.findIndex((it) => it.checked));
  const [at, wanted] = [Math.max(checked, 0), await radios.evaluateAll((all, it) => all.indexOf(it), await chosen.elementHandle())];
  await tabTo(page, radios.nth(at));
  await page.keyboard.press('Space');
  for (let step = at; step < wanted; step += 1) await page.keyboard.press('ArrowDown');
  assert.ok(await chosen.isChecked(), `${option} is not chosen`);
}
