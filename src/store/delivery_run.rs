//! Doing what the engine asks for: the only code that sends a filing.
//!
//! It lies in one file with the filing pages: whoever could open them can also send without fetching more.

use std::future::Future;
use std::pin::Pin;

use client::CallError;
use client::filings::{self, Target};
use contract::{
    Challenge, ChallengeRequest, DeviceId, DeviceSeq, FilingId, Finalize, ProblemCode, ReceiptState,
    SignedEnvelope, Signer, SignerRole,
};
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use outbox::{Effect, Event, Failure};

use super::deliveries::{Deliveries, Delivery, Kept, Progress, Will};
use super::delivery_failure::{at_commit, failure, refusal, status};
use super::device;
use super::drafts::erase;
use super::hall::genuine;
use super::statement::{self, Stated};
use super::upload::{self, Stopped};
use crate::edge::disk::DiskError;
use crate::edge::{clock, crypto, fetch, ids, task};
use crate::text;

thread_local! {
    /// Envelopes signed in this page. They are not kept: after a restart a new challenge is signed.
    static SIGNED: std::cell::RefCell<std::collections::BTreeMap<String, Vec<SignedEnvelope>>> =
        const { std::cell::RefCell::new(std::collections::BTreeMap::new()) };
    /// The status that a delivery's last commit of this page ended with.
    static ENDED: std::cell::RefCell<std::collections::BTreeMap<String, Option<u16>>> =
        const { std::cell::RefCell::new(std::collections::BTreeMap::new()) };
}

/// Wait so long before asking again for code that could not be fetched, in milliseconds.
const AGAIN_MS: u32 = 3_000;

type Running = Pin<Box<dyn Future<Output = ()>>>;

/// What can be done with deliveries once the code is here.
#[derive(Clone, Copy)]
pub(super) struct Code {
    /// Reads records off the disk; one that cannot be read is left out.
    pub(super) read: fn(&[Vec<u8>]) -> Vec<Delivery>,
    /// Performs effects.
    pub(super) run: fn(Deliveries, FilingId, Vec<Effect>) -> Running,
}

/// Fetches the code, however long that takes: what is to be sent is on the device already.
pub(super) async fn code() -> Code {
    loop {
        match fetched().await {
            Ok(code) => return code,
            Err(_) => task::sleep(AGAIN_MS).await,
        }
    }
}

#[wasm_split(filing, wasm_split_path = ::leptos::wasm_split, fallible)]
fn fetched() -> Result<Code, SplitLoaderError> {
    Ok(Code {
        read: |records| records.iter().filter_map(|it| serde_json::from_slice(it).ok()).collect(),
        run: |all, id, effects| Box::pin(async move { perform(all, &id, effects).await }),
    })
}

/// Performs effects in order. An effect that fails becomes the engine's next event.
async fn perform(all: Deliveries, id: &FilingId, effects: Vec<Effect>) {
    for effect in effects {
        let Some(delivery) = all.get_now(id).filter(|it| is_mine(all, it)) else { return };
        let event = match effect {
            Effect::Persist => match all.persist(id).await {
                Ok(()) => continue,
                // What is not on disk is not sent.
                Err(_) => Event::Stop,
            },
            Effect::Wait(ms) => {
                task::sleep(ids::scattered(ms)).await;
                // Somebody pressed "try now" meanwhile, or it ended: this timer has had its day.
                if all.get_now(id).is_none_or(|it| it.state != delivery.state) {
                    return;
                }
                Event::TryNow
            }
            // Nothing is sent to a hall of another contract: it may have changed by the next try.
            _ if !all.hall.fits_by_now().await => Event::Failed(Failure::Later(None)),
            Effect::Upload => or_failed(upload(all, &delivery).await, Event::Uploaded),
            Effect::Sign => or_failed(sign(all, &delivery).await, Event::Signed),
            Effect::Commit => commit(all, &delivery).await,
            Effect::LookUp => look_up(all, &delivery).await,
        };
        all.happen(id, event);
        return;
    }
}

/// True while the one who decided on a delivery is the one signed in: nobody sends under another's name.
fn is_mine(all: Deliveries, delivery: &Delivery) -> bool {
    all.session.person().is_none_or(|it| it.id.as_str() == delivery.manifest.actor.id.as_str())
}

fn or_failed(done: Result<(), Failure>, event: Event) -> Event {
    done.map_or_else(Event::Failed, |()| event)
}

/// Brings every file to the hall; what is there already is only counted.
async fn upload(all: Deliveries, delivery: &Delivery) -> Result<(), Failure> {
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
            is_mine(all, delivery)
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
async fn sign(all: Deliveries, delivery: &Delivery) -> Result<(), Failure> {
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

async fn commit(all: Deliveries, delivery: &Delivery) -> Event {
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

async fn look_up(all: Deliveries, delivery: &Delivery) -> Event {
    let found = match fetch::send(filings::receipt(&delivery.target())).await {
        Ok(found) => found,
        Err(error) => return Event::Failed(failure(error)),
    };
    match (found.state, found.receipt, found.problem) {
        (ReceiptState::Accepted, Some(jws), _) => keep_receipt(all, delivery, jws, found.case_id).await,
        (ReceiptState::Unknown, ..) => Event::HallKnowsNothing,
        (ReceiptState::Refused, _, Some(problem)) => {
            // A refusal of a commit we did send is a clear word, unlike a refused look-up.
            all.set(&delivery.id, |it| it.state.stage = outbox::Stage::Committing);
            Event::Failed(Failure::Refused(Box::new(problem)))
        }
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
            all.set(&delivery.id, |it| it.state.stage = outbox::Stage::Committing);
            return Event::Failed(refusal(
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
    all.set(&delivery.id, |it| it.kept = Some(Kept { jws, receipt, case_id }));
    match all.persist(&delivery.id).await {
        Ok(()) => {
            forget_draft(all, delivery).await;
            Event::ReceiptKept
        }
        Err(_) => Event::Failed(Failure::NoAnswer),
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
