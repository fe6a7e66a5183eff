//! How an upload begins, and what is refused before a byte is sent.

use contract::ProblemCode;

use super::{begun, file};
use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::filing::tus;
use crate::trouble::{Outcome, Trouble, ensure};

pub(super) fn options(bench: &Bench) -> Outcome {
    let answer = bench.anyone().send(Ask::new("OPTIONS", tus::UPLOADS))?.expect(204)?;
    let lists = |header: &str, wanted: &[&str]| {
        let said: Vec<_> = answer.header(header).unwrap_or_default().split(',').map(str::trim).collect();
        let missing: Vec<_> = wanted.iter().filter(|it| !said.contains(it)).collect();
        ensure(missing.is_empty(), || format!("OPTIONS {}: {header} lacks {missing:?}", tus::UPLOADS))
    };
    lists("tus-version", &["1.0.0"])?;
    lists("tus-extension", &["creation", "checksum", "expiration", "termination"])?;
    lists("tus-checksum-algorithm", &["sha256"])?;
    let most = bench.discovery().limits.file_bytes.to_string();
    lists("tus-max-size", &[&most])
}

pub(super) fn begins(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let version = begun.answer.header("tus-resumable");
    ensure(version == Some("1.0.0"), || format!("creation answers Tus-Resumable: {version:?}"))
}

pub(super) fn expires(bench: &Bench) -> Outcome {
    let answer = begun(bench)?.answer;
    let time = |name: &str| {
        let read = answer.header(name).and_then(|it| chrono::DateTime::parse_from_rfc2822(it).ok());
        read.ok_or_else(|| answer.broken(&format!("{name} as an HTTP date")))
    };
    let days = i64::from(bench.discovery().limits.upload_days);
    ensure(days >= 7, || format!("discovery keeps unfinished uploads for {days} days"))?;
    // Two minutes of grace: the two headers may be made at two moments.
    let kept = time("upload-expires")? - time("date")? + chrono::TimeDelta::minutes(2);
    ensure(kept >= chrono::TimeDelta::days(days), || {
        format!("Upload-Expires is {} hours away, not {days} days", kept.num_hours())
    })
}

/// What comes of beginning an upload of `length` bytes of `media_type`.
fn asked(bench: &Bench, length: Option<u64>, media_type: Option<&str>) -> Result<Answer, Trouble> {
    let (filing, file) = file(bench)?;
    let mut pairs = tus::described(&filing, &file);
    if let Some(media_type) = media_type {
        pairs[1].1 = media_type;
    }
    bench.first().send(tus::creation(length.unwrap_or(file.about.length), &tus::metadata(&pairs)))
}

pub(super) fn empty(bench: &Bench) -> Outcome {
    asked(bench, Some(0), None)?.problem(422, &ProblemCode::EmptyFile)?;
    Ok(())
}

pub(super) fn too_large(bench: &Bench) -> Outcome {
    let over = bench.discovery().limits.file_bytes.saturating_add(1);
    asked(bench, Some(over), None)?.problem(413, &ProblemCode::TooLarge)?;
    Ok(())
}

pub(super) fn other_type(bench: &Bench) -> Outcome {
    let unlisted = "application/x-kit-unknown";
    asked(bench, None, Some(unlisted))?.problem(415, &ProblemCode::FileType)?;
    Ok(())
}

pub(super) fn other_version(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let (filing, file) = file(bench)?;
    let described = tus::metadata(&tus::described(&filing, &file));
    let bare = |method: &str, path: &str| {
        Ask::new(method, path)
            .header("upload-length", file.about.length.to_string())
            .header("upload-metadata", described.clone())
    };
    let asks = [
        bare("POST", tus::UPLOADS),
        bare("POST", tus::UPLOADS).header("tus-resumable", "0.2.2"),
        Ask::new("HEAD", &begun.path),
        Ask::new("HEAD", &begun.path).header("tus-resumable", "2.0.0"),
    ];
    for ask in asks {
        let answer = bench.first().send(ask)?.expect(412)?;
        let versions = answer.header("tus-version").unwrap_or_default();
        ensure(versions.split(',').any(|it| it.trim() == "1.0.0"), || {
            format!("{} {}: 412 without Tus-Version: 1.0.0", answer.method, answer.path)
        })?;
    }
    Ok(())
}

pub(super) fn metadata(bench: &Bench) -> Outcome {
    let (filing, file) = file(bench)?;
    let whole = tus::described(&filing, &file);
    let mut tries: Vec<(String, Vec<(&str, &str)>)> = Vec::new();
    for (index, (name, _)) in whole.iter().enumerate() {
        let mut some = whole.to_vec();
        some.remove(index);
        tries.push((format!("without {name}"), some));
    }
    let mut bad = whole.to_vec();
    bad[4].1 = "no-digest";
    tries.push(("with a digest that is none".into(), bad));
    for (what, pairs) in tries {
        let answer = bench.first().send(tus::creation(file.about.length, &tus::metadata(&pairs)))?;
        let problem = answer.refusal().map_err(|it| it.of(&what))?;
        let right = matches!(
            (answer.status, &problem.code),
            (400, ProblemCode::Malformed) | (422, ProblemCode::Invalid)
        );
        if !right {
            return Err(answer.broken("400 `malformed` or 422 `invalid`").of(what));
        }
    }
    Ok(())
}
