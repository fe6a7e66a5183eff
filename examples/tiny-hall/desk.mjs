// The desk: people, filings, cases. Every change is one journal line; `apply` is the only place that changes memory.
// There is no await between looking and writing, so every function here is a transaction.
import { createHmac, randomBytes } from 'node:crypto';
import { contentHash, newKey, receiptJws, sha256 } from './canon.mjs';
import { openReports } from './catalogue.mjs';
import { openJournal } from './journal.mjs';
import { Refusal, words, wrong } from './problem.mjs';
import { problems, scalar } from './rules.mjs';

const HOUR = 3_600_000;
const NEXT = { submitted: ['accepted', '材料齐全，予以受理。'], 'under-review': ['approved', '符合条件，同意。'], approved: ['delivered', '已按您选的方式送达。'] };
const coded = (code, texts) => ({ code, text: texts[code] });
const secret = () => randomBytes(32).toString('base64url');

/** An instant on the hall's clock (UTC+8), whole seconds. */
export const instant = (at = Date.now()) => `${new Date(at + 8 * HOUR).toISOString().slice(0, 19)}+08:00`;

export function openDesk({ folder, hall, catalogue, clerkMs }) {
  const persons = new Map(hall.persons.map((it) => [it.id, it]));
  const sessions = new Map(); // digest of the cookie → { person, until }
  const filings = new Map(); // filing id → case
  const cases = new Map(); // case id → case, oldest first
  const reports = new Map();
  const keys = {}; // made on the first start, kept for ever: { signing, secret }

  const append = openJournal(folder, ({ did, ...it }) => {
    if (did === 'keys') Object.assign(keys, it);
    if (did === 'sign-in') sessions.set(it.token, it);
    if (did === 'sign-out') sessions.delete(it.token);
    if (did === 'report') reports.set(it.view.id, it);
    if (did === 'file') filings.set(it.filing_id, cases.set(it.id, { ...it, events: [] }).get(it.id));
    if (did === 'file' || did === 'event') happen(cases.get(it.id), it);
  });

  if (!keys.signing) append({ did: 'keys', signing: newKey(), secret: secret() });

  function happen(kase, { event, case_no = kase.case_no, results = [] }) {
    kase.events.push({ seq: kase.events.length + 1, ...event, kind: coded(event.kind, words.events) });
    Object.assign(kase, { state: words.after[event.kind], updated_at: event.at, case_no, results, touched: Date.now() });
  }
  const tell = (kase, kind, by, channel, note, more) => append({ did: 'event', id: kase.id, event: { at: instant(), kind, by, channel, note }, ...more });

  /** A keyed digest: what only this hall can make. */
  const mac = (...parts) => createHmac('sha256', keys.secret).update(parts.join('\n')).digest('base64url');

  /** The session of a cookie, while it lasts. The disk holds the cookie's digest, never the cookie. */
  function session(token = '') {
    const held = sessions.get(sha256(token));
    return held?.until > Date.now() ? { token, csrf: mac('csrf', token), person: persons.get(held.person), until: held.until } : undefined;
  }

  function signIn(person) {
    if (!persons.has(person)) throw new Refusal('not-found');
    const token = secret();
    append({ did: 'sign-in', token: sha256(token), person, until: Date.now() + 12 * HOUR });
    return session(token);
  }

  /** What is refused whatever the content is: another's filing id, another actor, acting for others. */
  function admit(filing_id, { actor, principal, mandate }, me) {
    const mine = (party) => party.id === me.id && party.kind === 'person';
    if ((filings.get(filing_id) ?? { person: me.id }).person !== me.id || !mine(actor)) throw new Refusal('not-allowed', { filing_id });
    if (!mine(principal) || mandate !== undefined) throw new Refusal('mandate-refused', { filing_id, detail: '请本人登录办理，或者到窗口代办' });
  }

  /** The guide that the manifest was made with, and everything wrong with the content. */
  function judge(filing_id, manifest, me) {
    const guide = catalogue.guide(manifest.matter);
    if (!guide) throw new Refusal('not-found', { filing_id });
    if (manifest.guide_version !== guide.version || manifest.form_version !== guide.form.version) throw new Refusal('version-retired', { filing_id });
    const renamed = ['principal', 'actor'].filter((it) => manifest[it].name !== me.name);
    const names = renamed.map((it) => wrong('/manifest', it, 'name', '姓名与登录的人不一致'));
    return { guide, errors: [...problems(manifest, guide, hall), ...names] };
  }

  /** The pre-check: writes nothing, claims nothing. */
  function check(filing_id, { manifest }, me) {
    admit(filing_id, manifest, me);
    return { problems: judge(filing_id, manifest, me).errors, checked_at: instant() };
  }

  /** Commits a filing once, or answers as it was answered. What has no canonical form has no hash, and was never accepted. */
  function finalize(filing_id, { manifest, content_hash, signatures = [] }, me) {
    admit(filing_id, manifest, me);
    const held = filings.get(filing_id);
    const hash = scalar(manifest.answers) ? contentHash(manifest) : undefined;
    if (hash && hash !== content_hash) throw new Refusal('hash-mismatch', { filing_id });
    if (held && held.hash === hash) return held;
    if (held) throw new Refusal('content-conflict', { filing_id, case_id: held.id, held_hash: held.hash, sent_hash: hash });
    const { guide, errors } = judge(filing_id, manifest, me);
    if (errors.length) throw new Refusal('invalid', { filing_id, errors });
    if (signatures.length) throw new Refusal('signature-invalid', { filing_id, errors: [wrong('', 'signatures', 'unexpected', '这个事项不用签名')] });
    const received_at = instant();
    const hall_seq = cases.size + 1;
    const receipt_no = `${hall.receipt_prefix}-${received_at.slice(2, 4)}-${String(hall_seq).padStart(6, '0')}`;
    const receipt = receiptJws(keys.signing, {
      filing_id, receipt_no, content_hash: hash, attachment_count: 0, hall: hall.hall, hall_epoch: hall.epoch, hall_seq, received_at,
    });
    append({
      did: 'file', id: `c${randomBytes(16).toString('base64url')}`, filing_id, person: me.id, hash, hall_seq, receipt_no, received_at, receipt, manifest,
      title: guide.title, department: guide.department.name, event: { at: received_at, kind: 'received', by: me.name, channel: 'mobile' },
    });
    return filings.get(filing_id);
  }

  /** What is known of a filing id; another person's is unknown. */
  function receipt(filing_id, me) {
    const held = filings.get(filing_id);
    return held?.person === me.id ? { state: 'accepted', receipt: held.receipt, case_id: held.id } : { state: 'unknown' };
  }

  function summary({ id, filing_id, title, state, manifest, receipt_no, case_no, received_at, updated_at }) {
    const acting = { actor: manifest.actor, principal: manifest.principal };
    return { id, filing_id, title, state: coded(state, words.states), acting, receipt_no, case_no, received_at, updated_at };
  }

  const open = (kase) => ['submitted', 'under-review'].includes(kase.state);
  const whole = (kase) => ({
    ...summary(kase), matter: kase.manifest.matter, events: kase.events, notices: [], results: kase.results,
    manifest: kase.manifest, receipt: kase.receipt, actions: open(kase) ? ['withdraw'] : [],
  });
  /** My cases, newest first, as [hall_seq, summary]. */
  const list = (me) => [...cases.values()].reverse().filter((it) => it.person === me.id).map((it) => [it.hall_seq, summary(it)]);

  /** A case of mine. Another person's is not there. */
  function mine(id, me) {
    if (cases.get(id)?.person !== me.id) throw new Refusal('not-found');
    return cases.get(id);
  }

  function withdraw(kase, { acting, reason }, me) {
    if (acting.actor.id !== me.id) throw new Refusal('not-allowed', { case_id: kase.id });
    if (acting.principal.id !== me.id || acting.mandate !== undefined) throw new Refusal('mandate-refused', { case_id: kase.id });
    if (reason.length > 500) throw new Refusal('invalid', { errors: [wrong('', 'reason', 'max-length', '最多写 500 个字')] });
    if (!open(kase) && kase.state !== 'withdrawn') throw new Refusal('wrong-state', { case_id: kase.id, detail: '这件已经办结，不能撤回' });
    if (open(kase)) tell(kase, 'withdrawn', me.name, 'mobile', reason || undefined);
    return whole(kase);
  }

  const misses = new Map(); // number or address → times of look-ups that found nothing; not worth keeping over a restart

  /** Seconds until a key may look up again; 0 when it may now. */
  function waiting(key) {
    misses.set(key, (misses.get(key) ?? []).filter((at) => at > Date.now() - HOUR));
    if (!misses.get(key).length) misses.delete(key);
    const oldest = misses.get(key)?.at(-hall.limits.lookup_misses_per_hour);
    return oldest ? Math.ceil((oldest + HOUR - Date.now()) / 1000) : 0;
  }

  /** A case by its number and the applicant's last six characters. An unknown number and a wrong tail are the same answer. */
  function lookUp(body, address) {
    const [number, tail] = [body.number, body.tail].map((it) => it.trim().toUpperCase());
    const errors = number && number.length <= 64 ? [] : [wrong('', 'number', 'length', '请照回执填写编号')];
    if (!/^[0-9A-Z]{6}$/.test(tail)) errors.push(wrong('', 'tail', 'format', '请填写证件号码的后 6 位'));
    if (errors.length) throw new Refusal('invalid', { errors });
    const asked = [`number ${number}`, `address ${address}`];
    const retry_after = Math.max(...asked.map(waiting));
    if (retry_after > 0) throw new Refusal('too-many', { retry_after }, { 'Retry-After': retry_after });
    const kase = [...cases.values()].find((it) => it.receipt_no === number || it.case_no === number);
    if (!kase || !persons.get(kase.person).id_number.endsWith(tail)) {
      for (const key of asked) misses.set(key, [...(misses.get(key) ?? []), Date.now()]);
      throw new Refusal('not-found');
    }
    const { title, department, received_at, updated_at, state, manifest, events } = kase;
    const applicant_masked = [...manifest.principal.name].map((it, i) => (i ? '*' : it)).join('');
    const shown = events.map(({ seq, at, kind }) => ({ seq, at, kind }));
    return { title, state: coded(state, words.states), applicant_masked, department, received_at, updated_at, events: shown };
  }

  /** The clerk: one step for each case that has waited. Works from the state alone, so that a restart changes nothing. */
  function clerk() {
    const waited = [...cases.values()].filter((it) => NEXT[it.state] && Date.now() - it.touched >= clerkMs);
    for (const kase of waited) {
      const [kind, note] = NEXT[kase.state];
      const more = kind === 'accepted' ? { case_no: kase.receipt_no.slice(1) } : {};
      if (kind === 'delivered') {
        const { results } = catalogue.guide(kase.manifest.matter, kase.manifest.guide_version);
        more.results = results.map(({ name }) => ({ name, number: kase.case_no, issued_on: instant().slice(0, 10) }));
      }
      tell(kase, kind, hall.clerk, 'window', note, more);
    }
    for (const key of misses.keys()) waiting(key);
  }
  setInterval(clerk, Math.min(clerkMs, 1000)).unref();

  const { d: _, ...publicKey } = keys.signing;
  const signOut = (token) => append({ did: 'sign-out', token: sha256(token) });
  const guideReports = openReports(catalogue, reports, (it) => append({ did: 'report', ...it }));
  return { publicKey, mac, session, signIn, signOut, check, finalize, receipt, list, mine, whole, withdraw, lookUp, guideReports };
}
