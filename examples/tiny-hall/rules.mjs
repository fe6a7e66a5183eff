// Whether a manifest keeps the rules of its guide. Pure: a guide and a manifest in, every wrong place out, all at once.
import { wrong } from './problem.mjs';

/** Whether a condition holds over named values. A name without a value equals nothing. */
function holds(condition, values) {
  if (condition === undefined) return true;
  if (condition.all) return condition.all.every((it) => holds(it, values));
  if (condition.any) return condition.any.some((it) => holds(it, values));
  if (condition.not) return !holds(condition.not, values);
  return values.has(condition.field) && (condition.in ?? [condition.is]).includes(String(values.get(condition.field)));
}

const date = (it) => /^\d{4}-\d\d-\d\d$/.test(it) && !Number.isNaN(Date.parse(it)) && new Date(it).toISOString().startsWith(it);

function idNumber(it) {
  if (!/^[1-9]\d{16}[\dX]$/.test(it) || !date(it.replace(/^.{6}(....)(..)(..).*/, '$1-$2-$3'))) return false;
  return '10X98765432'[[...it.slice(0, 17)].reduce((sum, digit, i) => sum + digit * (2 ** (17 - i) % 11), 0) % 11] === it[17];
}

// Those that this hall's forms use.
const FORMATS = {
  date: [date, '日期不对'],
  'hall-id-number': [idNumber, '身份证号码不对，请核对 18 位'],
  'hall-mobile': [(it) => /^1[3-9]\d{9}$/.test(it), '手机号码是 11 位数字'],
  'hall-person-name': [(it) => /^.{2,50}$/u.test(it), '姓名是 2 到 50 个字'],
};

/** Whether every answer is of a type that an answer can have; only such content has a canonical form. */
export const scalar = (answers) => Object.values(answers).every((it) =>
  typeof it === 'boolean' || (typeof it === 'string' ? it.isWellFormed() : Number.isSafeInteger(it)));

/** What is wrong with one value, as [rule, sentence]; nothing when it is right. */
function fault(value, property) {
  const { type, minimum, maximum, oneOf, minLength, maxLength, format } = property;
  const is = typeof value === 'number' ? 'integer' : typeof value;
  if (is !== type || !scalar({ value })) return ['type', '这一项填的类型不对'];
  if (is === 'integer' && value < (minimum ?? value)) return ['minimum', `不能小于 ${minimum}`];
  if (is === 'integer' && value > (maximum ?? value)) return ['maximum', `不能大于 ${maximum}`];
  if (oneOf && !oneOf.some((it) => it.const === value)) return ['one-of', '请从列出的里面选'];
  if (is === 'string' && [...value].length < (minLength ?? 0)) return ['min-length', `至少写 ${minLength} 个字`];
  if (is === 'string' && [...value].length > (maxLength ?? Infinity)) return ['max-length', `最多写 ${maxLength} 个字`];
  return format && !FORMATS[format][0](value) ? ['format', FORMATS[format][1]] : undefined;
}

/** One answer of a question or field: what is wrong, by whether it was asked at all. */
function judge(asked, required, value, broken) {
  if (!asked) return value === undefined ? undefined : ['not-asked', '这一项不用填'];
  if (value === undefined || (required && value === '')) return required ? ['required', '填写这一项'] : undefined;
  return broken(value);
}

const chosen = (option) => (option ? option.stop && ['stop', option.stop] : ['one-of', '请从列出的里面选']);

/** Every rule that the content breaks; the same for the pre-check and for finalize. */
export function problems(manifest, guide, hall) {
  const errors = [];
  const say = (at, member, code, text) => errors.push(wrong(`/manifest${at}`, member, code, text));
  const values = new Map(); // what was answered so far, which later conditions look back at
  const go = (at, given, asked) => {
    for (const { name, show_if, required, broken } of asked) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      const found = judge(holds(show_if, values), required, value, broken);
      if (found) say(at, name, ...found);
      else if (value !== undefined) values.set(name, value);
    }
    for (const name of Object.keys(given)) if (!asked.some((it) => it.name === name)) say(at, name, 'unknown', '表里没有这一项');
  };
  const { schema, sections } = guide.form;
  go('/scenario', manifest.scenario, guide.questions
    .map((it) => ({ ...it, name: it.id, required: true, broken: (value) => chosen(it.options.find(({ id }) => id === value)) })));
  go('/answers', manifest.answers, sections.flatMap((it) => it.fields)
    .map((it) => ({ ...it, broken: (value) => fault(value, schema.properties[it.name]) })));
  if (manifest.hall !== hall.hall) say('', 'hall', 'other-hall', '这份申报写的是另一家大厅');
  if (manifest.corrects !== undefined) say('', 'corrects', 'unexpected', '第一次申报不写补正告知书');
  if (manifest.project !== undefined) say('', 'project', 'unknown', '本大厅不办投资项目');
  if (!guide.deliveries.includes(manifest.delivery.kind)) say('', 'delivery', 'one-of', '请从指南列出的方式里选');
  manifest.attachments.forEach((_, i) => say('/attachments', i, 'unknown', '这个事项不收文件'));
  manifest.commitments.forEach((it, i) => {
    const known = hall.legal.some((text) => text.use === 'commitment' && text.id === it.text_id && text.sha256 === it.sha256);
    if (!known) say('/commitments', i, 'unknown', '承诺书的文字与大厅公布的不一样');
  });
  return errors;
}
