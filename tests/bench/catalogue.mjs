// A made-up catalogue of one province: titles, offices, regions, all the fields of a guide in a list. Seeded, so that
// it is the same on every machine.
import { pinyin } from 'pinyin-pro';

import { ACTS, DEPARTMENTS, PLACE_KINDS, PLACE_LETTERS, SUBJECTS, VARIANTS } from './words.mjs';

const SEED = 20260701;
const CITIES = 10;
const COUNTIES_OF_A_CITY = 10;
const TOWNS_OF_A_COUNTY = 12;
/** The district whose own snapshot is measured: a twentieth of all matters, more than its share of the hundred. */
export const DISTRICT = '990101';
const DISTRICT_SHARE = 0.05;

/** Numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = (next, list) => list[Math.floor(next() * list.length)];

/** Titles, each once, 6 to 25 characters, with the places of their department, object and act in the lists. */
export function titles(count) {
  const next = random(SEED);
  const seen = new Set();
  const found = [];
  while (found.length < count) {
    const department = pick(next, DEPARTMENTS);
    const object = pick(next, department.objects);
    const act = pick(next, ACTS);
    const title = dressed(next, object, act);
    const length = [...title].length;
    if (length < 6 || length > 25 || seen.has(title)) continue;
    seen.add(title);
    found.push({ title, department, object, act });
  }
  return found;
}

function dressed(next, object, act) {
  const kind = next();
  const title = object + act;
  if (kind < 0.45) return `${title}（${pick(next, VARIANTS)}）`;
  if (kind < 0.60) return pick(next, SUBJECTS) + title;
  if (kind < 0.72) return `${pick(next, SUBJECTS)}${title}（${pick(next, VARIANTS)}）`;
  if (kind < 0.82) return pick(next, PLACE_LETTERS) + pick(next, PLACE_LETTERS) + pick(next, PLACE_KINDS) + title;
  if (kind < 0.90) return `${title}（${pick(next, VARIANTS)}、${pick(next, VARIANTS)}）`;
  if (kind < 0.95) return object + pick(next, VARIANTS) + act;
  return title;
}

/** Counties of the province, each with its towns. */
function counties(next) {
  const used = new Set();
  const named = (kind) => {
    for (;;) {
      const name = pick(next, PLACE_LETTERS) + pick(next, PLACE_LETTERS) + kind;
      if (!used.has(name)) return used.add(name), name;
    }
  };
  const two = (n) => String(n).padStart(2, '0');
  const found = [];
  for (let city = 1; city <= CITIES; city++) {
    for (let county = 1; county <= COUNTIES_OF_A_CITY; county++) {
      const code = `99${two(city)}${two(county)}`;
      const towns = Array.from({ length: TOWNS_OF_A_COUNTY }, (_, at) => (
        { code: `${code}${at < 3 ? '0' : '1'}${two(at + 1)}000`, name: named(at < 3 ? '街道' : at < 9 ? '镇' : '乡') }));
      found.push({ code, name: named(pick(next, ['县', '县', '区', '市'])), towns });
    }
  }
  return found;
}

const LEVELS = { county: '县级', township: '乡镇级', village: '村级' };
const DEPTHS = [['fully-online', '全程网办', 0], ['one-visit', '最多跑一次', 1], ['pre-check', '网上预审', 1], ['information-only', '仅供查询', 2]];
const DAYS = [0, 0, 1, 3, 5, 5, 7, 10, 15, 20];

/** The place in a list that is steeper at its beginning. */
const early = (next, list) => list[Math.floor(next() ** 2.2 * list.length)];

/** `GuideSummary` after `GuideSummary`, as a hall would answer them. */
export function catalogue(count) {
  const next = random(SEED + 1);
  const places = counties(next);
  const [own, ...others] = places;
  const serials = new Map();
  return titles(count).map(({ title, department, object, act }, at) => {
    const county = next() < DISTRICT_SHARE ? own : pick(next, others);
    const code = catalogCode(department, object, act);
    const kind = next();
    const level = kind < 0.80 ? 'county' : kind < 0.96 ? 'township' : 'village';
    const region = level === 'county' ? county : pick(next, county.towns);
    const office = level === 'county' ? county.name + department.office : `${region.name}便民服务中心`;
    const serial = (serials.get(`${code}${region.code}`) ?? 0) + 1;
    serials.set(`${code}${region.code}`, serial);
    const [depth, depthText, visits] = early(next, DEPTHS);
    const days = pick(next, DAYS);
    return {
      matter: `${code}-${region.code}-${String(serial).padStart(3, '0')}`,
      version: 1 + Math.floor(next() ** 3 * 9),
      title,
      level: { code: level, text: LEVELS[level] },
      region: { code: region.code, name: region.name },
      catalog_code: code,
      department: office,
      audiences: audiences(next, department),
      depth: { code: depth, text: depthText },
      visits,
      promised: { n: days, unit: 'working-day' },
      topics: next() < 0.7 ? department.topics.slice(0, 1) : department.topics,
      aliases: [],
      pinyin: [syllables(title).join(' ')],
      handling: days === 0 ? { code: 'instant', text: '即办件' } : { code: 'promised', text: '承诺件' },
      channels: next() < 0.3 ? ['window', 'web', 'mobile', 'mail'] : ['window', 'web', 'mobile'],
      village: level !== 'county' || next() < 0.1,
      // Few are asked for often, most hardly ever.
      popularity: Math.floor(40000 / (1 + next() * 4000)),
    };
  });
}

/** 基本编码: department, object, act. */
function catalogCode(department, object, act) {
  const digits = (n, width) => String(n + 1).padStart(width, '0');
  const place = [DEPARTMENTS.indexOf(department), department.objects.indexOf(object), ACTS.indexOf(act)];
  return `000${digits(place[0], 3)}${digits(place[1], 3)}${digits(place[2], 3)}`;
}

function audiences(next, { serves }) {
  if (serves === 'p') return ['person'];
  if (serves === 'e') return next() < 0.8 ? ['enterprise'] : ['enterprise', 'organisation'];
  return ['person', 'enterprise'];
}

/** Pinyin without tones, one entry for each Han character. */
export const syllables = (text) => pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' });
