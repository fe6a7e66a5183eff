//! One case of the past, lived step by step through the doors that live ones take.

use contract::{
    CaseId, DeviceSeq, FilingId, Finalize, Guide, Manifest, MaterialId, NoticeState, UploadMetadata, Withdraw,
};
use fixtures::{Person, Story};
use rules::Action;
use sqlx::SqliteConnection;

use super::cast::Cast;
use super::dice::Dice;
use super::papers::{self, Papers};
use super::pen;
use super::walk::Move;
use crate::cases::{steps, take_back};
use crate::clerk::Desk;
use crate::error::Refusal;
use crate::intake::{Way, direct};
use crate::random;
use crate::staff;
use crate::state::Shared;
use crate::store::cases::CaseRow;
use crate::store::{cases, filings, uploads};

/// What every case of the past has around it.
pub(super) struct World<'a> {
    pub(super) hall: &'a Shared,
    pub(super) cast: &'a Cast,
    pub(super) desk: &'a Desk,
}

/// A case of the past.
pub(super) struct Life<'a> {
    story: &'a Story,
    guide: &'a Guide,
    dice: Dice,
    actor: Person,
    filed: Option<Filed>,
}

/// What became of the filing.
struct Filed {
    case: CaseId,
    filing: FilingId,
    manifest: Manifest,
}

impl<'a> Life<'a> {
    /// The life that `story`, the `n`th of the list, tells.
    ///
    /// # Errors
    ///
    /// When it names somebody who is not of the cast.
    pub(super) fn new(n: u64, story: &'a Story, guide: &'a Guide, cast: &Cast) -> Result<Self, Refusal> {
        let actor = cast.roles(story)?.actor.clone();
        Ok(Self { story, guide, dice: Dice::of(n), actor, filed: None })
    }

    /// Takes one step, at the time the hall's clock stands at.
    ///
    /// # Errors
    ///
    /// What the hall would refuse a live case, too.
    pub(super) async fn step(
        &mut self,
        world: &World<'_>,
        db: &mut SqliteConnection,
        step: Move,
    ) -> Result<(), Refusal> {
        match step {
            Move::File => self.file(world, db).await,
            Move::Staff(action) => self.staff(world, db, action).await,
            Move::Answer => self.answer(world, db).await,
            Move::Withdraw => self.withdraw(world, db).await,
        }
    }

    async fn file(&mut self, world: &World<'_>, db: &mut SqliteConnection) -> Result<(), Refusal> {
        let hall = world.hall;
        let filing = self.minted(hall.clock().unix())?;
        let today = hall.clock().today();
        let papers = papers::first(hall, self.guide, world.cast, self.story, today, self.dice)?;
        filings::claim(db, &filing, &self.actor.id, today).await?;
        let body = self.body(world, db, &filing, &papers, 1).await?;
        let manifest = papers.manifest;
        let taken = direct::file(hall, db, &self.actor, &filing, body, self.way(world)).await?;
        self.filed = Some(Filed { case: taken.case_id, filing, manifest });
        Ok(())
    }

    async fn staff(
        &self,
        world: &World<'_>,
        db: &mut SqliteConnection,
        action: Action,
    ) -> Result<(), Refusal> {
        let filed = self.filed()?;
        let material = self.asked_about(&filed.manifest);
        let order = world.desk.order(self.guide, action, material, self.dice.number(action.event().as_str()));
        let mut case = found(db, &filed.case).await?;
        steps::take(world.hall, db, &mut case, &staff::step(world.hall, action, order)).await
    }

    async fn answer(&mut self, world: &World<'_>, db: &mut SqliteConnection) -> Result<(), Refusal> {
        let filed = self.filed()?;
        let case = found(db, &filed.case).await?;
        let notices = cases::notices(db, &case.id).await?;
        let open = notices.into_iter().find(|it| it.state.code == NoticeState::Open);
        let notice = open.ok_or_else(|| Refusal::internal("nothing is asked"))?;
        let asked: Vec<_> = notice.items.iter().filter_map(|it| it.material_id.clone()).collect();
        let mut papers = papers::corrected(self.guide, &filed.manifest, &asked);
        papers.manifest.corrects = Some(notice.id.clone());
        let body = self.body(world, db, &filed.filing, &papers, 2).await?;
        direct::correct(world.hall, db, &self.actor, &case, notice.id, body, self.way(world)).await?;
        Ok(())
    }

    async fn withdraw(&self, world: &World<'_>, db: &mut SqliteConnection) -> Result<(), Refusal> {
        let filed = self.filed()?;
        let reason = self.story.reason.clone().unwrap_or_default();
        let body = Withdraw { acting: filed.manifest.acting(), reason };
        take_back(world.hall, db, &self.actor, &filed.case, body).await?;
        Ok(())
    }

    /// The files are sent, the content is signed when it comes from a phone.
    async fn body(
        &self,
        world: &World<'_>,
        db: &mut SqliteConnection,
        filing: &FilingId,
        papers: &Papers,
        seq: u64,
    ) -> Result<Finalize, Refusal> {
        self.upload(world, db, filing, papers).await?;
        let manifest = papers.manifest.clone();
        let content_hash = canon::content_hash(&manifest).map_err(Refusal::internal)?;
        let mut signatures = Vec::new();
        if self.guide.esign && !self.story.window {
            let hall = world.hall;
            signatures.push(pen::sign(hall, db, &self.actor, filing, &manifest, &content_hash).await?);
        }
        Ok(Finalize { device: self.device(seq)?, manifest, content_hash, signatures })
    }

    async fn upload(
        &self,
        world: &World<'_>,
        db: &mut SqliteConnection,
        filing: &FilingId,
        papers: &Papers,
    ) -> Result<(), Refusal> {
        let config = &world.hall.config;
        for file in &papers.files {
            let metadata = UploadMetadata {
                filename: file.about.name.clone(),
                filetype: file.media_type.to_owned(),
                material_id: file.about.material_id.clone(),
                filing_id: filing.clone(),
                sha256: file.about.sha256.clone(),
            };
            let id = random::id("u")?;
            let new = uploads::NewUpload {
                id: &id,
                person: &self.actor.id,
                metadata: &metadata,
                length: file.about.length,
                expires_s: config.clock.unix() + config.upload_seconds(),
            };
            uploads::add(db, &new).await?;
            uploads::append(db, &id, 0, &file.bytes, true).await?;
        }
        Ok(())
    }

    fn way(&self, world: &World<'_>) -> Way {
        if self.story.window { Way::Window { by: world.desk.clerk(self.guide) } } else { Way::Online }
    }

    /// A filing id as a phone mints them: a version 7 UUID of the time (RFC 9562 §5.7).
    fn minted(&self, unix: i64) -> Result<FilingId, Refusal> {
        let millis =
            u64::try_from(unix).unwrap_or_default() * 1000 + u64::from(self.dice.roll("millis", 1000));
        let (a, b) = (self.dice.number("a") & 0xfff, self.dice.number("b"));
        let (high, low) = (millis >> 16, millis & 0xffff);
        let variant = 0x8000 | ((b >> 48) & 0x3fff);
        let node = b & 0xffff_ffff_ffff;
        Ok(format!("{high:08x}-{low:04x}-7{a:03x}-{variant:04x}-{node:012x}").parse()?)
    }

    /// The phone of whoever acts, or the window's own device.
    fn device(&self, seq: u64) -> Result<DeviceSeq, Refusal> {
        let kind = if self.story.window { "window" } else { "phone" };
        Ok(DeviceSeq { id: format!("{kind}-{}", self.actor.id).parse()?, seq })
    }

    fn filed(&self) -> Result<&Filed, Refusal> {
        self.filed.as_ref().ok_or_else(|| Refusal::internal("a story that does not begin with its filing"))
    }

    /// Which of the materials a correction is about.
    fn asked_about<'m>(&self, manifest: &'m Manifest) -> Option<&'m MaterialId> {
        let files = &manifest.attachments;
        let drawn = self.dice.roll("asked about", u32::try_from(files.len()).unwrap_or(1)) as usize;
        files.get(drawn).map(|it| &it.material_id)
    }
}

async fn found(db: &mut SqliteConnection, id: &CaseId) -> Result<CaseRow, Refusal> {
    cases::by_id(db, id.as_str()).await?.ok_or_else(|| Refusal::internal("a case that was not kept"))
}
