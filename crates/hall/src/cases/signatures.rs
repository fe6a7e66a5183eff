//! What verifying the signatures of a case gives, computed each time from what is kept: content, envelopes, keys.

use contract::{
    CaptureKind, CaseId, CaseSignatures, Envelope, SignatureCheck, SignatureCheckId, SignatureRecord,
    SignedEnvelope,
};
use esign::envelope::{Aspect, EnvelopeError, EnvelopeExpectation, report};
use sqlx::{Acquire, SqliteConnection};

use super::sight;
use crate::acting::SignerPlan;
use crate::error::Refusal;
use crate::intake;
use crate::session::Caller;
use crate::state::Hall;
use crate::store::mandates;
use crate::store::submissions::{self, Signed};

/// Every signature of a case, those of its first filing first; a part of a bundle was signed with the whole.
///
/// # Errors
///
/// `not-found`.
pub async fn of_case(hall: &Hall, caller: &Caller, id: &CaseId) -> Result<CaseSignatures, Refusal> {
    let mut connection = hall.readers.acquire().await?;
    let mut db = connection.begin().await?;
    let row = sight::find(&mut db, &caller.person.id, id, hall.clock().today()).await?.row;
    let mut items = Vec::new();
    for submission in submissions::signed(&mut db, row.filed_as()).await? {
        let expected = expectation(hall, &mut db, &submission).await?;
        items.extend(submission.signatures.iter().map(|it| record(it, &submission, &expected)));
    }
    Ok(CaseSignatures { items })
}

/// What a signature under a submission has to say. The content is hashed again.
async fn expectation(
    hall: &Hall,
    db: &mut SqliteConnection,
    submission: &Signed,
) -> Result<(SignerPlan, EnvelopeExpectation), Refusal> {
    let manifest = &submission.manifest;
    let acting = manifest.acting();
    let mandate = match &acting.mandate {
        Some(id) => mandates::by_id(db, id).await?,
        None => None,
    };
    let plan = SignerPlan::of(&acting, mandate.as_ref());
    // What has no canonical form has no hash, and nobody signed it.
    let hash = canon::content_hash(manifest).unwrap_or_default();
    let (filing, at) = (&submission.filing_id, submission.received_at);
    let expected = intake::expectation(hall, &plan, filing, &manifest.matter, &hash, at);
    Ok((plan, expected))
}

fn record(
    signed: &SignedEnvelope,
    submission: &Signed,
    (plan, expected): &(SignerPlan, EnvelopeExpectation),
) -> SignatureRecord {
    let checks = report(signed, expected);
    let method = serde_json::from_str::<Envelope>(&signed.envelope).map(|it| it.cap.kind);
    SignatureRecord {
        signer: plan.party.clone(),
        method: method.unwrap_or_else(|_| CaptureKind::Other("unreadable".to_owned())),
        at: submission.received_at,
        content_hash: submission.content_hash.clone(),
        checks: checks.into_iter().map(|(aspect, found)| told(aspect, &found)).collect(),
    }
}

fn told(aspect: Aspect, found: &Result<(), EnvelopeError>) -> SignatureCheck {
    let (id, right, wrong) = match aspect {
        Aspect::Content => (SignatureCheckId::Content, "签的就是这份内容", "签的不是这份内容"),
        Aspect::Signature => (SignatureCheckId::Signature, "签名和公钥对得上", "签名和公钥对不上"),
        Aspect::Statement => {
            (SignatureCheckId::Statement, "大厅出具过这把公钥的凭据", "大厅没有出具过这把公钥的凭据")
        }
        Aspect::Time => (SignatureCheckId::Time, "收到时凭据在有效期内", "收到时凭据已经过期"),
        Aspect::Signer => (SignatureCheckId::Signer, "签名人是应当签名的人", "签名人不是应当签名的人"),
        Aspect::Consent => {
            (SignatureCheckId::Consent, "签名前看的是大厅公布的文字", "签名前看的文字大厅没有公布")
        }
        Aspect::Capture => {
            (SignatureCheckId::Capture, "笔迹或者姓名就是签下的那份", "笔迹或者姓名不是签下的那份")
        }
    };
    let text = match found {
        Ok(()) => right.to_owned(),
        Err(error) => format!("{wrong}（{}）", error.code()),
    };
    SignatureCheck { id, ok: found.is_ok(), text }
}
