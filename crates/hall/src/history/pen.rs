//! Signatures of the past: made with the same challenge, envelope and key as those of today.
//!
//! The people are samples and so are their signatures: a key is drawn for each, used once, and forgotten.

use contract::{FilingId, LegalUse, MandateAction, Manifest, SignedEnvelope, Signer};
use esign::SigningKey;
use esign::envelope::{EnvelopeParts, Will, build};
use fixtures::Person;
use sqlx::SqliteConnection;

use crate::acting::{self, Wish};
use crate::challenge;
use crate::error::Refusal;
use crate::random;
use crate::state::Hall;
use crate::store::challenges;

/// Signs `manifest` the way its signer would on the phone of `actor`: the name typed.
///
/// # Errors
///
/// What the hall would refuse; when there are no random numbers.
pub(super) async fn sign(
    hall: &Hall,
    db: &mut SqliteConnection,
    actor: &Person,
    filing: &FilingId,
    manifest: &Manifest,
    content_hash: &str,
) -> Result<SignedEnvelope, Refusal> {
    let wish = Wish { matter: &manifest.matter, action: &MandateAction::File, at: "/manifest" };
    let plan = acting::judge(hall, db, actor, &manifest.acting(), wish).await?.signer("/signatures")?;
    let key = SigningKey::generate(random::bytes::<32>()?).map_err(Refusal::internal)?;
    let public = key.jwk(None);
    let jkt = esign::thumbprint(&public).map_err(Refusal::internal)?;
    let (party, role) = (plan.party.clone(), plan.role.clone());
    let hash = content_hash.to_owned();
    let statement = challenge::statement(hall, filing.clone(), hash.clone(), jkt.clone(), plan)?;
    challenges::keep(db, &statement).await?;
    let wording = hall.legal.iter().find(|it| it.purpose == LegalUse::Signing);
    let (_, envelope) = build(EnvelopeParts {
        hall: hall.seed.id.clone(),
        filing_id: filing.clone(),
        matter: manifest.matter.clone(),
        content_hash: hash,
        consent: wording.ok_or_else(|| Refusal::internal("no wording to sign under"))?,
        signer: Signer { role, sub: party.id },
        will: Will::Typed(&party.name),
        challenge: hall.keys.sign(esign::challenge::TYP, &statement)?,
        at: hall.clock().now(),
    })
    .map_err(Refusal::internal)?;
    let jws = key.sign_detached(&esign::jws::detached_header(&jkt), envelope.as_bytes());
    Ok(SignedEnvelope { envelope, jws, key: public, ink: None })
}
