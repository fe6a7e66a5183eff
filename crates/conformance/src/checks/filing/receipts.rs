//! The receipt: what it is, what it says, and how it is looked up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::{Class, ReceiptLookup, ReceiptState};
use esign::receipt::Expected;

use crate::answer::Answer;
use crate::bench::Bench;
use crate::filing::send::{Filed, case_of, finalize, read, received};
use crate::filing::{Draft, Wish, mint};
use crate::trouble::{Outcome, Trouble, ensure};

/// What comes of a new filing by the first person.
fn sent(bench: &Bench) -> Result<(Draft, Answer), Trouble> {
    let draft = bench.ready(bench.first(), &Wish::any())?;
    let answer = finalize(bench.first(), &draft)?;
    Ok((draft, answer))
}

pub(super) fn verifies(bench: &Bench) -> Outcome {
    let (_, answer) = sent(bench)?;
    read(&answer)?;
    let read =
        esign::receipt::read(&answer.text()).map_err(|it| answer.broken(&format!("a receipt ({it})")))?;
    let proof = read.to_verify(&bench.discovery().keys);
    let proof = proof.map_err(|it| answer.broken(&format!("a receipt by a key of discovery ({it})")))?;
    ensure(esign::verify(&proof), || {
        "the receipt's signature does not verify with its key of discovery".into()
    })
}

pub(super) fn names(bench: &Bench) -> Outcome {
    told(bench, bench.filed()?)?;
    if bench.means().uploads {
        match bench.file(bench.first(), &Wish::any().with_files()) {
            Ok(filed) => told(bench, &filed)?,
            Err(Trouble::NotTried(_)) => {}
            Err(broken) => return Err(broken),
        }
    }
    Ok(())
}

fn told(bench: &Bench, filed: &Filed) -> Outcome {
    let expected = Expected::of(filed.filing_id.clone(), &filed.manifest);
    let expected = expected.map_err(|it| Trouble::not_tried(format!("the kit's manifest: {it}")))?;
    let read = esign::receipt::read(&filed.jws).map_err(|it| Trouble::broken(it.to_string()))?;
    read.matches(&expected)
        .map_err(|it| Trouble::broken(format!("the receipt is not for what was sent: {it}")))?;
    let (said, epoch) = (read.claims.hall_epoch, bench.discovery().epoch);
    ensure(said == epoch, || format!("the receipt says epoch {said}, discovery {epoch}"))?;
    ensure(!read.claims.receipt_no.trim().is_empty(), || "the receipt has no number for people".into())
}

pub(super) fn location(bench: &Bench) -> Outcome {
    let (_, answer) = sent(bench)?;
    read(&answer)?;
    let location = answer.header("location").unwrap_or_default();
    let path = location.strip_prefix(bench.first().origin()).unwrap_or(location);
    let named = case_of(&answer).filter(|_| path.starts_with("/api/v1/cases/"));
    let case = named.ok_or_else(|| answer.broken(&format!("Location: /api/v1/cases/…, not `{location}`")))?;
    if bench.offers(&Class::Cases) {
        bench.first().get(&format!("/api/v1/cases/{case}"))?.expect(200)?;
    }
    Ok(())
}

pub(super) fn unknown(bench: &Bench) -> Outcome {
    let path = format!("/api/v1/filings/{}/receipt", mint::filing_id()?);
    nothing(&bench.first().get(&path)?)
}

/// The answer knows nothing of a filing.
pub(super) fn nothing(answer: &Answer) -> Outcome {
    let found: ReceiptLookup = answer.clone().expect(200)?.json()?;
    let told = found.state != ReceiptState::Unknown || found.receipt.is_some() || found.case_id.is_some();
    if told { Err(answer.broken("`unknown` and nothing else")) } else { Ok(()) }
}

pub(super) fn looked_up(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let answer = bench.first().get(&filed.draft.path("receipt"))?;
    let found: ReceiptLookup = answer.json()?;
    let same = found.state == ReceiptState::Accepted
        && found.receipt.as_deref() == Some(filed.jws.as_str())
        && found.case_id.as_ref() == Some(&filed.case_id);
    if same {
        Ok(())
    } else {
        Err(answer.broken("`accepted` with the receipt as it was given, and its case"))
    }
}

pub(super) fn running_number(bench: &Bench) -> Outcome {
    let one = bench.file(bench.first(), &Wish::any())?.receipt;
    let other = bench.file(bench.first(), &Wish::any())?.receipt;
    ensure(one.hall_epoch == other.hall_epoch && one.hall_seq < other.hall_seq, || {
        format!("two filings one after the other got hall_seq {} and {}", one.hall_seq, other.hall_seq)
    })
}

pub(super) fn nothing_personal(bench: &Bench) -> Outcome {
    let filed = bench.filed()?;
    let payload = filed.jws.split('.').nth(1).and_then(|it| URL_SAFE_NO_PAD.decode(it).ok());
    let payload = payload.ok_or_else(|| Trouble::broken("the receipt's payload is no base64url"))?;
    let payload = String::from_utf8_lossy(&payload).into_owned();
    let person = bench.first().person();
    let known = person.into_iter().flat_map(|it| {
        let mobile = it.mobile_masked.iter();
        [&it.name, &it.id_number_masked].into_iter().chain(mobile).chain(it.profile.values())
    });
    let found: Vec<_> = known.filter(|it| it.chars().count() > 1 && payload.contains(it.as_str())).collect();
    ensure(found.is_empty(), || format!("the receipt holds {}", found.len()))
}

pub(super) fn hall_time(bench: &Bench) -> Outcome {
    let (draft, answer) = sent(bench)?;
    let said = answer.header("date").and_then(|it| chrono::DateTime::parse_from_rfc2822(it).ok());
    let said = said.ok_or_else(|| answer.broken("Date"))?;
    let filed = received(bench.first(), draft, &answer)?;
    let apart = (filed.receipt.received_at - said).num_seconds().abs();
    ensure(apart <= 60, || format!("received_at is {apart} s away from Date of the same answer"))
}
