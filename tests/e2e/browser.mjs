// Chromium, as a phone or as a desktop.
import { chromium } from 'playwright-core';

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', headless: true, args });
}

/** A fresh person's browser: nothing of another test is in it. Collects what must stay empty. */
export async function open(browser, url, options = PHONE) {
  const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const trouble = [];
  page.on('pageerror', (it) => trouble.push(`error: ${it.message}`));
  page.on('console', (it) => {
    if (it.type() === 'error' && /Content Security Policy|panicked|TrustedScript/.test(it.text())) trouble.push(it.text());
  });
  return { context, page, trouble };
}
