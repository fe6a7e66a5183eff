// What the document says a body looks like. A shape checks a value and gives back the members it knows, and no others:
// what is unknown is ignored, never hashed, kept, or acted upon. A body of another shape is `malformed`.
import { Refusal } from './problem.mjs';

const bad = (at, wanted) => { throw new Refusal('malformed', { detail: `${at || '/'}: expected ${wanted}` }); };
const text = (pattern = /^/) => (it, at) =>
  (typeof it === 'string' && it.isWellFormed() && pattern.test(it) ? it : bad(at, `a string like ${pattern}`));
const integer = (min, max) => (it, at) =>
  (Number.isSafeInteger(it) && it >= min && it <= max ? it : bad(at, `an integer from ${min} to ${max}`));
const list = (of) => (it, at) => (Array.isArray(it) ? it.map((each, i) => of(each, `${at}/${i}`)) : bad(at, 'a list'));
const plain = (it, at) => (it !== null && typeof it === 'object' && !Array.isArray(it) ? it : bad(at, 'an object'));
const map = (of) => (it, at) => Object.fromEntries(Object.entries(plain(it, at)).map(([name, value]) =>
  (/^[\x20-\x7e]+$/.test(name) ? [name, of(value, `${at}/${name}`)] : bad(at, 'names in ASCII'))));

/** An object with these members; a name that ends in `?` may be absent. */
const object = (members) => (it, at = '') => {
  const known = {};
  for (const [name, of] of Object.entries(members)) {
    const key = name.replace('?', '');
    if (Object.hasOwn(plain(it, at), key)) known[key] = of(it[key], `${at}/${key}`);
    else if (key === name) bad(`${at}/${key}`, 'a value');
  }
  return known;
};

/** An opaque identifier of the contract. */
export const ID = /^[A-Za-z0-9._~-]{1,64}$/;
const id = text(ID);
const digest = text(/^[0-9a-f]{64}$/);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const version = integer(1, 4294967295);
const asItIs = (it) => it; // Answers are judged by their form, so that all that is wrong with them is told at once.

const party = object({ id, kind: text(), name: text() });
const manifest = object({
  v: integer(1, 1), hall: id, matter: id, guide_version: version, 'form_version?': version, scenario: map(text()), answers: map(asItIs),
  attachments: list(object({ material_id: id, index: count, name: text(), length: count, sha256: digest })),
  principal: party, actor: party, 'mandate?': id, 'project?': id, 'corrects?': id,
  commitments: list(object({ text_id: text(), sha256: digest, 'material_id?': id })),
  delivery: object({ kind: text(), 'to?': map(text()) }),
});

export const signIn = object({ person_id: id });
export const preCheck = object({ manifest });
export const finalize = object({ device: object({ id, seq: count }), manifest, content_hash: digest, 'signatures?': list(plain) });
export const withdraw = object({ acting: object({ actor: party, principal: party, 'mandate?': id }), reason: text() });
export const lookup = object({ number: text(), tail: text() });
export const report = object({ matter: id, version, part: text(), text: text() });

/** JSON as the contract wants it: UTF-8, not deep, and no `60.0`, which JSON.parse would take for `60`: one content, one spelling. */
export function readJson(bytes) {
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    for (let at = 0, depth = 0; at < source.length; at += 1) {
      const here = source[at];
      if (here === '"') for (at += 1; at < source.length && source[at] !== '"'; at += 1) at += source[at] === '\\';
      if ('{['.includes(here) && (depth += 1) > 64) throw new SyntaxError('nested too deep');
      if ('}]'.includes(here)) depth -= 1;
      if ('.E'.includes(here) || (here === 'e' && /\d/.test(source[at - 1]))) throw new SyntaxError('integers only');
    }
    return JSON.parse(source);
  } catch {
    throw new Refusal('malformed', { detail: 'the body is not JSON as the contract describes it' });
  }
}
