// What people see and press, measured in the page as it is laid out.

/** Text smaller than `least` px, set tighter than `leading`, or not sans-serif: each with what it says. */
export function textFaults(page, { least, leading }) {
  return page.evaluate(([least, leading]) => {
    const faults = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest('[aria-hidden="true"], script, template, noscript, .visually-hidden, .skip-link')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if (range.getClientRects().length === 0) continue;
      const style = getComputedStyle(parent);
      // For ears only.
      if (style.clipPath === 'inset(50%)') continue;
      const size = parseFloat(style.fontSize);
      const line = style.lineHeight === 'normal' ? size : parseFloat(style.lineHeight);
      const what = `${parent.tagName.toLowerCase()}.${parent.className} 「${node.data.trim().slice(0, 20)}」`;
      if (size < least) faults.add(`${size} px: ${what}`);
      // Half a pixel of rounding is no fault.
      if (line < size * leading - 0.5) faults.add(`line ${line} on ${size} px: ${what}`);
      if (!/(^|, )sans-serif$/.test(style.fontFamily)) faults.add(`${style.fontFamily}: ${what}`);
    }
    return [...faults];
  }, [least, leading]);
}

/** Whatever can be pressed and is smaller than `least` px either way. Links inside a sentence are excepted (WCAG 2.5.5). */
export function smallTargets(page, least) {
  return page.evaluate((least) => {
    const pressed = 'a[href], button, input, select, textarea, summary, [role="button"]';
    const faults = [];
    for (const it of document.querySelectorAll(pressed)) {
      if (it.closest('[inert], .skip-link') || !it.checkVisibility({ visibilityProperty: true })) continue;
      // The words belonging to a box or a file are pressed for it.
      const hit = it.matches('input[type="radio"], input[type="checkbox"], input[type="file"]') ? it.labels[0] ?? it : it;
      const rest = (it.parentElement?.innerText ?? '').trim().length > it.innerText?.trim().length;
      if (it.matches('a') && getComputedStyle(it).display === 'inline' && rest) continue;
      const { width, height } = hit.getBoundingClientRect();
      if (width < least - 0.5 || height < least - 0.5) {
        faults.push(`${width.toFixed()}×${height.toFixed()}: ${it.outerHTML.slice(0, 110)}`);
      }
    }
    return faults;
  }, least);
}

/** Boxes whose words are cut off, and words that lie on one another. */
export function cutOff(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const it of document.querySelectorAll('body *')) {
      if (it.closest('[aria-hidden="true"], .visually-hidden, .skip-link, svg, select, option') || !it.checkVisibility()) continue;
      const own = [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (!own) continue;
      const style = getComputedStyle(it);
      // For ears only.
      if (style.clipPath === 'inset(50%)') continue;
      const wide = style.display !== 'inline' && it.scrollWidth > it.clientWidth + 1 && style.overflowX !== 'auto';
      const tall = style.display !== 'inline' && it.scrollHeight > it.clientHeight + 1 && style.overflowY === 'hidden';
      if (wide || tall) faults.push(`${it.scrollWidth}×${it.scrollHeight} in ${it.clientWidth}×${it.clientHeight}: ${it.outerHTML.slice(0, 110)}`);
    }
    return faults;
  });
}

/**
 * Elements that stick out to the side; empty when nothing scrolls sideways. The room is the page's own unless `limit` is
 * given: an emulated phone may widen it.
 */
export function sideways(page, limit) {
  return page.evaluate((most) => {
    const root = document.documentElement;
    const room = most ?? root.clientWidth;
    if (root.scrollWidth <= room) return [];
    const out = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > room + 1);
    return [`${root.scrollWidth} px in ${room}`, ...out.slice(0, 5).map((it) => it.outerHTML.slice(0, 120))];
  }, limit);
}

/** A screen as tall as the page: a target under a bar that sticks to the bottom is one that scrolling brings out. */
export async function whole(page, viewport) {
  await page.setViewportSize(viewport);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...viewport, height });
}

/** Words that lie on other words. What sticks to the screen lies over the page on purpose. */
export function overlaps(page) {
  return page.evaluate(() => {
    const floats = (it) => { for (let up = it; up; up = up.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(up).position)) return true; return false; };
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest('[aria-hidden="true"], .visually-hidden, .skip-link, option, script, template')) continue;
      if (!parent.checkVisibility() || getComputedStyle(parent).clipPath === 'inset(50%)' || floats(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) if (rect.width > 1) lines.push({ rect, node });
    }
    const faults = [];
    // Half of a line's height: lines of one text touch, and a raised letter is no collision.
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
    lines.forEach((a, at) => {
      for (const b of lines.slice(at + 1)) {
        if (a.node !== b.node && meet(a.rect, b.rect)) faults.push(`「${a.node.data.trim().slice(0, 16)}」 on 「${b.node.data.trim().slice(0, 16)}」`);
      }
    });
    return faults;
  });
}
