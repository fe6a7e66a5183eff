//! Checks of the class `uploads`: tus 1.0.0 and what this contract adds to it.

mod chunks;
mod creation;
mod finished;

use contract::requirement::uploads as of;
use contract::{FilingId, Material};

use crate::answer::Answer;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::{File, Wish, files, mint, tus};
use crate::trouble::{Outcome, Trouble, ensure};

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::UPL_001, tries: "ask what the upload server can do", run: creation::options },
    Check { of: &of::UPL_002, tries: "begin an upload", run: creation::begins },
    Check {
        of: &of::UPL_003,
        tries: "send a file in two chunks and ask in between",
        run: chunks::two_chunks,
    },
    Check { of: &of::UPL_004, tries: "send a chunk too early and too late", run: chunks::other_offset },
    Check { of: &of::UPL_005, tries: "send more than was declared", run: chunks::past_the_end },
    Check { of: &of::UPL_006, tries: "send a chunk as something else", run: chunks::other_media_type },
    Check { of: &of::UPL_007, tries: "send chunks without a checksum that counts", run: chunks::no_checksum },
    Check {
        of: &of::UPL_008,
        tries: "send a chunk with another one's checksum",
        run: chunks::other_checksum,
    },
    Check { of: &of::UPL_009, tries: "declare another file's digest", run: finished::other_digest },
    Check { of: &of::UPL_010, tries: "begin an upload of no bytes", run: creation::empty },
    Check {
        of: &of::UPL_011,
        tries: "begin an upload of more bytes than are taken",
        run: creation::too_large,
    },
    Check {
        of: &of::UPL_012,
        tries: "begin an upload of a type that is not taken",
        run: creation::other_type,
    },
    Check { of: &of::UPL_013, tries: "send a script under a type that is taken", run: finished::other_bytes },
    Check {
        of: &of::UPL_014,
        tries: "drop the connection in the middle of a chunk and go on",
        run: chunks::cut_off,
    },
    Check {
        of: &of::UPL_015,
        tries: "name no version of tus, and another one",
        run: creation::other_version,
    },
    Check { of: &of::UPL_016, tries: "read until when an upload is kept", run: creation::expires },
    Check { of: &of::UPL_017, tries: "send another chunk to a finished file", run: finished::never_changes },
    Check { of: &of::UPL_018, tries: "discard an upload half-way", run: finished::discarded },
    Check { of: &of::UPL_019, tries: "discard a file that was filed", run: finished::filed },
    Check { of: &of::UPL_020, tries: "fetch a finished file", run: finished::given_back },
    Check { of: &of::UPL_021, tries: "reach for another person's upload", run: finished::others },
    Check { of: &of::UPL_022, tries: "send the same bytes for two materials", run: finished::twins },
    Check { of: &of::UPL_023, tries: "leave out each member of the metadata", run: creation::metadata },
    Check { of: &of::UPL_024, tries: "send two chunks to one offset at once", run: chunks::two_writers },
];

/// A file on its way: begun, and nothing sent.
struct Begun {
    filing: FilingId,
    file: File,
    path: String,
    answer: Answer,
}

/// A material of a matter that is filed with files.
fn material(bench: &Bench) -> Result<Material, Trouble> {
    let draft = bench.draft(bench.first(), &Wish::any().with_files())?;
    let first = draft.files.first().map(|it| it.about.material_id.clone());
    let found = draft.guide.materials.into_iter().find(|it| Some(&it.id) == first.as_ref());
    found.ok_or_else(|| Trouble::not_tried("no matter of this hall is filed with files"))
}

/// A new file, for a new filing.
fn file(bench: &Bench) -> Result<(FilingId, File), Trouble> {
    let made = files::file(&bench.discovery().limits, &material(bench)?.id, 0, &mint::uuid()?);
    let made =
        made.ok_or_else(|| Trouble::not_tried("the hall takes no type of file that the kit can make"))?;
    Ok((mint::filing_id()?, made))
}

/// An upload that the first person has begun.
fn begun(bench: &Bench) -> Result<Begun, Trouble> {
    let (filing, file) = file(bench)?;
    begin(bench, filing, file)
}

fn begin(bench: &Bench, filing: FilingId, file: File) -> Result<Begun, Trouble> {
    let answer = tus::begin(bench.first(), &filing, &file)?;
    let path = tus::location(&answer, bench.first().origin())?;
    Ok(Begun { filing, file, path, answer })
}

/// The hall is with an upload where it should be.
fn is_at(bench: &Bench, path: &str, offset: u64) -> Outcome {
    let at = tus::offset(bench.first(), path)?;
    ensure(at == offset, || format!("HEAD {path} says {at} bytes, not {offset}"))
}

/// An upload is gone.
fn is_gone(bench: &Bench, path: &str) -> Outcome {
    let answer = bench.first().send(tus::ask("HEAD", path))?;
    if matches!(answer.status, 404 | 410) { Ok(()) } else { Err(answer.broken("404 or 410")) }
}
