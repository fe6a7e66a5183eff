//! Signing challenges: the hall states that a key belongs to a person, for one content, once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{Challenge, ChallengeRequest, FilingId, KeyStatement, ProblemCode};

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
/// `invalid` for a hash or a key that is none; `not-allowed` when the filing is another person's.
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
    let now = hall.clock().unix();
    let statement = KeyStatement {
        nonce: URL_SAFE_NO_PAD.encode(random::bytes::<32>()?),
        hall: hall.seed.id.clone(),
        filing_id: filing,
        content_hash: asked.content_hash.clone(),
        jkt,
        sub: caller.party()?.id,
        issued_at: clock::instant(now),
        expires_at: clock::instant(now + hall.config.upload_seconds()),
    };
    let signed = hall.keys.sign(esign::challenge::TYP, &statement)?;
    let expires_at = statement.expires_at;
    let person = caller.person.id.clone();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            filings::claim(db, &statement.filing_id, &person).await?;
            challenges::keep(db, &statement).await
        })
    });
    done.await?;
    Ok(Challenge { statement: signed, expires_at })
}
