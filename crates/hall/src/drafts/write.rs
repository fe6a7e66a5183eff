//! Writing a shared draft. Everything is decided inside the writer, so that of two who come at once one is told so.

use contract::{
    FieldProblem, FilingId, Guide, MandateAction, PartyKind, PersonId, ProblemCode, PutDraft, TakePen,
};
use sqlx::SqliteConnection;

use super::{Condition, Pen, Versioned, Wish, check_pen, person, readable, versioned};
use crate::clock;
use crate::error::Refusal;
use crate::mandates::texts;
use crate::projects;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::drafts::{self as rows, DraftRow};
use crate::store::mandates::{self, MandateRow};
use crate::store::{filings, next, submissions, uploads};

/// What came of a write.
pub enum Written {
    /// There is a draft now.
    Begun(Versioned),
    /// It stands at a new version.
    Changed(Versioned),
}

/// Begins a draft or changes it; the writer holds the pen afterwards.
///
/// # Errors
///
/// `mandate-refused`, `not-found`, `wrong-state` when it was committed already, `stale`, `draft-held`, `invalid`,
/// `attachment-missing`, `too-large`, `not-allowed` for a filing id that is somebody else's.
pub async fn put(
    hall: &Shared,
    caller: &Caller,
    filing: FilingId,
    condition: Condition,
    body: PutDraft,
) -> Result<Written, Refusal> {
    let (inner, person) = (hall.clone(), caller.person.id.clone());
    let about = filing.clone();
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let new = New { hall: &inner, person: &person, filing: &filing, body };
            new.write(db, &condition).await
        })
    });
    done.await.map_err(|refused| refused.filing(&about))
}

struct New<'a> {
    hall: &'a Hall,
    person: &'a PersonId,
    filing: &'a FilingId,
    body: PutDraft,
}

impl New<'_> {
    async fn write(self, db: &mut SqliteConnection, condition: &Condition) -> Result<Written, Refusal> {
        let hall = self.hall;
        let mandate = self.mandate(db).await?;
        let held = rows::by_filing(db, self.filing).await?;
        let begins = held.is_none();
        match held {
            Some(row) => self.may_change(db, row, &mandate, condition).await?,
            None => self.may_begin(db, &mandate, condition).await?,
        }
        self.check(db, &mandate).await?;
        filings::register_device(db, &self.body.device, self.person).await?;
        let row = self.row(db, &mandate).await?;
        rows::put(db, &row).await?;
        let written = versioned(hall, db, row).await?;
        Ok(if begins { Written::Begun(written) } else { Written::Changed(written) })
    }

    /// The mandate that is named: the caller's own, in force, for an organisation, and for filing this matter.
    async fn mandate(&self, db: &mut SqliteConnection) -> Result<MandateRow, Refusal> {
        let found = mandates::by_id(db, &self.body.mandate).await?;
        let mine = found.filter(|it| it.agent.id.as_str() == self.person.as_str());
        let mandate = mine.ok_or_else(texts::unknown)?;
        if mandate.principal.kind != PartyKind::Organisation {
            let text = "个人的草稿只存在自己的设备上，不共享";
            return Err(Refusal::new(ProblemCode::Invalid).at("/mandate", "not-an-organisation", text));
        }
        may_file(self.hall, &mandate, &self.body.matter)?;
        Ok(mandate)
    }

    async fn may_begin(
        &self,
        db: &mut SqliteConnection,
        mandate: &MandateRow,
        condition: &Condition,
    ) -> Result<(), Refusal> {
        let today = self.hall.clock().today();
        filings::claim_for(db, self.filing, self.person, &mandate.principal.id, today).await?;
        if let Some(held) = submissions::of_filing(db, self.filing).await? {
            let refused = Refusal::new(ProblemCode::WrongState).detail("这份申报已经提交，不能再改");
            return Err(refused.case(&held.case_id.parse()?));
        }
        match condition {
            Condition::None => Ok(()),
            Condition::At(_) => {
                Err(Refusal::new(ProblemCode::NotFound).detail("这份草稿已经被删除。要继续填写，请重新共享"))
            }
        }
    }

    async fn may_change(
        &self,
        db: &mut SqliteConnection,
        row: DraftRow,
        mandate: &MandateRow,
        condition: &Condition,
    ) -> Result<(), Refusal> {
        if row.principal_id != mandate.principal.id.as_str() {
            return Err(Refusal::new(ProblemCode::NotFound));
        }
        if *condition == Condition::None {
            return Err(stale(db, &row).await?);
        }
        pen_allows(self.hall, db, &row, self.person, Wish::Write(&self.body.device)).await?;
        if !condition.holds_at(row.version) {
            return Err(stale(db, &row).await?);
        }
        let invalid = Refusal::new(ProblemCode::Invalid);
        if row.matter != self.body.matter {
            return Err(invalid.at("/matter", "immutable", "草稿不能换事项"));
        }
        if row.project != self.body.project {
            return Err(invalid.at("/project", "immutable", "草稿不能换项目"));
        }
        Ok(())
    }

    /// The content is looked at for its shape only: a draft may be wrong and incomplete.
    async fn check(&self, db: &mut SqliteConnection, mandate: &MandateRow) -> Result<(), Refusal> {
        let body = &self.body;
        let most = self.hall.config.limits.body_bytes;
        if serde_json::to_vec(&body.content)?.len() as u64 > most {
            return Err(Refusal::new(ProblemCode::TooLarge));
        }
        let guide: Option<&Guide> = self.hall.catalogue.version(&body.matter, body.guide_version);
        if guide.is_none() {
            let text = "大厅没有这个事项，或者没有这一版办事指南";
            return Err(Refusal::new(ProblemCode::Invalid).at("/guide_version", "unknown-version", text));
        }
        projects::check(db, body.project.as_ref(), &mandate.principal.id, "/project").await?;
        let mut missing = Vec::new();
        for (index, file) in body.content.files.iter().enumerate() {
            if uploads::holding(db, self.filing, file).await?.is_none() {
                missing.push(FieldProblem {
                    pointer: format!("/content/files/{index}"),
                    code: ProblemCode::AttachmentMissing.as_str().to_owned(),
                    text: format!("「{}」还没有传完", file.name),
                });
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Refusal::new(ProblemCode::AttachmentMissing).errors(missing))
        }
    }

    async fn row(self, db: &mut SqliteConnection, mandate: &MandateRow) -> Result<DraftRow, Refusal> {
        let (clock, body) = (self.hall.clock(), self.body);
        Ok(DraftRow {
            filing_id: self.filing.clone(),
            version: next(db, "draft").await?,
            principal_id: mandate.principal.id.to_string(),
            matter: body.matter,
            guide_version: body.guide_version,
            project: body.project,
            ready_to_sign: body.ready_to_sign,
            content: body.content,
            pen: Some(Pen::given(self.person.clone(), body.device, clock.unix())),
            updated_by: self.person.clone(),
            updated_at: clock.now(),
        })
    }
}

/// Removes a draft. Its files stay until nobody comes back for them.
///
/// # Errors
///
/// `not-found`, `draft-held`, `stale`, `mandate-refused` when no mandate allows filing it.
pub async fn remove(
    hall: &Shared,
    caller: &Caller,
    filing: FilingId,
    condition: Condition,
) -> Result<(), Refusal> {
    let (inner, person) = (hall.clone(), caller.person.id.clone());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let row = readable(&inner, db, &person, &filing).await?;
            allowed_to_file(&inner, db, &row, &person).await?;
            pen_allows(&inner, db, &row, &person, Wish::Take).await?;
            if !condition.holds_at(row.version) {
                return Err(stale(db, &row).await?);
            }
            rows::remove(db, &filing).await
        })
    });
    done.await
}

/// Takes the pen, or keeps it; the draft as it stands now.
///
/// # Errors
///
/// `not-found`, `draft-held`, `mandate-refused` when no mandate allows filing it.
pub async fn take_pen(
    hall: &Shared,
    caller: &Caller,
    filing: FilingId,
    asked: TakePen,
) -> Result<Versioned, Refusal> {
    let (inner, person) = (hall.clone(), caller.person.id.clone());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let mut row = readable(&inner, db, &person, &filing).await?;
            allowed_to_file(&inner, db, &row, &person).await?;
            pen_allows(&inner, db, &row, &person, Wish::Take).await?;
            filings::register_device(db, &asked.device, &person).await?;
            row.pen = Some(Pen::given(person, asked.device, inner.clock().unix()));
            rows::set_pen(db, &filing, row.pen.as_ref()).await?;
            versioned(&inner, db, row).await
        })
    });
    done.await
}

/// Lays the pen down, so that the next one need not wait. Nothing happens when nobody holds it.
///
/// # Errors
///
/// `not-found`, `draft-held` when it is in somebody else's hand.
pub async fn lay_down_pen(hall: &Shared, caller: &Caller, filing: FilingId) -> Result<(), Refusal> {
    let (inner, person) = (hall.clone(), caller.person.id.clone());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let row = readable(&inner, db, &person, &filing).await?;
            pen_allows(&inner, db, &row, &person, Wish::Take).await?;
            rows::set_pen(db, &filing, None).await
        })
    });
    done.await
}

/// One of this person's mandates allows filing the draft: who may only look neither takes the pen nor removes it.
async fn allowed_to_file(
    hall: &Hall,
    db: &mut SqliteConnection,
    row: &DraftRow,
    person: &PersonId,
) -> Result<(), Refusal> {
    let theirs = mandates::active_for(db, person, &row.principal_id.parse()?, hall.clock().today()).await?;
    let verdicts: Vec<_> = theirs.iter().map(|it| may_file(hall, it, &row.matter)).collect();
    if verdicts.iter().any(Result::is_ok) {
        return Ok(());
    }
    Err(verdicts.into_iter().find_map(Result::err).unwrap_or_else(texts::unknown))
}

fn may_file(hall: &Hall, mandate: &MandateRow, matter: &contract::MatterId) -> Result<(), Refusal> {
    let (action, today) = (MandateAction::File, hall.clock().today());
    rules::mandate::covers(&mandate.term, &mandate.scope, matter, &action, today)
        .map_err(|why| texts::refused(&hall.catalogue, mandate, &action, why))
}

async fn pen_allows(
    hall: &Hall,
    db: &mut SqliteConnection,
    row: &DraftRow,
    me: &PersonId,
    wish: Wish<'_>,
) -> Result<(), Refusal> {
    let now = hall.clock().unix();
    let Err(pen) = check_pen(row.pen.as_ref(), me, wish, now) else { return Ok(()) };
    let until = clock::instant(pen.until_s).format("%H:%M:%S");
    let detail = if pen.person == *me {
        format!("你正在另一台设备上填写。在那里停笔，或者等到 {until}")
    } else {
        let name = person(db, &pen.person).await?.name;
        format!("{name}正在填写。停笔两分钟就可以接手，最早 {until}")
    };
    let wait = u32::try_from(pen.until_s - now).unwrap_or_default();
    Err(Refusal::new(ProblemCode::DraftHeld).detail(detail).after(wait).filing(&row.filing_id))
}

/// Who wrote meanwhile.
async fn stale(db: &mut SqliteConnection, row: &DraftRow) -> Result<Refusal, Refusal> {
    let name = person(db, &row.updated_by).await?.name;
    let at = row.updated_at.format("%H:%M");
    Ok(Refusal::new(ProblemCode::Stale)
        .detail(format!("{name}在 {at} 改过这份草稿，请先看最新内容"))
        .filing(&row.filing_id))
}
