// The golden vectors, read by other people's libraries: `node --test tests/vectors/check.mjs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as jose from "jose";
import { Refused, canonical, challenge, contentHash, envelope, parseCanonical, receipt, sha256 } from "./judge.mjs";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../../crates/contract/vectors/${name}`, import.meta.url), "utf8"));
const keys = vectors("keys.json");
const manifests = vectors("manifests.json");
const statement = vectors("challenge.json");
const envelopes = vectors("envelopes.json");
const receipts = vectors("receipts.json");
const refusals = vectors("refusals.json");
const { jwks } = keys.hall;

/** Every case is refused, with its own code or one the caller accepts for it. */
async function refused(cases, judge, alias = {}) {
  assert.ok(cases.length > 0);
  for (const it of cases) {
    const codes = [it.code, ...(alias[it.code] ?? [])];
    await assert.rejects(
      async () => judge(it),
      (error) => {
        assert.ok(error instanceof Refused, `${it.name}: ${error.stack}`);
        assert.ok(codes.includes(error.code), `${it.name}: ${error.code}, not ${it.code}`);
        return true;
      },
      it.name,
    );
  }
}

test("every manifest has its canonical form and its hash", () => {
  for (const it of manifests.cases) {
    assert.equal(canonical(it.manifest), it.canonical, it.name);
    assert.equal(contentHash(it.manifest), it.content_hash, it.name);
    assert.deepEqual(parseCanonical(it.canonical), it.manifest, it.name);
  }
});

test("the thumbprint is the one of RFC 7638", async () => {
  assert.equal(await jose.calculateJwkThumbprint(keys.signer.jwk), keys.signer.thumbprint);
});

test("the published private halves belong to the keys", async () => {
  const scalars = { ...keys.hall.test_only_private_scalars, signer: keys.signer.test_only_private_scalar };
  for (const key of [...jwks.keys, { ...keys.signer.jwk, kid: "signer" }]) {
    const d = Buffer.from(scalars[key.kid], "hex").toString("base64url");
    const signed = await new jose.CompactSign(Buffer.from("x")).setProtectedHeader({ alg: "ES256" }).sign({ ...key, d });
    await jose.compactVerify(signed, { ...key, alg: "ES256" });
  }
});

test("the statement holds", async () => {
  assert.deepEqual(await challenge(statement.jws, statement.expected, jwks), statement.statement);
  assert.equal(canonical(statement.statement), statement.canonical);
});

test("the envelopes hold", async () => {
  assert.equal(sha256(envelopes.wording.text), envelopes.wording.sha256);
  for (const it of envelopes.cases) {
    assert.deepEqual(await envelope(it.signed, envelopes.expected, jwks, it.svg), it.envelope, it.name);
  }
});

test("the receipts hold", async () => {
  for (const it of receipts.cases) {
    assert.deepEqual(await receipt(it.jws, receipts.expected, jwks), it.receipt, it.name);
    assert.equal(canonical(it.receipt), it.canonical);
  }
});

test("texts are refused", () => {
  // After JSON.parse, 24.0, 2e1 and -0 are integers and 2^64 is only unsafe: refused, but by another name.
  return refused(refusals.texts, (it) => parseCanonical(it.text), { float: ["not-canonical", "integer-range"] });
});

test("manifests are refused", () => refused(refusals.manifests, (it) => contentHash(it.manifest)));

test("challenges are refused", () =>
  refused(refusals.challenges, (it) => challenge(it.jws, statement.expected, jwks)));

test("receipts are refused", () =>
  refused(refusals.receipts, (it) => receipt(it.jws, receipts.expected, jwks), { float: ["not-canonical"] }));

test("envelopes are refused", () => {
  const { svg } = envelopes.cases.find((it) => it.svg);
  // How much ink is enough takes a renderer to say. Without one, the dots only show another picture.
  const alias = { E_INK_WEAK: ["E_SVG"] };
  return refused(refusals.envelopes, (it) => envelope(it.signed, envelopes.expected, jwks, svg), alias);
});

test("no changed byte of a receipt is accepted", async () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const { jws } = receipts.cases[0];
  for (let at = 0; at < jws.length; at += 1) {
    const ends = at + 1 === jws.length || jws[at + 1] === ".";
    // One bit anywhere; at the end of a segment, where bits may be unused, every other character.
    const others = ends ? alphabet : String.fromCharCode(jws.charCodeAt(at) ^ 1);
    for (const other of others) {
      if (other === jws[at]) continue;
      const changed = jws.slice(0, at) + other + jws.slice(at + 1);
      await assert.rejects(receipt(changed, receipts.expected, jwks), undefined, `byte ${at} as ${other}`);
    }
  }
});
