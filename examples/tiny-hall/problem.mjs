// How the hall refuses (RFC 9457): a code for programs, a sentence for people, and when trying again can help.
import { readFileSync } from 'node:fs';

/** The hall's words: problems as [status, retry, title], and what states and events are called. */
export const words = JSON.parse(readFileSync(new URL('words.json', import.meta.url)));

/** A refusal. `more` are further members of the problem (`detail`, `errors`, ids, hashes); `headers` go beside it. */
export class Refusal extends Error {
  constructor(code, more = {}, headers = {}) {
    super(code);
    const [status, retry, title] = words.problems[code];
    Object.assign(this, { status, headers, body: { code, status, title, retry, ...more } });
  }
}

/** One wrong place of a request: JSON Pointer (its last member escaped, RFC 6901), rule, sentence. */
export const wrong = (at, member, code, text) =>
  ({ pointer: `${at}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`, code, text });
