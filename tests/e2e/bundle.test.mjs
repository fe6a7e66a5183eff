// 一件事: several matters asked for in one form, filed once, followed as one case with its parts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { startHall } from './hall.mjs';
import { ask, cases, draw, find, papers, receipt, review, section, send, signIn, situation } from './steps.mjs';

const TITLE = '开餐馆一件事';
const SITUATION = ['还没有，办个体工商户', '要起字号', '租的或者借用的', '不是住宅', '一个人经营', '做热菜、面点、小吃', '不要', '还没排'];
const SECTIONS = [
  ['经营者', { 字号: '屿见', 经营范围: '餐饮服务' }],
  ['店在哪里', { 经营场所地址: '云岫县青石镇柳溪路 20 号', 经营场所面积: '68', 加工间面积: '22', 租期到哪一天: '2029-08-31' }],
  ['做什么生意', { 主要经营什么: '面条、小菜', 座位数: '24', 从业人员人数: '3' }],
  ['怎样保证安全', {
    食品安全管理人员姓名: '陈屿', 食品安全管理人员手机: '13800000001', 餐具怎么消毒: { pick: '消毒柜或者蒸煮' },
    用什么水: { radio: '自来水' }, 餐厨垃圾怎么处理: { radio: '交给有资质的单位收运' },
  }],
  ['怎样排水', {
    污水排放口数量: '1', 排到哪条路的管网: '柳溪路污水管网', '雨水、污水已经分开': true, 每天最多排水: '4', 主要污染物: '油、食物残渣',
    打算哪天开始排: '2026-12-15', 预处理设施和容积: '隔油池，1.5 立方米', 管理责任人: '陈屿', 管理责任人手机: '13800000001',
  }],
];
const PAPERS = [
  '房屋租赁合同或者使用证明', '经营场所平面布局图', '主要设备设施和操作流程说明', '食品安全规章制度目录清单',
  '内部排水管网、检测井和排放口的图纸和说明', '预处理设施的图纸和说明', '水质、水量预测报告',
];

let hall;
let browser;
before(async () => { [hall, browser] = await Promise.all([startHall(), launch()]); });
after(async () => { await browser?.close(); await hall?.stop(); });

test('a restaurant: one form, one receipt, one entry in the list, three matters decided one by one', async () => {
  const { context, page, trouble } = await open(browser, hall.url);
  await signIn(page);
  const before = (await cases(page)).length;
  await find(page, '开餐馆', TITLE);
  await situation(page, SITUATION);
  await page.getByRole('button', { name: '开始办理' }).click();
  for (const [heading, answers] of SECTIONS) await section(page, heading, answers);
  await papers(page, PAPERS);
  for (const later of [/从业人员健康证明.*补交/, /排水隐蔽工程竣工报告.*补交/]) await page.getByRole('checkbox', { name: later }).check();
  await review(page);
  await draw(page);
  await send(page);
  await receipt(page);

  const listed = await cases(page);
  assert.equal(listed.length, before + 1, 'the list has the whole and none of its parts');
  const [whole] = listed;
  assert.deepEqual(whole.parts.map((it) => it.title), ['个体工商户设立登记', '食品经营许可（新办）', '城镇污水排入排水管网许可']);
  await page.getByRole('link', { name: '看办件进度' }).click();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  const parts = page.getByRole('list', { name: '包含的事项' });
  assert.equal(await parts.getByRole('listitem').count(), 3);

  hall.desk('accept', whole.id);
  hall.desk('approve', whole.parts[0].case_id, '--note', '准予登记');
  await parts.getByRole('listitem').filter({ hasText: '个体工商户设立登记' }).getByText('已准予').waitFor();
  await parts.getByRole('link', { name: /食品经营许可/ }).click();
  await page.getByRole('heading', { level: 1, name: '食品经营许可（新办）' }).waitFor();
  await page.getByRole('link', { name: /整件事/ }).click();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  for (const it of whole.parts.slice(1)) hall.desk('reject', it.case_id, '--note', '场所不符合条件');
  await page.getByText('1 个事项准予，2 个没有准予').waitFor();
  const { body } = await ask(page, `/api/v1/cases/${whole.id}`);
  assert.equal(body.state.code, 'approved');
  assert.deepEqual(trouble, []);
  await context.close();
});
