// A believable filing of any matter with a form: what crates/fixtures says, typed by label.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../crates/fixtures/data');

function read(kind, matter) {
  return JSON.parse(readFileSync(path.join(folder, kind, `${matter}.json`), 'utf8'));
}

/** Few choices are shown at once; many open: as the app does. */
const AT_ONCE = 5;

/** How one answer is given: a text, a choice at once, or one out of a list. */
function given(property, field, value) {
  if (typeof value === 'boolean') return value;
  if (!property.oneOf) return String(value);
  const title = property.oneOf.find((it) => it.const === value).title;
  const atOnce = field.widget === 'radio' || (property.oneOf.length <= AT_ONCE && field.widget !== 'select');
  return atOnce ? { radio: title } : { pick: title };
}

/**
 * The sample filing of a matter: `situation` as option texts in order, `sections` as `[heading, answers by label]`,
 * `papers` as the names of the materials that must be there.
 */
export function sample(matter) {
  const guide = read('guides', matter);
  const { scenario, answers } = read('samples', matter);
  const sections = guide.form.sections.map((section) => {
    const fields = section.fields.filter((it) => answers[it.name] !== undefined);
    const property = (it) => guide.form.schema.properties[it.name];
    return [section.title, Object.fromEntries(fields.map((it) => [property(it).title, given(property(it), it, answers[it.name])]))];
  });
  const asked = (it) => !it.when || scenario[it.when.field] === it.when.is;
  const required = guide.materials.filter((it) => it.necessity.code === 'required' && asked(it));
  return {
    title: guide.title,
    situation: (guide.questions ?? []).filter((it) => scenario[it.id]).map((it) => it.options.find((o) => o.id === scenario[it.id]).text),
    sections: sections.filter(([, fields]) => Object.keys(fields).length > 0),
    papers: required.map((it) => it.name),
  };
}
