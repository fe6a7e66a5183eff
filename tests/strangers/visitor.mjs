// A signed-in visitor of a hall who knows nothing but the document.
import { createHash, randomBytes } from 'node:crypto';

const COOKIE = '__Host-hall';

/** Signs a sample person in; the headers are what every request of theirs carries. */
export async function signIn(url, person) {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hall-csrf': 'sign-in' },
    body: JSON.stringify({ person_id: person }),
  });
  const { csrf } = await answer.json();
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  if (!cookie.startsWith(`${COOKIE}=`)) throw new Error(`no cookie ${COOKIE}`);
  // The cookie is `Secure`: a client of plain http on this machine sends it by hand.
  return { cookie, 'x-hall-csrf': csrf };
}

/** A UUIDv7, as a client makes one with a draft. */
export function filingId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** SHA-256 in the given spelling: `hex` everywhere but in tus headers, which want `base64`. */
export function sha256(bytes, spelling) {
  return createHash('sha256').update(bytes).digest(spelling);
}

const HEADS = {
  'application/pdf': Buffer.from('%PDF-1.7\n'),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/webp': Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBP')]),
};

/** Bytes that begin as a file of that type does; never the same twice. */
export function fileOf(type, length) {
  const head = HEADS[type];
  return Buffer.concat([head, randomBytes(Math.max(0, length - head.length))]).subarray(0, length);
}
