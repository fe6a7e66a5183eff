// A second reading of the contract, sharing nothing with the Rust crates but the document: npm `jose` for
// JOSE, npm `canonicalize` for RFC 8785, node:crypto for SHA-256. It throws `Refused` with the code that
// `crates/contract/vectors/README.md` gives to what is wrong.
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import * as jose from "jose";

export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const need = (holds, code) => {
  if (!holds) throw new Refused(code);
};

export const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");
const isDigest = (text) => /^[0-9a-f]{64}$/.test(text);

/** The restriction of our canonical JSON: safe integers, no null, ASCII keys. */
function restrict(value) {
  need(value !== null, "null");
  if (typeof value === "number") {
    need(Number.isInteger(value), "float");
    need(Number.isSafeInteger(value), "integer-range");
  } else if (typeof value === "object") {
    for (const [key, member] of Object.entries(value)) {
      need(/^[\x00-\x7f]*$/.test(key), "key");
      restrict(member);
    }
  }
}

/** The canonical form of a value. */
export function canonical(value) {
  restrict(value);
  return canonicalize(value);
}

/** The value of a canonical text. JavaScript cannot tell 24.0 from 24: there the spelling is what is refused. */
export function parseCanonical(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused("syntax");
  }
  let expected;
  try {
    expected = canonical(value);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("syntax"); // a lone surrogate
  }
  need(expected === text, "not-canonical");
  return value;
}

export function contentHash(manifest) {
  need(manifest.v === 1, "version");
  const before = (a, b) => a.material_id < b.material_id || (a.material_id === b.material_id && a.index < b.index);
  manifest.attachments.forEach((file, at, files) => need(at === 0 || before(files[at - 1], file), "unsorted"));
  for (const { sha256 } of [...manifest.attachments, ...manifest.commitments]) need(isDigest(sha256), "digest");
  return sha256(canonical(manifest));
}

/** base64url with exactly one spelling per byte string; Node's own decoder forgives too much. */
function unb64(text) {
  const bytes = Buffer.from(text, "base64url");
  need(bytes.toString("base64url") === text, "base64");
  return bytes;
}

/** The header of a JWS, when it has the allowed members and nothing else. */
function header(segment, extra) {
  const text = unb64(segment).toString("utf8");
  const read = JSON.parse(text);
  need(read.alg === "ES256", "alg");
  need(canonicalize(Object.keys(read).filter((it) => it !== "b64" && it !== "crit").sort()) === '["alg","kid","typ"]', "header");
  need((text.match(/"(alg|b64|crit|kid|typ)":/g) ?? []).length === Object.keys(read).length, "header"); // one twice
  need(canonicalize({ b64: read.b64, crit: read.crit }) === canonicalize(extra), "crit");
  return read;
}

const members = {
  "hall-receipt+jwt": ["attachment_count", "content_hash", "filing_id", "hall", "hall_epoch", "hall_seq", "receipt_no", "received_at"],
  "hall-challenge+jwt": ["content_hash", "expires_at", "filing_id", "hall", "issued_at", "jkt", "nonce", "sub"],
};
const codes = { content_hash: "content", filing_id: "filing", attachment_count: "count", hall: "hall", jkt: "jkt", sub: "sub", by: "by" };

/** What a hall signed: a compact JWS of one type, about what is expected. */
async function token(text, typ, expected, jwks) {
  const segments = text.split(".");
  need(segments.length === 3 && segments[0] && segments[1], "segments");
  const head = header(segments[0], {});
  need(unb64(segments[2]).length === 64, "signature-length");
  need(head.typ === typ, "type");
  const claims = parseCanonical(unb64(segments[1]).toString("utf8"));
  need(members[typ].every((it) => it in claims), "shape");
  for (const [member, value] of Object.entries(expected)) need(claims[member] === value, codes[member]);
  const key = jwks.keys.find((it) => it.kid === head.kid);
  need(key, "unknown-key");
  await verify(() => jose.compactVerify(text, jwk(key), { algorithms: ["ES256"] }), "signature");
  return claims;
}

const jwk = (key) => ({ ...key, alg: "ES256" });

async function verify(attempt, code) {
  try {
    return await attempt();
  } catch (error) {
    throw error instanceof jose.errors.JOSEError ? new Refused(code) : error;
  }
}

export const receipt = (text, expected, jwks) => token(text, "hall-receipt+jwt", expected, jwks);
/** Where no `by` is expected there must be none: the signer was signed in. */
export const challenge = (text, expected, jwks) => token(text, "hall-challenge+jwt", { ...expected, by: expected.by }, jwks);

/** Runs `check` and gives what it refuses one code for all. */
async function under(code, check) {
  try {
    return await check();
  } catch (error) {
    throw error instanceof Refused ? new Refused(typeof code === "string" ? code : (code[error.code] ?? code.other)) : error;
  }
}

const SIGNER = { alg: "E_ALG", crit: "E_ALG", header: "E_ALG", other: "E_SIG" };
const STATEMENT = { jkt: "E_KEYATT", sub: "E_KEYATT", by: "E_KEYATT", signature: "E_CHAL_FORGED", other: "E_CHAL" };

/** A signed envelope. `svg` is the picture its ink yields: this reader has no renderer. */
export async function envelope(signed, expected, jwks, svg) {
  const it = await under("E_CANON", () => parseCanonical(signed.envelope));
  need("at" in it, "E_CANON");
  need(it.v === 1 && it.typ === "hall-esign/1", "E_TYPE");
  for (const member of ["hall", "filing_id", "matter", "content_hash"]) need(it[member] === expected[member], "E_DOC");
  need(expected.consents.some((one) => canonicalize(one) === canonicalize(it.consent)), "E_CONSENT");
  need(it.signer.sub === expected.sub && it.signer.role === expected.role, "E_SIGNER");
  capture(it.cap, signed.ink, expected.name, svg);

  const segments = signed.jws.split(".");
  const head = await under(SIGNER, () => header(segments[0], { b64: false, crit: ["b64"] }));
  need(segments.length === 3 && segments[1] === "" && unb64(segments[2]).length === 64, "E_SIG");
  need(head.typ === "hall-esign+jws", "E_ALG");
  const jkt = await jose.calculateJwkThumbprint(signed.key);
  need(head.kid === jkt, "E_KEYATT");
  const { hall, filing_id, content_hash, sub } = expected;
  const stated = () => challenge(it.challenge, { hall, filing_id, content_hash, jkt, sub }, jwks);
  const statement = await under(STATEMENT, stated);
  need(Date.parse(expected.at) <= Date.parse(statement.expires_at), "E_CHAL_EXPIRED");
  const jws = { protected: segments[0], payload: signed.envelope, signature: segments[2] };
  await verify(() => jose.flattenedVerify(jws, jwk(signed.key), { algorithms: ["ES256"] }), "E_SIG");
  return it;
}

function capture(cap, log, name, svg) {
  if (cap.kind === "draw" && cap.ink && cap.typed === undefined && log !== undefined) {
    const same = cap.ink.fmt === "ink/1" && cap.ink.len === Buffer.byteLength(log) && cap.ink.sha256 === sha256(log);
    need(same, "E_INK");
    const { v, u, tu, s } = JSON.parse(log);
    need(v === 1 && u === "1/32px" && tu === "0.1ms" && Array.isArray(s), "E_INK");
    need(cap.ink.svg_sha256 === sha256(svg), "E_SVG");
  } else if (cap.kind === "type" && cap.ink === undefined && log === undefined) {
    need(cap.typed !== "" && cap.typed === name, "E_NAME");
  } else {
    throw new Refused("E_CAPTURE");
  }
}
