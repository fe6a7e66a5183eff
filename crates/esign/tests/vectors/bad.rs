//! The vectors that must be refused, and with which code.

use contract::{Receipt, SignedEnvelope};
use esign::envelope::{self, Will};
use esign::jws::{Header, b64};
use esign::{challenge, receipt};
use serde_json::{Value, json};

use crate::{cast, good};

pub(crate) fn texts() -> Value {
    let case = |(name, text, code): (&str, &str, &str)| json!({"name": name, "text": text, "code": code});
    let cases = [
        ("float", r#"{"area":35.5}"#, "float"),
        ("integer written as a float", r#"{"seats":24.0}"#, "float"),
        ("exponent", r#"{"seats":2e1}"#, "float"),
        ("minus zero", r#"{"seats":-0}"#, "float"),
        ("2^53", r#"{"n":9007199254740992}"#, "integer-range"),
        ("-2^53", r#"{"n":-9007199254740992}"#, "integer-range"),
        ("beyond 64 bits", r#"{"n":18446744073709551616}"#, "float"),
        ("null", r#"{"mandate":null}"#, "null"),
        ("key outside ASCII", r#"{"店名":"云岫小馆"}"#, "key"),
        ("key twice", r#"{"seats":24,"seats":25}"#, "not-canonical"),
        ("key twice, once escaped", r#"{"seats":24,"\u0073eats":25}"#, "not-canonical"),
        ("white space", r#"{"a":1, "b":2}"#, "not-canonical"),
        ("key order", r#"{"b":1,"a":2}"#, "not-canonical"),
        ("needless escape", r#"{"name":"\u9648\u5c7f"}"#, "not-canonical"),
        ("escaped solidus", r#"{"a":"\/"}"#, "not-canonical"),
        ("upper-case escape", "{\"a\":\"\\u001F\"}", "not-canonical"),
        ("line end", "{}\n", "not-canonical"),
        ("lone surrogate", r#"{"a":"\ud800"}"#, "syntax"),
        ("trailing comma", r#"{"a":1,}"#, "syntax"),
    ];
    cases.into_iter().map(case).collect()
}

pub(crate) fn manifests() -> Value {
    let case = |name: &str, code: &str, spoil: fn(&mut Value)| {
        let mut manifest = cast::first_filing();
        spoil(&mut manifest);
        json!({"name": name, "manifest": manifest, "code": code})
    };
    fn swap(manifest: &mut Value, a: usize, b: usize) {
        if let Some(files) = manifest["attachments"].as_array_mut() {
            files.swap(a, b);
        }
    }
    json!([
        case("materials out of order", "unsorted", |it| swap(it, 2, 3)),
        case("files of a material out of order", "unsorted", |it| swap(it, 0, 1)),
        case("file twice", "unsorted", |it| it["attachments"][1] = it["attachments"][0].clone()),
        case("digest in upper case", "digest", |it| {
            it["attachments"][0]["sha256"] =
                it["attachments"][0]["sha256"].to_string().to_uppercase()[1..65].into();
        }),
        case("digest in base64", "digest", |it| {
            it["commitments"][0]["sha256"] = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU".into();
        }),
        case("unknown version", "version", |it| it["v"] = 2.into()),
        case("float answer", "float", |it| it["answers"]["area"] = 35.5.into()),
        case("answer of 2^53", "integer-range", |it| it["answers"]["area"] = (1_u64 << 53).into()),
        case("null answer", "null", |it| it["answers"]["area"] = Value::Null),
        case("answer with a Chinese key", "key", |it| it["answers"]["面积"] = 35.into()),
    ])
}

/// A compact JWS over any text, with any header.
fn token(who: &str, header: &str, payload: &str) -> String {
    let signed = format!("{}.{}", b64(header.as_bytes()), b64(payload.as_bytes()));
    format!("{signed}.{}", b64(&cast::key(who).sign(signed.as_bytes())))
}

/// `text` with the character at `index` replaced by another of the base64url alphabet.
fn nudged(text: &str, index: usize) -> String {
    let with = if &text[index..=index] == "A" { "B" } else { "A" };
    format!("{}{with}{}", &text[..index], &text[index + 1..])
}

fn head(typ: &str, extra: &str) -> String {
    format!(r#"{{"alg":"ES256","kid":"{}","typ":"{typ}"{extra}}}"#, cast::KID)
}

pub(crate) fn receipts() -> Value {
    let canonical = canon::canonical_text_of(&cast::receipt()).unwrap();
    let typ = receipt::TYP;
    let plain = head(typ, "");
    let good = token("hall", &plain, &canonical);
    let (body, tail) = (good.find('.').unwrap() + 1, good.rfind('.').unwrap() + 1);
    let (signed, signature) = (&good[..tail - 1], &good[tail..]);
    let says = |change: fn(&mut Receipt)| {
        let mut receipt = cast::receipt();
        change(&mut receipt);
        token("hall", &plain, &canon::canonical_text_of(&receipt).unwrap())
    };
    let later = canonical.replace("T09:31:07", "T09:31:08");
    let headed = |header: &str| token("hall", header, &canonical);
    let cases = [
        (
            "alg none",
            "alg",
            format!("{}.{}.", b64(plain.replace("ES256", "none").as_bytes()), b64(canonical.as_bytes())),
        ),
        ("alg HS256", "alg", headed(&plain.replace("ES256", "HS256"))),
        ("unknown crit", "crit", headed(&head(typ, r#","crit":["exp"]"#))),
        ("b64 false in a compact JWS", "crit", headed(&head(typ, r#","b64":false,"crit":["b64"]"#))),
        ("key by address", "header", headed(&head(typ, r#","jku":"https://example.invalid/keys""#))),
        (
            "key in the header",
            "header",
            headed(&head(typ, &format!(r#","jwk":{}"#, json!(cast::key("stranger").jwk(None))))),
        ),
        ("header member twice", "header", headed(&head(typ, r#","typ":"hall-receipt+jwt""#))),
        ("a statement as a receipt", "type", cast::challenge(&cast::statement())),
        ("unknown kid", "unknown-key", headed(&plain.replace(cast::KID, "yunxiu-2031"))),
        ("kid of another key", "signature", headed(&plain.replace(cast::KID, cast::OLD_KID))),
        ("another key under a known kid", "signature", token("stranger", &plain, &canonical)),
        (
            "changed payload",
            "signature",
            format!("{}.{}.{signature}", &good[..body - 1], b64(later.as_bytes())),
        ),
        ("changed signature, r", "signature", format!("{signed}.{}", nudged(signature, 3))),
        ("changed signature, s", "signature", format!("{signed}.{}", nudged(signature, 60))),
        ("signature of zeros", "signature", format!("{signed}.{}", b64(&[0; 64]))),
        ("signature cut short", "signature-length", format!("{signed}.{}", &signature[..80])),
        ("signature with padding", "base64", format!("{good}==")),
        ("signature with leftover bits", "base64", format!("{}{}", &good[..good.len() - 1], leftover(&good))),
        ("four segments", "segments", format!("{good}.e30")),
        ("no payload", "segments", format!("{}..{signature}", &good[..body - 1])),
        ("no JWS at all", "segments", r#"{"status":"ok"}"#.into()),
        ("spaces in the payload", "not-canonical", token("hall", &plain, &canonical.replace(",", ", "))),
        (
            "member twice in the payload",
            "not-canonical",
            token("hall", &plain, &canonical.replacen("{", r#"{"attachment_count":4,"#, 1)),
        ),
        ("float in the payload", "float", token("hall", &plain, &canonical.replace(":42", ":42.0"))),
        ("member missing", "shape", token("hall", &plain, &canonical.replace(r#""hall_epoch":1,"#, ""))),
        ("another hall", "hall", says(|it| it.hall = "shilin-990102".parse().unwrap())),
        ("another filing", "filing", says(|it| it.filing_id = cast::OTHER_FILING.parse().unwrap())),
        ("other content", "content", says(|it| it.content_hash = canon::sha256_hex(b""))),
        ("fewer attachments", "count", says(|it| it.attachment_count = 3)),
    ];
    cases.into_iter().map(|(name, code, jws)| json!({"name": name, "jws": jws, "code": code})).collect()
}

/// The last character of `text` with its two unused low bits set.
fn leftover(text: &str) -> char {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let last = text.chars().last().and_then(|it| ALPHABET.find(it)).unwrap();
    ALPHABET[last | 3..].chars().next().unwrap()
}

pub(crate) fn challenges() -> Value {
    let case = |name: &str, code: &str, jws: String| json!({"name": name, "jws": jws, "code": code});
    let stated = |change: fn(&mut contract::KeyStatement)| {
        let mut statement = cast::statement();
        change(&mut statement);
        cast::challenge(&statement)
    };
    let receipt = canon::canonical_text_of(&cast::receipt()).unwrap();
    let statement = canon::canonical_text_of(&cast::statement()).unwrap();
    json!([
        case("a receipt as a statement", "type", token("hall", &head(receipt::TYP, ""), &receipt)),
        case(
            "a receipt in a statement's clothes",
            "shape",
            token("hall", &head(challenge::TYP, ""), &receipt)
        ),
        case("signed by the signer", "signature", token("signer", &head(challenge::TYP, ""), &statement)),
        case("another hall", "hall", stated(|it| it.hall = "shilin-990102".parse().unwrap())),
        case("another filing", "filing", stated(|it| it.filing_id = cast::OTHER_FILING.parse().unwrap())),
        case("other content", "content", stated(|it| it.content_hash = canon::sha256_hex(b""))),
        case(
            "another key",
            "jkt",
            stated(|it| it.jkt = esign::thumbprint(&cast::key("stranger").jwk(None)).unwrap())
        ),
        case("another person", "sub", stated(|it| it.sub = "p-wangguilan".parse().unwrap())),
        case("made in another's session", "by", stated(|it| it.by = "p-zhanglihua".parse().ok())),
    ])
}

/// An envelope changed before it is signed, so that only the change is wrong.
fn resigned(change: impl Fn(&mut Value)) -> SignedEnvelope {
    let drawn = good::drawn();
    let mut envelope = serde_json::from_str(&drawn.envelope).unwrap();
    change(&mut envelope);
    good::sign(canon::canonical_text_of(&envelope).unwrap(), drawn.ink)
}

/// The drawn envelope changed after it was signed.
fn altered(change: impl Fn(&mut SignedEnvelope)) -> SignedEnvelope {
    let mut signed = good::drawn();
    change(&mut signed);
    signed
}

fn headed(header: &Header) -> SignedEnvelope {
    altered(|it| it.jws = cast::key("signer").sign_detached(&header.segment(), it.envelope.as_bytes()))
}

fn stated(change: fn(&mut contract::KeyStatement)) -> SignedEnvelope {
    let mut statement = cast::statement();
    change(&mut statement);
    resigned(|it| it["challenge"] = cast::challenge(&statement).into())
}

fn by_stranger() -> SignedEnvelope {
    let stranger = cast::key("stranger");
    let jkt = esign::thumbprint(&stranger.jwk(None)).unwrap();
    altered(|it| {
        it.jws = stranger.sign_detached(&esign::jws::detached_header(&jkt), it.envelope.as_bytes());
        it.key = stranger.jwk(None);
    })
}

fn forged_statement() -> SignedEnvelope {
    let kid = cast::KID.parse().unwrap();
    let forged = cast::key("stranger").sign_json(challenge::TYP, &kid, &cast::statement()).unwrap();
    resigned(|it| it["challenge"] = forged.clone().into())
}

fn only_dots() -> SignedEnvelope {
    let log = cast::dots();
    let signed = resigned(|it| {
        it["cap"]["ink"]["len"] = log.len().into();
        it["cap"]["ink"]["sha256"] = canon::sha256_hex(log.as_bytes()).into();
        it["cap"]["ink"]["svg_sha256"] =
            canon::sha256_hex(ink::Log::parse(&log).unwrap().svg().as_bytes()).into();
    });
    SignedEnvelope { ink: Some(log), ..signed }
}

fn typed_as(name: &str) -> SignedEnvelope {
    let (_, text) = envelope::build(cast::parts(&cast::wording(), Will::Typed(name))).unwrap();
    good::sign(text, None)
}

pub(crate) fn envelopes() -> Value {
    let good_header = Header::detached(esign::jws::DETACHED_TYP, cast::jkt());
    let with = |change: fn(&mut Header)| {
        let mut header = good_header.clone();
        change(&mut header);
        headed(&header)
    };
    let cases = [
        ("for another filing", "E_DOC", resigned(|it| it["filing_id"] = cast::OTHER_FILING.into())),
        ("for another hall", "E_DOC", resigned(|it| it["hall"] = "shilin-990102".into())),
        ("for another matter", "E_DOC", resigned(|it| it["matter"] = "urge".into())),
        ("for other content", "E_DOC", resigned(|it| it["content_hash"] = canon::sha256_hex(b"").into())),
        ("another type", "E_TYPE", resigned(|it| it["typ"] = "hall-esign/2".into())),
        ("another version", "E_TYPE", resigned(|it| it["v"] = 2.into())),
        ("member missing", "E_CANON", resigned(|it| drop(it.as_object_mut().unwrap().remove("at")))),
        ("spaces", "E_CANON", altered(|it| it.envelope = it.envelope.replace(',', ", "))),
        ("member twice", "E_CANON", altered(|it| it.envelope = it.envelope.replacen('{', "{\"v\":1,", 1))),
        (
            "changed after signing",
            "E_SIG",
            altered(|it| it.envelope = it.envelope.replace("T09:29:40", "T09:29:41")),
        ),
        ("changed signature", "E_SIG", altered(|it| it.jws = nudged(&it.jws, it.jws.len() - 9))),
        ("payload in the JWS", "E_SIG", altered(|it| it.jws = it.jws.replace("..", ".e30."))),
        ("alg none", "E_ALG", with(|it| it.alg = "none".into())),
        ("alg HS256", "E_ALG", with(|it| it.alg = "HS256".into())),
        ("b64 not critical", "E_ALG", with(|it| it.crit = None)),
        ("unknown crit", "E_ALG", with(|it| it.crit = Some(vec!["b64".into(), "exp".into()]))),
        ("JWS of another type", "E_ALG", with(|it| it.typ = "hall-receipt+jwt".into())),
        ("kid is not the thumbprint", "E_KEYATT", with(|it| it.kid = cast::KID.into())),
        ("signed by a key nobody stated", "E_KEYATT", by_stranger()),
        ("statement about another person", "E_KEYATT", stated(|it| it.sub = "p-wangguilan".parse().unwrap())),
        ("statement made in another's session", "E_KEYATT", stated(|it| it.by = "p-zhanglihua".parse().ok())),
        (
            "statement for another filing",
            "E_CHAL",
            stated(|it| it.filing_id = cast::OTHER_FILING.parse().unwrap()),
        ),
        ("statement for other content", "E_CHAL", stated(|it| it.content_hash = canon::sha256_hex(b""))),
        (
            "statement that ended",
            "E_CHAL_EXPIRED",
            stated(|it| it.expires_at = cast::at("2026-03-02T09:30:59+08:00")),
        ),
        ("statement of a stranger", "E_CHAL_FORGED", forged_statement()),
        ("no statement", "E_CHAL", resigned(|it| it["challenge"] = "".into())),
        (
            "another wording",
            "E_CONSENT",
            resigned(|it| it["consent"]["sha256"] = canon::sha256_hex(b"").into()),
        ),
        ("an older wording", "E_CONSENT", resigned(|it| it["consent"]["id"] = "signing-2025-01".into())),
        ("another signer", "E_SIGNER", resigned(|it| it["signer"]["sub"] = "p-wangguilan".into())),
        ("in another role", "E_SIGNER", resigned(|it| it["signer"]["role"] = "legal-representative".into())),
        (
            "ink with one number changed",
            "E_INK",
            altered(|it| it.ink = it.ink.take().map(|log| log.replace("360", "361"))),
        ),
        (
            "unreadable ink",
            "E_INK",
            SignedEnvelope {
                ink: Some("{}".into()),
                ..resigned(|it| {
                    it["cap"]["ink"]["len"] = 2.into();
                    it["cap"]["ink"]["sha256"] = canon::sha256_hex(b"{}").into();
                })
            },
        ),
        ("ink in another format", "E_INK", resigned(|it| it["cap"]["ink"]["fmt"] = "ink/2".into())),
        ("only dots", "E_INK_WEAK", only_dots()),
        (
            "another picture",
            "E_SVG",
            resigned(|it| it["cap"]["ink"]["svg_sha256"] = canon::sha256_hex(b"").into()),
        ),
        ("drawn without ink", "E_CAPTURE", altered(|it| it.ink = None)),
        ("drawn and typed", "E_CAPTURE", resigned(|it| it["cap"]["typed"] = cast::NAME.into())),
        ("a kind nobody knows", "E_CAPTURE", resigned(|it| it["cap"]["kind"] = "stamp".into())),
        ("another name", "E_NAME", typed_as("陈岛")),
        ("no name", "E_NAME", typed_as("")),
    ];
    cases
        .into_iter()
        .map(|(name, code, signed)| json!({"name": name, "signed": signed, "code": code}))
        .collect()
}
