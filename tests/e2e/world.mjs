// A person with something on every page: a draft under way, a filing received, a notice to answer.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';
import { SECTIONS, SITUATION, PAPERS, TITLE } from './food.mjs';
import { actFor, cases, draw, elderCard, filingIn, find, papers, receipt, review, section, send, signIn, situation } from './steps.mjs';

const source = path.resolve(import.meta.dirname, '../../src/route.rs');

/** The address patterns of the app, read from the app itself. */
export function patterns() {
  const list = /const ALL: &'static \[&'static str\] = &\[([^\]]*)\]/.exec(readFileSync(source, 'utf8'));
  if (!list) throw new Error(`no list of routes in ${source}`);
  return [...list[1].matchAll(/"([^"]+)"/g)].map((it) => it[1]);
}

/** `/cases/{case}` → `cases-case`: a name for reports and files. */
export function nameOf(pattern) {
  return pattern === '/' ? 'home' : pattern.slice(1).replaceAll('/', '-').replace(/[{}]/g, '');
}

/** A pattern with its parameters filled in. A parameter without a sample is an error: the new page would go unseen. */
export function fillIn(pattern, samples) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => {
    if (!samples[name]) throw new Error(`${pattern}: no sample for {${name}}; give it one in world.mjs`);
    return samples[name];
  });
}

/**
 * Signs in as 陈屿, files a card for an old person, has it returned by `desk`, begins a restaurant licence up to its
 * materials. Returns the open browser page and `routes`: every address of the app with something to show, each with
 * the `page` of the person who has it: 陈屿, or for projects a company's handler, for mandates a villager's agent.
 * Without a `desk` there is no notice, and the routes that need one are left out.
 */
export async function world(browser, url, { desk, options } = {}) {
  const opened = await open(browser, url, options);
  const { page } = opened;
  await signIn(page);
  await elderCard(page);
  await review(page);
  await draw(page);
  await send(page);
  const jws = await receipt(page);
  const sent = filingIn(page);
  const [filed] = await cases(page);
  const samples = { matter: 'food-business-licence', case: filed.id, code: '2609-990101-04-01-100016' };
  if (desk) {
    desk('return', filed.id, '--item', 'photo:相片太暗，请在亮处重拍一张');
    samples.notice = await page.evaluate(
      (id) => fetch(`/api/v1/cases/${id}`).then((it) => it.json()).then((it) => it.notices[0].id), filed.id);
  }

  await find(page, 'kfg', TITLE);
  await situation(page, SITUATION);
  await page.getByRole('button', { name: '开始办理' }).click();
  for (const [heading, answers] of SECTIONS) await section(page, heading, answers);
  await papers(page, PAPERS);
  await page.getByText(/^已存在本机/).waitFor();
  const draft = filingIn(page);

  const others = await Promise.all(OTHERS.map((it) => actingFor(browser, url, options, it)));
  const seen = patterns().filter((it) => desk || !it.includes('{notice}'));
  const routes = seen.map((pattern) => {
    const { page: theirs, trouble } = others.find((it) => it.routes.includes(pattern)) ?? opened;
    const href = fillIn(pattern, { ...samples, filing: pattern.endsWith('/receipt') ? sent : draft });
    return { pattern, name: nameOf(pattern), href, page: theirs, trouble };
  });
  return { ...opened, all: [opened, ...others], routes, samples: { ...samples, sent, draft, jws } };
}

/** Pages that are somebody else's: who looks at them, and for whom. */
const OTHERS = [
  { name: '罗芷', principal: '云岫县山泉饮品有限公司', routes: ['/projects', '/projects/{code}'] },
  { name: '张丽华', principal: '王桂兰', routes: ['/acting'] },
  { name: '王桂兰', routes: ['/mandates'] },
];

/** Somebody's own browser, acting for somebody or for themselves. */
async function actingFor(browser, url, options, { name, principal, routes }) {
  const opened = await open(browser, url, options);
  const { page } = opened;
  await signIn(page, name);
  if (!principal) return { ...opened, routes };
  await visit(page, '/acting');
  await actFor(page, principal);
  return { ...opened, routes };
}

/** Opens an address as a typed one and waits until its page is there, not its outline. */
export async function visit(page, href) {
  await page.goto(href);
  await settled(page);
}

/** The page is there: a heading, nothing still opening or counted (for `timeout` ms at most), letters drawn. */
export async function settled(page, timeout) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeleton, #shell, [aria-busy="true"]'), undefined, { timeout });
  await page.evaluate(() => document.fonts.ready);
}
