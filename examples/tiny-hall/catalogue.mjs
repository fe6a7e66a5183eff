// The guides, and what people report wrong in them.
import { canonical, contentHash, sha256 } from './canon.mjs';
import { Refusal, wrong } from './problem.mjs';

const PARTS = ['general', 'conditions', 'materials', 'time-limits', 'steps', 'places', 'fees', 'legal-basis', 'form'];

function summary({ pinyin, guide }) {
  const { matter, version, title, region, level, audiences, depth, visits, promised, topics, aliases } = guide;
  return { matter, version, title, level, region, department: guide.department.name, audiences, depth, visits, promised, topics, aliases, pinyin };
}

/** `entries` in the hall's own order; older versions of a matter come before newer ones, and are never edited. */
export function openCatalogue(entries) {
  const guide = (matter, version) => entries.findLast((it) => it.guide.matter === matter && it.guide.version === (version ?? it.guide.version))?.guide;
  return {
    guide,
    list: entries.filter((it) => guide(it.guide.matter) === it.guide).map(summary),
    /** What `sync` and `since` stand for. Whoever has another revision is told to read the whole again: three guides, one request. */
    revision: sha256(canonical(entries)).slice(0, 32),
  };
}

/** Reports of errors (报错): the client's id, so the same again is answered alike. `keep` writes one down. */
export function openReports(catalogue, reports, keep) {
  return {
    put(id, body, me, received_at) {
      const hash = contentHash(body);
      const held = reports.get(id);
      if (held && held.person !== me.id) throw new Refusal('not-allowed');
      if (held && held.hash !== hash) throw new Refusal('content-conflict', { held_hash: held.hash, sent_hash: hash });
      if (held) return { status: 200, body: held.view };
      const errors = [];
      if (!catalogue.guide(body.matter)) errors.push(wrong('', 'matter', 'unknown', '没有这个事项'));
      else if (!catalogue.guide(body.matter, body.version)) errors.push(wrong('', 'version', 'unknown', '没有公布过这一版'));
      if (!PARTS.includes(body.part)) errors.push(wrong('', 'part', 'unknown', '指南没有这一部分'));
      if (!body.text.trim() || [...body.text].length > 1000) errors.push(wrong('', 'text', 'length', '写 1 到 1000 个字'));
      if (errors.length) throw new Refusal('invalid', { errors });
      keep({ person: me.id, hash, view: { id, ...body, received_at, state: { code: 'received', text: '已收到' } } });
      return { status: 201, body: reports.get(id).view };
    },
    get(id, me) {
      if (reports.get(id)?.person !== me.id) throw new Refusal('not-found');
      return { body: reports.get(id).view };
    },
  };
}
