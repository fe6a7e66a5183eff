// The app in another language: English as people choose it, and a pseudo language that shows what was forgotten.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const locales = path.resolve(import.meta.dirname, '../../locales');

/** The table of a language, as the app fetches it. */
export const TABLE = '**/locale/en-*.json';

/** Chooses a language as an earlier visit would have; the next page that is opened speaks it. */
export async function speak(page, language) {
  await page.evaluate((tag) => localStorage.setItem('language', tag), language);
}

/** English from the next page on. */
export const english = (page) => speak(page, 'en');

/** Keys in the order of the table. */
const KEYS = Object.keys(JSON.parse(readFileSync(path.join(locales, 'zh-CN.json'), 'utf8'))).sort();

/** Sentences that are lists of words: cut apart by the app, each word is shown or compared for itself. */
const LISTS = { month_names: ' ' };
/** Words that are searched for, never shown. */
const NEVER_SHOWN = ['elder_names'];

const ACCENTS = new Map([...'aáeéiíoóuúyýAÁEÉIÍOÓUÚcçnñsš'].reduce((all, it, at, text) => (
  at % 2 ? [...all, [text[at - 1], it]] : all), []));

/** `Save {0}` → `⟦Sávé {0} ··⟧`: every letter stands out, the length grows by two fifths, the places stay. */
export function pseudo(sentence) {
  const dressed = sentence.split(/(\{[^}]*\})/)
    .map((it) => (it.startsWith('{') ? it : [...it].map((letter) => ACCENTS.get(letter) ?? letter).join('')))
    .join('');
  const more = Math.ceil(sentence.replace(/\{[^}]*\}/g, '').length * 0.4);
  // In words, as a longer language has them; one that cannot be broken is no language's.
  const padding = Array.from({ length: more }, (_, at) => (at % 6 === 0 ? ' ' : '·')).join('');
  return `⟦${dressed}${padding}⟧`;
}

/** Gives every table that this page fetches in the pseudo language. */
export async function speakPseudo(page) {
  await page.route(TABLE, async (route) => {
    const table = await (await route.fetch()).json();
    if (table.length !== KEYS.length) {
      await route.abort();
      throw new Error(`${table.length} sentences for ${KEYS.length} keys: build the app`);
    }
    const words = table.map((sentence, at) => {
      if (NEVER_SHOWN.includes(KEYS[at])) return sentence;
      const cut = LISTS[KEYS[at]];
      return cut ? sentence.split(cut).map((it) => `⟦${it}⟧`).join(cut) : pseudo(sentence);
    });
    await route.fulfill({ json: words });
  });
  await speak(page, 'en');
}

/**
 * Texts on the page that are ours and did not come from the table: neither inside ⟦⟧ nor marked as the hall's by
 * `lang`, nor one of the titles that the hall itself has in this language. Numbers, dates in digits, sizes, codes and
 * names of files are nobody's language.
 */
export async function forgotten(page) {
  const titles = await translated(page);
  return page.evaluate((known) => {
    const plain = (text) => {
      let rest = known.includes(text.trim()) ? '' : text.replace(/\S+\.(jpg|png|pdf)\b/g, '');
      for (let before; before !== rest;) {
        before = rest;
        rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
      }
      // What is left may be a number, a code with digits in it, or a size.
      return rest.split(/[\s·,，、()（）]+/).filter((it) => /\p{L}/u.test(it) && !/^[\x21-\x7e]*\d[\x21-\x7e]*$/.test(it) && !/^(KB|MB)$/.test(it));
    };
    const foreign = (it) => it.closest('[lang^="zh"]') !== null;
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode;
      if (parent.closest('script, style, noscript, template') || foreign(parent)) continue;
      if (plain(data).length) found.push(`<${parent.localName} class="${parent.className}"> ${data.trim()}`);
    }
    for (const it of document.body.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      if (foreign(it)) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        const value = it.getAttribute(name);
        if (value && plain(value).length) found.push(`<${it.localName} ${name}> ${value}`);
      }
    }
    return found;
  }, titles);
}

/** The titles that the hall has in English. */
function translated(page) {
  return page.evaluate(async () => {
    const titles = [];
    for (let query = ''; query !== undefined;) {
      const { items, next } = await fetch(`/api/v1/guides${query}`).then((it) => it.json());
      titles.push(...items.flatMap((it) => it.titles?.en ?? []));
      query = next && `?cursor=${encodeURIComponent(next)}`;
    }
    return titles;
  });
}
