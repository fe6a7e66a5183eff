//! Content that breaks a rule: each has its own refusal, which points at the place.

use contract::{Class, Commitment, DeliveryChoice, DeliveryKind, ProblemCode, ReceiptLookup, ReceiptState};
use serde_json::{Value, json};

use super::{invalid_at, points_at, spoilt};
use crate::bench::Bench;
use crate::filing::send::finalize;
use crate::filing::{Draft, Wish, mint};
use crate::trouble::{Outcome, Trouble, ensure};

pub(super) fn other_hash(bench: &Bench) -> Outcome {
    let draft = bench.ready(bench.first(), &Wish::any())?;
    let mut body = draft.body()?;
    body.content_hash = canon::sha256_hex(b"something else");
    bench.first().post(&draft.path("finalize"), &body)?.problem(422, &ProblemCode::HashMismatch)?;
    not_taken(bench, &draft)
}

fn not_taken(bench: &Bench, draft: &Draft) -> Outcome {
    let found: ReceiptLookup = bench.first().get(&draft.path("receipt"))?.json()?;
    ensure(found.state != ReceiptState::Accepted, || "the hall says that it accepted what it refused".into())
}

pub(super) fn not_canonical(bench: &Bench) -> Outcome {
    let draft = bench.ready(bench.first(), &Wish::any())?;
    let body = serde_json::to_value(draft.body()?).map_err(|it| Trouble::not_tried(it.to_string()))?;
    let digest = canon::sha256_hex(b"x");
    let file = |index: u32| json!({"material_id": "kit", "index": index, "name": "x.pdf", "length": 1, "sha256": digest.clone()});
    let table: [(&str, &str, Value); 6] = [
        ("a fraction", "/manifest/answers", json!({"kit": 1.5})),
        ("2^53", "/manifest/answers", json!({"kit": 9_007_199_254_740_992_i64})),
        ("a null", "/manifest/answers", json!({"kit": null})),
        ("attachments out of order", "/manifest/attachments", json!([file(1), file(0)])),
        ("one attachment twice", "/manifest/attachments", json!([file(0), file(0)])),
        ("another version", "/manifest/v", json!(2)),
    ];
    for (what, place, value) in table {
        let mut spoilt = body.clone();
        if let Some(slot) = spoilt.pointer_mut(place) {
            *slot = value;
        }
        let answer = bench.first().post(&draft.path("finalize"), &spoilt)?;
        answer.refusal().map_err(|it| it.of(what))?;
        ensure(matches!(answer.status, 400 | 422), || {
            format!("{what}: expected 400 or 422, came {}", answer.came())
        })?;
    }
    not_taken(bench, &draft)
}

pub(super) fn not_uploaded(bench: &Bench) -> Outcome {
    if !bench.offers(&Class::Uploads) {
        return Err(Trouble::not_tried("the hall does not offer `uploads`"));
    }
    let mut draft = bench.draft(bench.first(), &Wish::any().with_files())?;
    bench.sign(bench.first(), &mut draft)?;
    let answer = finalize(bench.first(), &draft)?;
    let problem = answer.problem(422, &ProblemCode::AttachmentMissing)?;
    points_at(&answer, &problem, "/manifest/attachments/0")
}

pub(super) fn other_file(bench: &Bench) -> Outcome {
    let spoils: [fn(&mut Draft); 2] = [
        |draft| draft.manifest.attachments[0].sha256 = canon::sha256_hex(b"something else"),
        |draft| draft.manifest.attachments[0].length += 1,
    ];
    for spoil in spoils {
        let (_, answer) = spoilt(bench, &Wish::any().with_files(), |draft| {
            spoil(draft);
            Ok(())
        })?;
        answer.problem(422, &ProblemCode::AttachmentMissing)?;
    }
    Ok(())
}

pub(super) fn answers(bench: &Bench) -> Outcome {
    let place = |name: &str| format!("/manifest/answers/{name}");
    let refused = |spoil: &dyn Fn(&mut Draft) -> Result<String, Trouble>| {
        let mut name = String::new();
        let (_, answer) = spoilt(bench, &Wish::any(), |draft| {
            name = spoil(draft)?;
            Ok(())
        })?;
        invalid_at(&answer, &place(&name))
    };
    refused(&|draft| {
        let name = required(draft)?;
        draft.manifest.answers.remove(&name);
        Ok(name)
    })?;
    refused(&|draft| {
        let name = required(draft)?;
        draft.manifest.answers.insert(name.clone(), json!({"kit": "no answer"}));
        Ok(name)
    })?;
    refused(&|draft| {
        draft.manifest.answers.insert("nobody_asked".into(), "x".into());
        Ok("nobody_asked".into())
    })
}

/// The name of a field that this draft has to answer. The last one: what others depend on comes first.
fn required(draft: &Draft) -> Result<String, Trouble> {
    let form = draft.guide.form.as_ref().ok_or_else(|| Trouble::not_tried("a guide without a form"))?;
    let sections = form::visible(form, &draft.manifest.scenario, &draft.manifest.answers);
    let mut fields = sections.iter().flat_map(|it| &it.fields).filter(|it| it.field.required);
    let last = fields.next_back().map(|it| it.field.name.clone());
    last.ok_or_else(|| Trouble::not_tried("no field of the form has to be answered"))
}

pub(super) fn scenario(bench: &Bench) -> Outcome {
    let (_, answer) = spoilt(bench, &Wish::any(), |draft| {
        draft.manifest.scenario.insert("nobody_asked".into(), "yes".into());
        Ok(())
    })?;
    invalid_at(&answer, "/manifest/scenario/nobody_asked")?;
    let asks = Wish::any().guide(|it| !it.questions.is_empty());
    let mut left_out = String::new();
    let tried = spoilt(bench, &asks, |draft| {
        let first = draft.manifest.scenario.keys().next().cloned();
        left_out = first.ok_or_else(|| Trouble::not_tried("nothing was asked"))?;
        draft.manifest.scenario.remove(&left_out);
        Ok(())
    });
    match tried {
        // Its questions may all depend on each other; then whatever is missing first is pointed at.
        Ok((_, answer)) => invalid_at(&answer, "/manifest/scenario"),
        Err(Trouble::NotTried(_)) => Ok(()),
        Err(broken) => Err(broken),
    }
}

pub(super) fn version(bench: &Bench) -> Outcome {
    let (_, answer) = spoilt(bench, &Wish::any(), |draft| {
        draft.manifest.guide_version += 1000;
        Ok(())
    })?;
    answer.problem(409, &ProblemCode::VersionRetired)?;
    Ok(())
}

pub(super) fn matter(bench: &Bench) -> Outcome {
    let unknown = mint::uuid()?.parse().map_err(|_| Trouble::not_tried("a UUID that is no id"))?;
    let (_, answer) = spoilt(bench, &Wish::any(), |draft| {
        draft.manifest.matter = unknown;
        Ok(())
    })?;
    let problem = answer.refusal()?;
    let known =
        matches!((answer.status, &problem.code), (404, ProblemCode::NotFound) | (422, ProblemCode::Invalid));
    if known { Ok(()) } else { Err(answer.broken("404 `not-found` or 422 `invalid`")) }
}

pub(super) fn delivery(bench: &Bench) -> Outcome {
    let (_, answer) = spoilt(bench, &Wish::any(), |draft| {
        let known = [DeliveryKind::Electronic, DeliveryKind::Window];
        let kind = known.into_iter().find(|it| !draft.guide.deliveries.contains(it));
        let kind = kind.unwrap_or_else(|| DeliveryKind::Other("carrier-pigeon".into()));
        draft.manifest.delivery = DeliveryChoice { kind, to: Default::default() };
        Ok(())
    })?;
    invalid_at(&answer, "/manifest/delivery")
}

pub(super) fn promise(bench: &Bench) -> Outcome {
    let (_, answer) = spoilt(bench, &Wish::any(), |draft| {
        let text_id = "a-wording-that-nobody-published".to_owned();
        let sha256 = canon::sha256_hex(text_id.as_bytes());
        draft.manifest.commitments.push(Commitment { text_id, sha256, material_id: None });
        Ok(())
    })?;
    invalid_at(&answer, "/manifest/commitments")
}

pub(super) fn other_hall(bench: &Bench) -> Outcome {
    let mut draft = bench.ready(bench.first(), &Wish::any())?;
    draft.manifest.hall = "another-hall".parse().map_err(|_| Trouble::not_tried("no id"))?;
    invalid_at(&finalize(bench.first(), &draft)?, "/manifest/hall")
}

pub(super) fn corrects(bench: &Bench) -> Outcome {
    let notice = mint::uuid()?.parse().map_err(|_| Trouble::not_tried("a UUID that is no id"))?;
    let (_, answer) = spoilt(bench, &Wish::any(), |draft| {
        draft.manifest.corrects = Some(notice);
        Ok(())
    })?;
    invalid_at(&answer, "/manifest/corrects")
}

pub(super) fn names_filing(bench: &Bench) -> Outcome {
    let (draft, answer) = spoilt(bench, &Wish::any(), |draft| {
        draft.manifest.answers.insert("nobody_asked".into(), "x".into());
        Ok(())
    })?;
    let problem = answer.refusal()?;
    let named = problem.filing_id.as_ref() == Some(&draft.filing_id);
    if named { Ok(()) } else { Err(answer.broken("filing_id")) }
}
