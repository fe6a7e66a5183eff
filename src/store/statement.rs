//! Challenges: what a hall states before somebody signs, looked at before the signature is made.

use contract::{Discovery, PartyId, Signer};
use esign::challenge::ChallengeError;

use super::deliveries::Delivery;
use crate::edge::crypto;

/// What a hall states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// Exactly what it was asked to.
    This,
    /// Somebody else's signature, under a key of its own: who signs has changed, as when a mandate has.
    Other,
    /// Nothing that counts: a key that is not known, a signature that does not fit, an answer to something else.
    Nothing,
}

/// Whether a hall states exactly this, under one of its keys: that the key of `jkt` is `signer`'s, for this filing and
/// this content. A signature under a statement about something else could be used for that.
pub(super) async fn stated(
    statement: &str,
    delivery: &Delivery,
    signer: &Signer,
    jkt: String,
    hall: &Discovery,
) -> Stated {
    let Ok(unverified) = esign::challenge::read(statement) else { return Stated::Nothing };
    let Ok(with) = unverified.to_verify(&hall.keys) else { return Stated::Nothing };
    match crypto::verify(&with.key, &with.signing_input, &with.signature).await {
        Ok(true) => genuine(unverified.matches(&expected(delivery, signer, jkt))),
        _ => Stated::Nothing,
    }
}

/// What a genuine statement says. Only who signs is settled by it: the rest is an answer to another request, and the
/// next one may be to ours.
fn genuine(found: Result<(), ChallengeError>) -> Stated {
    match found {
        Ok(()) => Stated::This,
        Err(ChallengeError::Subject(_) | ChallengeError::Session(_)) => Stated::Other,
        Err(_) => Stated::Nothing,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_statement_for_another_signer_ends_the_waiting() {
        let id = || "p-1".parse().unwrap();
        #[rustfmt::skip]
        let table = [
            (Ok(()), Stated::This),
            (Err(ChallengeError::Subject(id())), Stated::Other),
            (Err(ChallengeError::Session(Some(id()))), Stated::Other),
            (Err(ChallengeError::Content("c".into())), Stated::Nothing),
            (Err(ChallengeError::Key("k".into())), Stated::Nothing),
        ];
        for (found, expected) in table {
            assert_eq!(genuine(found.clone()), expected, "{found:?}");
        }
    }
}
