//! What an effect of the engine comes to: the only code that sends a filing.

use client::CallError;
use client::filings::{self, Target};
use contract::{
    Challenge, ChallengeRequest, DeviceId, DeviceSeq, Finalize, ProblemCode, ReceiptState, SignedEnvelope,
    Signer, SignerRole,
};
use outbox::{Event, Failure};

use super::deliveries::{Deliveries, Delivery, Kept, Progress, Will};
use super::delivery_failure::{at_commit, failure, problem, refusal, status};
use super::delivery_run::{Keeping, keep};
use super::device;
use super::draft_disk::erase;
use super::hall::genuine;
use super::statement::{self, Stated};
use super::upload::{self, Stopped};
use crate::edge::disk::DiskError;
use crate::edge::{clock, crypto, fetch};
use crate::text;

thread_local! {
    /// Envelopes signed in this page. They are not kept: after a restart a new challenge is signed.
    static SIGNED: std::cell::RefCell<std::collections::BTreeMap<String, Vec<SignedEnvelope>>> =
        const { std::cell::RefCell::new(std::collections::BTreeMap::new()) };
    /// The status that a delivery's last commit of this page ended with.
    static ENDED: std::cell::RefCell<std::collections::BTreeMap<String, Option<u16>>> =
        const { std::cell::RefCell::new(std::collections::BTreeMap::new()) };
}

/// True while the one who decided on a delivery is the one signed in: nobody sends under another's name.
pub(super) fn is_mine(all: Deliveries, delivery: &Delivery) -> bool {
    all.session.person().is_none_or(|it| it.id.as_str() == delivery.manifest.actor.id.as_str())
}

/// Brings every file to the hall; what is there already is only counted.
pub(super) async fn upload(all: Deliveries, delivery: &Delivery) -> Result<(), Failure> {
    let listed = |sha256: &str| delivery.manifest.attachments.iter().any(|it| it.sha256 == sha256);
    let files: Vec<_> = delivery.files.iter().filter(|it| listed(&it.sha256)).collect();
    let mut progress = Progress { sent: 0, total: files.iter().map(|it| it.length).sum() };
    all.note_progress(&delivery.id, progress);
    let disk = all.session.disk().map_err(|_| Failure::NoAnswer)?;
    let hall = all.hall.now();
    let limits = hall.as_ref().map(|it| &it.limits);
    for file in files {
        let before = progress.sent;
        let go_on = |sent: u64| {
            all.note_progress(&delivery.id, Progress { sent: before + sent, ..progress });
            is_mine(all, delivery) && all.is_sending_now(&delivery.id)
        };
        let brought = upload::bring(&disk, &delivery.id, &delivery.filing_id, file, limits, go_on).await;
        brought.map_err(|why| match why {
            Stopped::Call(error) => failure(error),
            Stopped::Gone => gone(&file.name),
            Stopped::Device => Failure::NoAnswer,
            Stopped::Left => Failure::SignedOut,
        })?;
        progress.sent = before + file.length;
    }
    Ok(())
}

/// A file whose bytes this device no longer has.
fn gone(name: &str) -> Failure {
    refusal(ProblemCode::AttachmentMissing, text::file_gone().to_owned(), text::file_gone_text(name))
}

/// Gets a challenge for a fresh key and signs the envelope with it.
pub(super) async fn sign(all: Deliveries, delivery: &Delivery) -> Result<(), Failure> {
    let signed = match &delivery.signing {
        None => Vec::new(),
        Some((will, consent)) => {
            let key = crypto::transaction_key().await.map_err(|_| Failure::NoAnswer)?;
            let request = ChallengeRequest {
                content_hash: delivery.content_hash.clone(),
                key: key.public.clone(),
                mandate: delivery.manifest.mandate.clone(),
            };
            let call = filings::challenge(&delivery.filing_id, &request);
            let Challenge { statement, .. } = fetch::send(call).await.map_err(failure)?;
            let signer = delivery.signer.clone().unwrap_or_else(|| Signer {
                role: SignerRole::Principal,
                sub: delivery.manifest.actor.id.clone(),
            });
            let thumbprint = esign::thumbprint(&key.public).map_err(|_| Failure::NoAnswer)?;
            match stated(all, delivery, &statement, &signer, &thumbprint).await {
                Stated::This => {}
                other => return Err(not_stated(all, delivery, other)),
            }
            let parts = esign::envelope::EnvelopeParts {
                hall: delivery.manifest.hall.clone(),
                filing_id: delivery.filing_id.clone(),
                matter: delivery.manifest.matter.clone(),
                content_hash: delivery.content_hash.clone(),
                consent,
                signer,
                will: match will {
                    Will::Drawn(log) => esign::envelope::Will::Drawn(log),
                    Will::Typed(name) => esign::envelope::Will::Typed(name),
                },
                challenge: statement,
                at: clock::now(),
            };
            let (_, envelope) = esign::envelope::build(parts).map_err(|_| Failure::NoAnswer)?;
            let header = esign::jws::detached_header(&thumbprint);
            let input = esign::jws::detached_signing_input(&header, envelope.as_bytes());
            let signature = key.sign(&input).await.map_err(|_| Failure::NoAnswer)?;
            let jws = esign::jws::assemble_detached(&header, &signature);
            let ink = match will {
                Will::Drawn(log) => Some(log.clone()),
                Will::Typed(_) => None,
            };
            vec![SignedEnvelope { envelope, jws, key: key.public, ink }]
        }
    };
    SIGNED.with_borrow_mut(|it| it.insert(delivery.id.to_string(), signed));
    Ok(())
}

/// Why nothing is signed: for another hall's filing no statement of this one will ever do.
fn not_stated(all: Deliveries, delivery: &Delivery, stated: Stated) -> Failure {
    match all.hall.now() {
        Some(hall) if hall.hall != delivery.manifest.hall => {
            let (title, next) = (text::other_hall_title(), text::other_hall_next());
            refusal(ProblemCode::Invalid, title.to_owned(), next.to_owned())
        }
        _ if stated == Stated::Other => refusal(
            ProblemCode::SignatureInvalid,
            text::signer_changed().to_owned(),
            text::signer_changed_text().to_owned(),
        ),
        _ => Failure::NoAnswer,
    }
}

/// Whether the hall states what it was asked to. Its keys may be new: they are asked for once more.
async fn stated(all: Deliveries, delivery: &Delivery, statement: &str, signer: &Signer, jkt: &str) -> Stated {
    for again in [true, false] {
        let Some(hall) = all.hall.now() else { return Stated::Nothing };
        match statement::stated(statement, delivery, signer, jkt.to_owned(), &hall).await {
            Stated::Nothing if again => all.hall.load().await,
            found => return found,
        }
    }
    Stated::Nothing
}

pub(super) async fn commit(all: Deliveries, delivery: &Delivery) -> Event {
    let Some(signatures) = SIGNED.with_borrow_mut(|it| it.remove(delivery.id.as_str())) else {
        // Signed in another life of this page: nothing was sent by this one.
        return Event::Failed(Failure::NoAnswer);
    };
    let device = match own_device(all).await {
        Ok(id) => DeviceSeq { id, seq: delivery.seq },
        Err(_) => return Event::Failed(Failure::NoAnswer),
    };
    if !is_mine(all, delivery) {
        return Event::Failed(Failure::SignedOut);
    }
    let content = Finalize {
        device,
        manifest: delivery.manifest.clone(),
        content_hash: delivery.content_hash.clone(),
        signatures,
    };
    match fetch::send(filings::commit(&delivery.target(), &content)).await {
        Ok(jws) => keep_receipt(all, delivery, jws, None).await,
        // The case or the notice is gone: sending again would be refused for ever.
        Err(CallError::NotFound) => Event::Failed(refusal(
            ProblemCode::NotFound,
            text::nothing_to_answer().to_owned(),
            text::nothing_to_answer_text().to_owned(),
        )),
        Err(error) => {
            // There was a look-up between two commits: without one the engine does not send again.
            let now = status(&error);
            let before = ENDED.with_borrow_mut(|it| it.insert(delivery.id.to_string(), now));
            Event::Failed(at_commit(error, now.is_some() && before == Some(now)))
        }
    }
}

pub(super) async fn look_up(all: Deliveries, delivery: &Delivery) -> Event {
    let found = match fetch::send(filings::receipt(&delivery.target())).await {
        Ok(found) => found,
        Err(error) => return Event::Failed(failure(error)),
    };
    match (found.state, found.receipt, found.problem) {
        (ReceiptState::Accepted, Some(jws), _) => keep_receipt(all, delivery, jws, found.case_id).await,
        (ReceiptState::Unknown, ..) => Event::HallKnowsNothing,
        // A refusal of a commit we did send is a clear word, unlike a refused look-up.
        (ReceiptState::Refused, _, Some(problem)) => Event::HallRefused(Box::new(problem)),
        _ => Event::HallIsBusy,
    }
}

/// Verifies a receipt and keeps it strictly. Anything less is an unknown outcome.
async fn keep_receipt(
    all: Deliveries,
    delivery: &Delivery,
    jws: String,
    case_id: Option<contract::CaseId>,
) -> Event {
    let Some(receipt) = verify(all, delivery, &jws).await else {
        if received_other(all, delivery, &jws).await {
            return Event::HallRefused(problem(
                ProblemCode::ContentConflict,
                text::received_other().to_owned(),
                text::received_other_text().to_owned(),
            ));
        }
        return Event::Failed(Failure::NoAnswer);
    };
    let case_id = match (case_id, &delivery.correction) {
        (None, Some((case, _))) => Some(case.clone()),
        (None, None) => case_of(delivery.target()).await,
        (known, _) => known,
    };
    // Kept first, shown then: what a person sees as received is on the disk.
    let received = Delivery { kept: Some(Kept { jws, receipt, case_id }), ..delivery.clone() };
    match keep(all, &received).await {
        Keeping::Kept => {
            all.change(&delivery.id, |it| it.kept = received.kept);
            forget_draft(all, delivery).await;
            Event::ReceiptKept
        }
        // The tab that leads now asks for it, too.
        Keeping::Elsewhere | Keeping::Failed => Event::Failed(Failure::NoAnswer),
    }
}

/// The receipt, if it is genuine and about exactly what was sent.
async fn verify(all: Deliveries, delivery: &Delivery, jws: &str) -> Option<contract::Receipt> {
    let unverified = esign::receipt::read(jws).ok()?;
    let expected = esign::receipt::Expected::of(delivery.filing_id.clone(), &delivery.manifest).ok()?;
    unverified.matches(&expected).ok()?;
    // The hall may have got a new key since it was asked; an unknown one is worth asking again.
    if all.hall.now().is_none_or(|it| unverified.key(&it.keys).is_err()) {
        all.hall.load().await;
    }
    let hall = all.hall.now()?;
    genuine(jws, &hall).await.ok()
}

/// True when the hall has received this very filing with other content: asking again changes nothing.
async fn received_other(all: Deliveries, delivery: &Delivery, jws: &str) -> bool {
    let Some(hall) = all.hall.now() else { return false };
    match genuine(jws, &hall).await {
        Ok(receipt) => {
            receipt.filing_id == delivery.filing_id && receipt.content_hash != delivery.content_hash
        }
        Err(_) => false,
    }
}

/// The case that came of a filing: a convenience, so its absence is no failure.
async fn case_of(target: Target) -> Option<contract::CaseId> {
    fetch::send(filings::receipt(&target)).await.ok()?.case_id
}

/// The draft and its files have done their work; the manifest and the receipt stay.
async fn forget_draft(all: Deliveries, delivery: &Delivery) {
    let Ok(disk) = all.session.disk() else { return };
    // What cannot be removed now is only in the way, not lost.
    let _ = erase(&disk, &delivery.id).await;
}

async fn own_device(all: Deliveries) -> Result<DeviceId, DiskError> {
    device::id(&all.session.disk()?).await
}
