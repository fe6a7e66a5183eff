//! Files that are whole: what they must be, and that they stay what they are.

use contract::ProblemCode;

use super::{begin, begun, file, is_at, is_gone};
use crate::bench::Bench;
use crate::filing::{File, Wish, tus};
use crate::trouble::{Outcome, Trouble, ensure};

pub(super) fn other_digest(bench: &Bench) -> Outcome {
    let (filing, mut file) = file(bench)?;
    file.about.sha256 = canon::sha256_hex(b"something else");
    let begun = begin(bench, filing, file)?;
    let answer = bench.first().send(tus::chunk(&begun.path, 0, &begun.file.bytes))?;
    answer.problem(460, &ProblemCode::ChecksumMismatch)?;
    is_gone(bench, &begun.path)
}

pub(super) fn other_bytes(bench: &Bench) -> Outcome {
    let (filing, file) = file(bench)?;
    let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
    let spoilt = File::of(&file.about.material_id, 0, &file.about.name, file.media_type, script);
    let begun = begin(bench, filing, spoilt)?;
    let answer = bench.first().send(tus::chunk(&begun.path, 0, &begun.file.bytes))?;
    answer.problem(415, &ProblemCode::FileType)?;
    is_gone(bench, &begun.path)
}

pub(super) fn never_changes(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let whole = begun.file.about.length;
    bench.first().send(tus::chunk(&begun.path, 0, &begun.file.bytes))?.expect(204)?;
    for (at, bytes) in [(0, begun.file.bytes.as_slice()), (whole, b"%".as_slice())] {
        let answer = bench.first().send(tus::chunk(&begun.path, at, bytes))?;
        let problem = answer.refusal()?;
        let right = answer.status == 409
            && matches!(problem.code, ProblemCode::WrongState | ProblemCode::OffsetMismatch);
        if !right {
            return Err(answer.broken("409 `wrong-state` or `offset-mismatch`"));
        }
    }
    is_at(bench, &begun.path, whole)?;
    same_bytes(bench, &begun.path, &begun.file)
}

fn same_bytes(bench: &Bench, path: &str, file: &File) -> Outcome {
    let back = bench.first().get(path)?.expect(200)?;
    ensure(*back.bytes == *file.bytes, || format!("GET {path} gives other bytes than were sent"))
}

pub(super) fn discarded(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let (half, _) = begun.file.bytes.split_at(begun.file.bytes.len() / 2);
    bench.first().send(tus::chunk(&begun.path, 0, half))?.expect(204)?;
    bench.first().send(tus::ask("DELETE", &begun.path))?.expect(204)?;
    is_gone(bench, &begun.path)
}

pub(super) fn filed(bench: &Bench) -> Outcome {
    let who = bench.first();
    let mut draft = bench.draft(who, &Wish::any().with_files())?;
    let mut paths = Vec::new();
    for file in &draft.files {
        paths.push(tus::upload(who, &draft.filing_id, file, bench.discovery().limits.chunk_bytes)?);
    }
    bench.sign(who, &mut draft)?;
    let draft = bench.commit(who, draft)?.draft;
    let (path, file) = paths.first().zip(draft.files.first()).ok_or_else(|| Trouble::not_tried("no file"))?;
    who.send(tus::ask("DELETE", path))?.problem(409, &ProblemCode::WrongState)?;
    same_bytes(bench, path, file)
}

pub(super) fn given_back(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    bench.first().send(tus::chunk(&begun.path, 0, &begun.file.bytes))?.expect(204)?;
    let back = bench.first().get(&begun.path)?.expect(200)?;
    ensure(*back.bytes == *begun.file.bytes, || "other bytes come back than were sent".into())?;
    let is = |name: &str, right: &dyn Fn(&str) -> bool| {
        let said = back.header(name).unwrap_or_default().to_ascii_lowercase();
        ensure(right(&said), || format!("GET of a file answers {name}: {said}"))
    };
    is("content-type", &|it| it.split(';').next().is_some_and(|it| it.trim() == begun.file.media_type))?;
    is("content-disposition", &|it| it.starts_with("attachment"))?;
    is("x-content-type-options", &|it| it == "nosniff")
}

pub(super) fn others(bench: &Bench) -> Outcome {
    let (begun, other) = (begun(bench)?, bench.second());
    let half = &begun.file.bytes[..begun.file.bytes.len() / 2];
    other.send(tus::ask("HEAD", &begun.path))?.expect(404)?;
    other.get(&begun.path)?.problem(404, &ProblemCode::NotFound)?;
    other.send(tus::chunk(&begun.path, 0, half))?.problem(404, &ProblemCode::NotFound)?;
    other.send(tus::ask("DELETE", &begun.path))?.problem(404, &ProblemCode::NotFound)?;
    is_at(bench, &begun.path, 0)?;
    tus::begin(other, &begun.filing, &begun.file)?.problem(403, &ProblemCode::NotAllowed)?;
    Ok(())
}

pub(super) fn twins(bench: &Bench) -> Outcome {
    let begun = begun(bench)?;
    let draft = bench.draft(bench.first(), &Wish::any().with_files())?;
    let other = draft.guide.materials.iter().find(|it| it.id != begun.file.about.material_id);
    let other = other.ok_or_else(|| Trouble::not_tried("the matter has one material only"))?;
    let (media_type, bytes) = (begun.file.media_type, begun.file.bytes.clone());
    let twin = File::of(&other.id, 0, &begun.file.about.name, media_type, bytes);
    bench.first().send(tus::chunk(&begun.path, 0, &begun.file.bytes))?.expect(204)?;
    let most = bench.discovery().limits.chunk_bytes;
    let path = tus::upload(bench.first(), &begun.filing, &twin, most)?;
    ensure(path != begun.path, || "files of two materials got one address".into())?;
    same_bytes(bench, &path, &twin)
}
