//! Blank and sample forms.

use contract::requirement::guides::{GUI_035, GUI_036, GUI_037};
use contract::{GuideDocument, ProblemCode};

use super::{address, guides};
use crate::answer::Answer;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::mint;
use crate::trouble::{Outcome, Trouble, ensure};

pub(crate) const CHECKS: &[Check] = &[
    Check { of: &GUI_035, tries: "fetch every form that a guide lists", run: bytes },
    Check { of: &GUI_036, tries: "read the headers of every form", run: headers },
    Check { of: &GUI_037, tries: "forms that no guide lists", run: unknown },
];

/// Most forms that are fetched.
const MOST: usize = 20;

/// Every form with its answer.
fn documents(bench: &Bench) -> Result<Vec<(GuideDocument, Answer)>, Trouble> {
    let mut found = Vec::new();
    for (_, guide) in guides(bench)? {
        for it in guide.materials.iter().flat_map(|it| &it.documents) {
            if found.len() < MOST {
                let path = format!("{}/documents/{}", address(guide.matter.as_str()), it.id);
                found.push((it.clone(), bench.anyone().get(&path)?.expect(200)?));
            }
        }
    }
    if found.is_empty() { Err(Trouble::not_tried("no guide lists a form")) } else { Ok(found) }
}

fn bytes(bench: &Bench) -> Outcome {
    for (about, answer) in documents(bench)? {
        let digest = canon::sha256_hex(&answer.bytes);
        ensure(digest == about.sha256, || {
            answer.broken(&format!("the digest {}", about.sha256)).to_string()
        })?;
        ensure(answer.bytes.len() as u64 == about.length, || {
            answer.broken(&format!("{} bytes", about.length)).to_string()
        })?;
        let sent = answer.header("content-type").unwrap_or_default();
        let plain = |it: &str| it.replace(' ', "").to_ascii_lowercase();
        let same = plain(sent) == plain(&about.media_type) || answer.media_type() == plain(&about.media_type);
        ensure(same, || answer.broken(&about.media_type).to_string())?;
    }
    Ok(())
}

fn headers(bench: &Bench) -> Outcome {
    for (_, answer) in documents(bench)? {
        let how = answer.header("content-disposition").unwrap_or_default();
        ensure(how.starts_with("attachment"), || {
            answer.broken("`Content-Disposition: attachment`").to_string()
        })?;
        let kept = answer.header("cache-control").unwrap_or_default();
        ensure(kept.contains("immutable") && !kept.contains("no-store"), || {
            answer.broken(&format!("`Cache-Control` with `immutable`, not `{kept}`")).to_string()
        })?;
        let sniff = answer.header("x-content-type-options").unwrap_or_default();
        ensure(sniff == "nosniff", || answer.broken("`X-Content-Type-Options: nosniff`").to_string())?;
    }
    Ok(())
}

fn unknown(bench: &Bench) -> Outcome {
    let Some((guide, _)) = guides(bench)?.first() else {
        return Err(Trouble::not_tried("the catalogue is empty"));
    };
    for matter in [guide.matter.as_str(), "no-such-matter"] {
        let path = format!("{}/documents/{}", address(matter), mint::uuid()?);
        bench.anyone().get(&path)?.problem(404, &ProblemCode::NotFound)?;
    }
    Ok(())
}
