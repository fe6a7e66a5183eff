// What is hashed and what is signed: canonical JSON (RFC 8785), SHA-256, ES256 (RFC 7515, RFC 7518).
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/** RFC 8785 for what the contract lets through: strings, safe integers, booleans, lists, objects with ASCII names. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** SHA-256 in lower-case hex. */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The content hash of a manifest, or of any other body. */
export const contentHash = (body) => sha256(canonical(body));

/** A new signing key as a JWK with its private part; `kid` is its thumbprint (RFC 7638). */
export function newKey() {
  const { crv, kty, x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { kty, crv, x, y, d, kid: createHash('sha256').update(canonical({ crv, kty, x, y })).digest('base64url') };
}

/** A receipt: a compact JWS over `payload`. ES256 wants r and s side by side, not DER. */
export function receiptJws(jwk, payload) {
  const header = { alg: 'ES256', kid: jwk.kid, typ: 'hall-receipt+jwt' };
  const input = [header, payload].map((it) => Buffer.from(canonical(it)).toString('base64url')).join('.');
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
