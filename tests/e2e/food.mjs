// 食品经营许可（新办） as 陈屿 does it: a small restaurant with hot dishes in rented rooms.
import { find, papers, section, situation } from './steps.mjs';

export const TITLE = '食品经营许可（新办）';
export const SITUATION = ['餐饮服务', '做热菜、面点、小吃', '租的或者借用的', '不要', '自己办'];
export const PAPERS = ['经营场所平面布局图', '主要设备设施和操作流程说明', '食品安全规章制度目录清单', '房屋租赁合同或者使用证明'];

export const SECTIONS = [
  ['谁来经营', {
    营业执照上的名称: '云岫县青石镇陈屿面馆', 统一社会信用代码: '92990101MA00000017', 主体类型: { radio: '个体工商户' },
  }],
  ['在哪里经营', {
    经营场所地址: '云岫县青石镇桥头街 12 号', 经营场所面积: '68', 加工间面积: '20', 租期到哪一天: '2028-05-31', 另有仓库: false,
  }],
  ['做什么生意', { 主要经营什么: '面条、盖饭、凉白开', 座位数: '24' }],
  ['怎样保证安全', {
    从业人员人数: '3', 食品安全管理人员姓名: '陈屿', 食品安全管理人员手机: '13800000002',
    餐具怎么消毒: { pick: '消毒柜或者蒸煮' }, 用什么水: { radio: '自来水' }, 餐厨垃圾怎么处理: { radio: '交给有资质的单位收运' },
  }],
];

/** From the search to the materials, with every paper there. */
export async function foodLicence(page, words = 'kfg') {
  await find(page, words, TITLE);
  await situation(page, SITUATION);
  await page.getByRole('button', { name: '开始办理' }).click();
  for (const [heading, answers] of SECTIONS) await section(page, heading, answers);
  await papers(page, PAPERS);
  await page.getByRole('checkbox', { name: /从业人员健康证明.*补交/ }).check();
}
