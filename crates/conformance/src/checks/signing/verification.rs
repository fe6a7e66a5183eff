//! What a hall says of its signatures: how they are made, and what verifying them gives.

use contract::{CaptureKind, CaseSignatures, SigningTerms};

use crate::bench::Bench;
use crate::filing::Wish;
use crate::trouble::{Outcome, Trouble, ensure};

fn terms(bench: &Bench) -> Result<&SigningTerms, Trouble> {
    bench.discovery().signing.as_ref().ok_or_else(|| Trouble::broken("discovery has no `signing`"))
}

pub(super) fn said(bench: &Bench) -> Outcome {
    let terms = terms(bench)?;
    let known = |it: &CaptureKind| !matches!(it, CaptureKind::Other(_));
    ensure(terms.methods.iter().any(known), || "discovery names no way to sign that is known".into())
}

pub(super) fn verified(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any().signed())?;
    let answer = bench.first().get(&filed.case("/signatures"))?.expect(200)?;
    let found: CaseSignatures = answer.json()?;
    ensure(found.items.len() == filed.body.signatures.len(), || {
        answer.broken("the signatures that were sent").why().to_owned()
    })?;
    for it in &found.items {
        let failed = it.checks.iter().find(|it| !it.ok);
        ensure(failed.is_none() && !it.checks.is_empty(), || {
            answer.broken("checks that hold").why().to_owned()
        })?;
        ensure(it.content_hash == filed.receipt.content_hash, || {
            answer.broken("the content hash of the receipt").why().to_owned()
        })?;
        ensure(it.signer == filed.draft.signer, || answer.broken("who signed").why().to_owned())?;
    }
    Ok(())
}

pub(super) fn unsigned(bench: &Bench) -> Outcome {
    let filed = bench.file(bench.first(), &Wish::any().guide(|it| !it.esign))?;
    let answer = bench.first().get(&filed.case("/signatures"))?.expect(200)?;
    let found: CaseSignatures = answer.json()?;
    ensure(found.items.is_empty(), || answer.broken("no signature").why().to_owned())
}
