//! The pen: who may write now.

use contract::{DraftHolder, PartyKind, ProblemCode, SharedDraft, TakePen};

use super::{Begun, begun, tag};
use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::filing::mint;
use crate::trouble::{Outcome, Trouble, ensure};

/// Takes the pen with another device; what the hall says, and the device's name.
fn other_device(begun: &Begun<'_>) -> Result<(SharedDraft, contract::DeviceId), Trouble> {
    let device = mint::device_id()?;
    let path = format!("{}/holder", begun.it.path());
    let told = begun.it.who.post(&path, &TakePen { device: device.clone() })?.expect(200)?.json()?;
    Ok((told, device))
}

pub(super) fn tag_stays(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let read =
        || begun.it.who.send(Ask::new("GET", begun.it.path()).header("if-none-match", begun.tag.clone()));
    ensure(tag(&read()?.expect(200)?)? == begun.tag, || "reading a draft changes its ETag".into())?;
    other_device(&begun)?;
    ensure(tag(&read()?.expect(200)?)? == begun.tag, || "the pen changed the ETag".into())
}

pub(super) fn held(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let mut body = begun.it.body();
    body.device = mint::device_id()?;
    waits(&begun.it.who.send(begun.write(&body)?)?)?;
    // Another person of the organisation, where the kit has one.
    let inside = bench.mandates()?.into_iter().find(|(who, it)| {
        who.id() != begun.it.who.id()
            && it.principal == begun.it.mandate.principal
            && it.principal.kind == PartyKind::Organisation
            && crate::filing::cast::files(it)
    });
    if let Some((colleague, mandate)) = inside {
        body.mandate = mandate.id.clone();
        waits(&colleague.send(begun.write(&body)?)?)?;
        let take = TakePen { device: body.device };
        waits(&colleague.post(&format!("{}/holder", begun.it.path()), &take)?)?;
    }
    Ok(())
}

/// The answer says that somebody writes, and how long to wait.
fn waits(answer: &Answer) -> Outcome {
    let problem = answer.problem(423, &ProblemCode::DraftHeld)?;
    let header = answer.header("retry-after").and_then(|it| it.parse::<u32>().ok());
    if problem.retry_after.is_some() && header.is_some() && problem.detail.is_some() {
        Ok(())
    } else {
        Err(answer.broken("detail, retry_after and Retry-After"))
    }
}

pub(super) fn moves(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let (told, device) = other_device(&begun)?;
    let held_by = |it: &Option<DraftHolder>| it.as_ref().map(|it| it.device.clone());
    ensure(held_by(&told.summary.holder) == Some(device.clone()), || "the pen did not move".into())?;
    waits(&begun.it.who.send(begun.write(&begun.it.body())?)?)?;
    let mut body = begun.it.body();
    body.device = device;
    begun.it.who.send(begun.write(&body)?)?.expect(200)?;
    Ok(())
}

pub(super) fn laid_down(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let path = format!("{}/holder", begun.it.path());
    for _ in 0..2 {
        begun.it.who.delete(&path)?.expect(204)?;
        let holder = begun.it.read()?.summary.holder;
        ensure(holder.is_none(), || "a pen that was laid down is held".into())?;
    }
    ensure(tag(&begun.it.get()?)? == begun.tag, || "laying the pen down changed the ETag".into())
}
