//! Challenges: what a hall states before somebody signs, looked at before the signature is made.

use contract::{Discovery, PartyId, Signer};

use super::deliveries::Delivery;
use crate::edge::crypto;

/// Whether a hall states exactly this, under one of its keys: that the key of `jkt` is `signer`'s, for this filing and
/// this content. A signature under a statement about something else could be used for that.
pub(super) async fn is_about(
    statement: &str,
    delivery: &Delivery,
    signer: &Signer,
    jkt: String,
    hall: &Discovery,
) -> bool {
    let Ok(unverified) = esign::challenge::read(statement) else { return false };
    if unverified.matches(&expected(delivery, signer, jkt)).is_err() {
        return false;
    }
    let Ok(with) = unverified.to_verify(&hall.keys) else { return false };
    crypto::verify(&with.key, &with.signing_input, &with.signature).await.unwrap_or(false)
}

fn expected(delivery: &Delivery, signer: &Signer, jkt: String) -> esign::challenge::Expected {
    let actor: &PartyId = &delivery.manifest.actor.id;
    esign::challenge::Expected {
        hall: delivery.manifest.hall.clone(),
        filing_id: delivery.filing_id.clone(),
        content_hash: delivery.content_hash.clone(),
        jkt,
        sub: signer.sub.clone(),
        by: (signer.sub != *actor).then(|| actor.clone()),
    }
}
