// Chromium, as a phone or as a desktop.
import { chromium } from 'playwright-core';

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

const how = { executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', headless: true, args };
const where = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

export function launch() {
  return chromium.launch(how);
}

/** A fresh person's browser: nothing of another test is in it. Collects what must stay empty. */
export async function open(browser, url, options = PHONE) {
  const context = await browser.newContext({ baseURL: url, ...where, ...options });
  return opened(context, await context.newPage());
}

/** A browser of its own that keeps what it has in `profile`: closed and opened again, it is the same person's. */
export async function openProfile(profile, url, options = PHONE) {
  const context = await chromium.launchPersistentContext(profile, { ...how, baseURL: url, ...where, ...options });
  return opened(context, context.pages()[0] ?? await context.newPage());
}

function opened(context, page) {
  context.setDefaultTimeout(20_000);
  const trouble = [];
  page.on('pageerror', (it) => trouble.push(`error: ${it.message}`));
  page.on('console', (it) => {
    if (it.type() === 'error' && /Content Security Policy|panicked|TrustedScript/.test(it.text())) trouble.push(it.text());
  });
  return { context, page, trouble };
}
