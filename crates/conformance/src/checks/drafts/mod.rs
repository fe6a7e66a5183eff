//! Checks of the class `drafts`: one draft of an organisation, one writer at a time.

mod pen;
mod versions;

use contract::requirement::drafts as of;
use contract::{DeviceId, DraftContent, Mandate, PutDraft, SharedDraft};

use crate::answer::Answer;
use crate::ask::Ask;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::{Draft, Wish, mint};
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::DRA_001, tries: "begin a draft", run: versions::begins },
    Check { of: &of::DRA_002, tries: "write and remove without naming a version", run: versions::no_version },
    Check { of: &of::DRA_003, tries: "begin it once more", run: versions::begun_twice },
    Check { of: &of::DRA_004, tries: "write on the version before", run: versions::stale },
    Check { of: &of::DRA_005, tries: "write eight times at once on one version", run: versions::race },
    Check {
        of: &of::DRA_006,
        tries: "read it with `If-None-Match`, while the pen moves",
        run: pen::tag_stays,
    },
    Check { of: &of::DRA_007, tries: "write from a device without the pen", run: pen::held },
    Check { of: &of::DRA_008, tries: "move the pen to another device and write there", run: pen::moves },
    Check { of: &of::DRA_009, tries: "lay the pen down, twice", run: pen::laid_down },
    Check { of: &of::DRA_010, tries: "write another matter into it", run: versions::other_matter },
    Check { of: &of::DRA_011, tries: "name a file that is nowhere", run: versions::missing_file },
    Check { of: &of::DRA_012, tries: "reach for it as somebody outside", run: versions::outsider },
    Check { of: &of::DRA_013, tries: "read the list after writing", run: versions::listed },
    Check {
        of: &of::DRA_014,
        tries: "remove it, by the wrong version and the right one",
        run: versions::removed,
    },
    Check { of: &of::DRA_015, tries: "finalize its filing", run: versions::finalized },
];

/// A shared draft on its way, and who writes it.
struct Shared<'a> {
    who: &'a Visitor,
    mandate: &'a Mandate,
    draft: Draft,
    device: DeviceId,
}

/// A draft that is at the hall, and its version.
struct Begun<'a> {
    it: Shared<'a>,
    tag: String,
}

fn shared(bench: &Bench) -> Result<Shared<'_>, Trouble> {
    let agent = bench.speaker()?;
    let draft = bench.draft_under(agent.who, agent.mandate, &Wish::any().without_files())?;
    Ok(Shared { who: agent.who, mandate: agent.mandate, draft, device: mint::device_id()? })
}

fn begun(bench: &Bench) -> Result<Begun<'_>, Trouble> {
    let it = shared(bench)?;
    let tag = tag(&it.who.send(it.begin()?)?.expect(201)?)?;
    Ok(Begun { it, tag })
}

impl Shared<'_> {
    fn path(&self) -> String {
        format!("/api/v1/drafts/{}", self.draft.filing_id)
    }

    fn list(&self) -> String {
        format!("/api/v1/drafts?principal={}", self.mandate.principal.id)
    }

    /// What is written.
    fn body(&self) -> PutDraft {
        let manifest = &self.draft.manifest;
        PutDraft {
            device: self.device.clone(),
            mandate: self.mandate.id.clone(),
            matter: manifest.matter.clone(),
            guide_version: manifest.guide_version,
            project: None,
            ready_to_sign: false,
            content: DraftContent {
                scenario: manifest.scenario.clone(),
                answers: manifest.answers.clone(),
                files: Vec::new(),
                later: Default::default(),
                delivery: manifest.delivery.clone(),
            },
        }
    }

    fn put(&self, body: &PutDraft) -> Result<Ask, Trouble> {
        Ask::new("PUT", self.path()).json(body)
    }

    fn begin(&self) -> Result<Ask, Trouble> {
        Ok(self.put(&self.body())?.header("if-none-match", "*"))
    }

    fn get(&self) -> Result<Answer, Trouble> {
        self.who.get(&self.path())?.expect(200)
    }

    fn read(&self) -> Result<SharedDraft, Trouble> {
        self.get()?.json()
    }
}

impl Begun<'_> {
    /// A write on the version that is known.
    fn write(&self, body: &PutDraft) -> Result<Ask, Trouble> {
        Ok(self.it.put(body)?.header("if-match", self.tag.clone()))
    }

    fn remove(&self) -> Ask {
        Ask::new("DELETE", self.it.path()).header("if-match", self.tag.clone())
    }
}

fn tag(answer: &Answer) -> Result<String, Trouble> {
    answer.header("etag").map(str::to_owned).ok_or_else(|| answer.broken("an ETag"))
}
