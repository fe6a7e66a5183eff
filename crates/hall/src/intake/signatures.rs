//! Are the signatures there, are they the right person's, and do they hold?

use contract::{
    Consent, FilingId, Finalize, Guide, Instant, LegalUse, MatterId, ProblemCode, SignedEnvelope,
};
use esign::envelope::{EnvelopeExpectation, check_and_verify};

use super::Way;
use crate::acting::{Authority, SignerPlan};
use crate::error::Refusal;
use crate::state::Hall;

/// Where signatures stand in a request.
const AT: &str = "/signatures";

/// Checks every envelope; what is signed on paper at a window has none. The nonces that the submission has to consume.
///
/// # Errors
///
/// `signature-invalid`, naming the place and the code of what does not hold.
pub(super) fn check(
    hall: &Hall,
    authority: &Authority,
    guide: &Guide,
    filing: &FilingId,
    body: &Finalize,
    way: &Way,
) -> Result<Vec<String>, Refusal> {
    let needed = guide.esign && matches!(way, Way::Online);
    if !needed && body.signatures.is_empty() {
        return Ok(Vec::new());
    }
    let signer = authority.signer(AT)?;
    if body.signatures.is_empty() {
        return Err(refused(AT, "missing", "还没有签名"));
    }
    let at = hall.clock().now();
    let expected = expectation(hall, &signer, filing, &guide.matter, &body.content_hash, at);
    let one = |(index, signed): (usize, &SignedEnvelope)| {
        check_and_verify(signed, &expected).map(|it| it.statement.nonce).map_err(|error| {
            refused(&format!("{AT}/{index}"), error.code(), &format!("签名没有通过核对：{error}"))
        })
    };
    body.signatures.iter().enumerate().map(one).collect()
}

/// A signature whose challenge was used before, has ended, or was never given.
pub(super) fn spent() -> Refusal {
    refused(AT, "E_CHAL_USED", "签名的凭据已用过或已失效，请重新签名")
}

fn refused(pointer: &str, code: &str, text: &str) -> Refusal {
    Refusal::new(ProblemCode::SignatureInvalid).at(pointer, code, text)
}

/// What an envelope of `signer` for this filing has to say, judged `at` that time.
pub(crate) fn expectation(
    hall: &Hall,
    signer: &SignerPlan,
    filing: &FilingId,
    matter: &MatterId,
    content_hash: &str,
    at: Instant,
) -> EnvelopeExpectation {
    EnvelopeExpectation {
        hall: hall.seed.id.clone(),
        filing_id: filing.clone(),
        matter: matter.clone(),
        content_hash: content_hash.to_owned(),
        consents: consents(hall),
        sub: signer.party.id.clone(),
        role: signer.role.clone(),
        by: signer.by.clone(),
        name: signer.party.name.clone(),
        keys: hall.keys.public(),
        at,
    }
}

/// The wordings that may be agreed to before a signature.
fn consents(hall: &Hall) -> Vec<Consent> {
    let signing = hall.legal.iter().filter(|it| it.purpose == LegalUse::Signing);
    signing
        .map(|it| Consent { id: it.id.clone(), lang: it.lang.clone(), sha256: it.sha256.clone() })
        .collect()
}
