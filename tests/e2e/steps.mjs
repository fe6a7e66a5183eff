// What a person does, by role and label. Every step waits for what a person would wait for.
import { photo } from './paper.mjs';

export async function signIn(page, name = '陈屿') {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(`^${escape(name)}`) }).click();
  await page.getByRole('heading', { level: 1, name: '您想办什么？' }).waitFor();
}

/** The band that says for whom. */
export const bar = (page) => page.getByRole('complementary', { name: '为谁办' });

/** Chooses for whom, on the page for it. */
export async function actFor(page, principal) {
  await page.getByRole('heading', { level: 1, name: '为谁办' }).waitFor();
  await page.getByRole('button', { name: new RegExp(`^${escape(principal)}`) }).click();
  await bar(page).getByText(`正在为 ${principal} 办理`).waitFor();
}

/** Finds a guide by whatever a person types. */
export async function find(page, words, title) {
  await page.goto('/guides');
  await page.getByRole('searchbox', { name: '查找事项' }).fill(words);
  await page.getByRole('link', { name: new RegExp(escape(title)) }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Answers the situation: option texts, in order. */
export async function situation(page, options) {
  for (const option of options) await page.getByRole('radio', { name: option }).check();
}

/** Fills one section by label and goes on. */
export async function section(page, heading, answers) {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await fill(page, answers);
  await page.getByRole('button', { name: '下一步' }).click();
}

/** Fills fields by label; `true`/`false` and `{ pick }` choose. */
export async function fill(page, answers) {
  for (const [label, value] of Object.entries(answers)) {
    if (typeof value === 'boolean' || value.radio) {
      const group = page.getByRole('group', { name: new RegExp(`^${escape(label)}`) });
      const option = typeof value === 'boolean' ? (value ? '是' : '否') : value.radio;
      await group.getByRole('radio', { name: option, exact: typeof value === 'boolean' }).check();
    } else if (value.pick) {
      await page.getByLabel(label, { exact: false }).selectOption({ label: value.pick });
    } else {
      await page.getByLabel(new RegExp(`^${escape(label)}(选填)?$`)).fill(value);
    }
  }
}

/** Photographs one paper for each material named. */
export async function papers(page, materials) {
  await page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
  for (const [index, material] of materials.entries()) {
    await page.getByLabel(`为「${material}」拍照或选文件`).setInputFiles(photo(`纸${index}.png`, index + 1));
    await page.getByRole('button', { name: `删除「${material}」的文件`, exact: false }).waitFor();
  }
}

/** Reads everything over and agrees. */
export async function agree(page) {
  await page.getByRole('link', { name: '去核对' }).click();
  await page.getByRole('heading', { level: 1, name: '核对' }).waitFor();
  await page.getByRole('checkbox', { name: /我已看过以上内容/ }).check();
}

/** Agrees, and goes to where it is signed. */
export async function review(page) {
  await agree(page);
  await page.getByRole('button', { name: '去签名' }).click();
  await page.getByRole('heading', { level: 1, name: '手写签名采集' }).waitFor();
}

/** Writes 陈 with a mouse, or something like it. */
export async function draw(page) {
  await page.getByRole('button', { name: '开始手写' }).click();
  const paper = page.getByRole('img', { name: /签名区/ });
  const box = await paper.boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  const strokes = [[[0.3, 0.2], [0.3, 0.8]], [[0.3, 0.2], [0.55, 0.35], [0.3, 0.45]], [[0.6, 0.25], [0.6, 0.85], [0.7, 0.5]]];
  for (const stroke of strokes) {
    await page.mouse.move(...at(...stroke[0]));
    await page.mouse.down();
    for (const point of stroke.slice(1)) await page.mouse.move(...at(...point), { steps: 12 });
    await page.mouse.up();
  }
  await page.getByRole('button', { name: '写好了' }).click();
  await page.getByRole('img', { name: '您的签名' }).waitFor();
}

export async function send(page) {
  await page.getByRole('button', { name: '签名并提交' }).click();
}

/** Waits for the verified receipt and reads it off the page. */
export async function receipt(page) {
  await page.getByRole('heading', { level: 1, name: '大厅已收到' }).waitFor({ timeout: 60_000 });
  const href = await page.getByRole('link', { name: '核对这份回执' }).getAttribute('href');
  return href.slice(href.indexOf('#') + 1);
}

export const ELDER = [
  ['老人', { 乡镇: { radio: '青石镇' }, 现在住的地址: '青石镇桥头村 6 号' }],
  ['联系人', { 紧急联系人姓名: '陈小屿', 紧急联系人手机: '13800000009' }],
];

/** The shortest filing there is: a card for an old person, up to the review. */
export async function elderCard(page) {
  await writing(page);
  for (const [heading, answers] of ELDER) await section(page, heading, answers);
  await papers(page, ['本人相片']);
}

/** The field in which the first page of that filing asks where the old person lives. */
export const ADDRESS = '现在住的地址';

/** At the first page of its form. */
export async function writing(page) {
  await find(page, '优待证', '老年人优待证办理');
  await situation(page, ['在云岫县', '只要电子证']);
  await page.getByRole('button', { name: '开始办理' }).click();
  await page.getByLabel(ADDRESS).waitFor();
}

/** Up to its last tap. */
export async function signed(page) {
  await elderCard(page);
  await review(page);
  await draw(page);
}

/** The browser drops what this origin stores, of these kinds. */
export async function sweep(context, page, storageTypes) {
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes });
}

/** Which filing this page is about, by its address. */
export function filingIn(page) {
  return new URL(page.url()).pathname.split('/')[2];
}

/** The hall's own list of this person's cases. */
export function cases(page) {
  return page.evaluate(() => fetch('/api/v1/cases').then((it) => it.json()).then((it) => it.items));
}

/** The hall's own list of guides. */
export function guides(page) {
  return page.evaluate(() => fetch('/api/v1/guides?limit=200').then((it) => it.json()).then((it) => it.items));
}

/** The list of guides on the page of finding; there are short lists above it. */
export const guideList = (page) => page.getByRole('list', { name: '事项列表' });

/** What the API says to whoever is signed in on this page. */
export function ask(page, address, method = 'GET', body = undefined, headers = {}) {
  return page.evaluate(async ([url, how, what, more]) => {
    const { csrf } = await (await fetch('/api/v1/session')).json();
    const init = { method: how, headers: { ...more, 'X-Hall-CSRF': csrf, ...(what && { 'content-type': 'application/json' }) } };
    const answer = await fetch(url, what ? { ...init, body: JSON.stringify(what) } : init);
    return { status: answer.status, body: await answer.json().catch(() => null) };
  }, [address, method, body, headers]);
}

export function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
