//! Signing challenges: the hall states that a key belongs to a person, for one content, once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{Challenge, ChallengeRequest, FilingId, KeyStatement, PartyId, ProblemCode, SignerRole};

use crate::acting::{self, SignerPlan};
use crate::clock;
use crate::error::Refusal;
use crate::random;
use crate::session::Caller;
use crate::state::Hall;
use crate::store::{challenges, filings};

/// Gives a challenge. It can be used once, for this filing, this content and this key.
///
/// # Errors
///
/// `invalid` for a hash or a key that is none; `not-allowed` when the filing is another person's; `mandate-refused`
/// when the mandate is not in force; `signature-invalid` when its signer has to ask with their own account.
pub async fn give(
    hall: &Hall,
    caller: &Caller,
    filing: FilingId,
    asked: &ChallengeRequest,
) -> Result<Challenge, Refusal> {
    let invalid = || Refusal::new(ProblemCode::Invalid).filing(&filing);
    if !canon::is_digest(&asked.content_hash) {
        return Err(invalid().at("/content_hash", "bad-digest", "应为 64 位小写十六进制"));
    }
    let bad_key = |_| invalid().at("/key", "bad-key", "应为 P-256 公钥");
    let jkt = esign::thumbprint(&asked.key).map_err(bad_key)?;
    let (signer, principal) = plan(hall, caller, asked).await.map_err(|it| it.filing(&filing))?;
    let today = hall.clock().today();
    let statement = statement(hall, filing, asked.content_hash.clone(), jkt, signer)?;
    let signed = hall.keys.sign(esign::challenge::TYP, &statement)?;
    let expires_at = statement.expires_at;
    let person = caller.person.id.clone();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            match principal {
                Some(it) => filings::claim_for(db, &statement.filing_id, &person, &it, today).await?,
                None => filings::claim(db, &statement.filing_id, &person, today).await?,
            }
            challenges::keep(db, &statement).await
        })
    });
    done.await?;
    Ok(Challenge { statement: signed, expires_at })
}

/// What the hall states: from now on, and once, this key is the signer's for this content.
///
/// # Errors
///
/// When there are no random numbers.
pub(crate) fn statement(
    hall: &Hall,
    filing_id: FilingId,
    content_hash: String,
    jkt: String,
    signer: SignerPlan,
) -> Result<KeyStatement, Refusal> {
    let now = hall.clock().unix();
    Ok(KeyStatement {
        nonce: URL_SAFE_NO_PAD.encode(random::bytes::<32>()?),
        hall: hall.seed.id.clone(),
        filing_id,
        content_hash,
        jkt,
        sub: signer.party.id,
        by: signer.by,
        issued_at: clock::instant(now),
        expires_at: clock::instant(now + hall.config.upload_seconds()),
    })
}

/// Who signs, and for whom when a mandate says so.
async fn plan(
    hall: &Hall,
    caller: &Caller,
    asked: &ChallengeRequest,
) -> Result<(SignerPlan, Option<PartyId>), Refusal> {
    let Some(mandate) = &asked.mandate else {
        return Ok((SignerPlan { party: caller.party()?, role: SignerRole::Principal, by: None }, None));
    };
    let mut db = hall.readers.acquire().await?;
    let (authority, principal) = acting::in_force(hall, &mut db, &caller.person, mandate).await?;
    Ok((authority.signer("/mandate")?, Some(principal)))
}
