//! Where a project stands, put together from what was registered, its cases and its drafts.

use contract::{
    CaseSummary, Coded, Date, MatterId, Project, ProjectMatter, ProjectSummary, Stage, StageState,
};
use fixtures::{StageMatterSeed, StageSeed};
use rules::project::{Progress, Span, government_days, stage_states};
use sqlx::SqliteConnection;

use crate::cases::assemble;
use crate::cases::sight::Sight;
use crate::drafts;
use crate::error::Refusal;
use crate::state::Hall;
use crate::store::cases::{self, CaseRow};
use crate::store::drafts::{self as draft_rows, DraftRow};
use crate::store::organisations;
use crate::store::projects::ProjectRow;

/// A project with everything `sight` shows. What is hidden still counts.
///
/// # Errors
///
/// When the database fails.
pub(super) async fn whole(
    hall: &Hall,
    db: &mut SqliteConnection,
    row: ProjectRow,
    sight: &Sight,
) -> Result<Project, Refusal> {
    let facts = Facts::of(hall, db, &row).await?;
    let progress: Vec<Vec<Progress>> =
        row.stages.iter().map(|it| it.matters.iter().map(|it| facts.progress(it)).collect()).collect();
    let states = stage_states(&progress);
    let mut stages = Vec::with_capacity(row.stages.len());
    for (plan, state) in row.stages.iter().zip(states) {
        stages.push(facts.stage(hall, db, plan, state, sight).await?);
    }
    let needed = || progress.iter().flatten().filter(|it| it.needed);
    let now = stages.iter().find(|it| it.state.code != StageState::Done);
    let principal = organisations::party(db, &row.principal_id).await?;
    Ok(Project {
        summary: ProjectSummary {
            code: row.code,
            name: row.name,
            principal: principal.ok_or_else(|| Refusal::internal("a project of nobody"))?,
            stage: now.map_or_else(|| "全部办完".to_owned(), |it| it.name.clone()),
            done: count(needed().filter(|it| it.is_done())),
            total: count(needed()),
            next_due: facts.next_due(&stages),
            updated_at: facts.moments().fold(row.registered_at, |latest, it| latest.max(*it)),
        },
        place: row.place,
        kind: row.kind,
        government_days: government_days(&facts.spans(), hall.clock().today(), &hall.calendar),
        intermediary_days: row.intermediary_days,
        stages,
    })
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}

/// A case of the project with what its list shows.
struct Filed {
    row: CaseRow,
    summary: CaseSummary,
    pauses: Vec<(Date, Option<Date>)>,
}

struct Facts {
    /// Oldest first.
    cases: Vec<Filed>,
    /// The one written last first.
    drafts: Vec<DraftRow>,
}

impl Facts {
    async fn of(hall: &Hall, db: &mut SqliteConnection, row: &ProjectRow) -> Result<Self, Refusal> {
        let mut filed = Vec::new();
        for row in cases::of_project(db, &row.code).await? {
            let summary = assemble::summary(hall, db, &row).await?;
            let pauses = cases::pauses(db, &row.id).await?;
            filed.push(Filed { row, summary, pauses });
        }
        Ok(Self { cases: filed, drafts: draft_rows::of_project(db, &row.code).await? })
    }

    /// The case that speaks for a matter: one that was decided in favour, else the latest.
    fn case(&self, matter: &MatterId) -> Option<&Filed> {
        let all = || self.cases.iter().rev().filter(|it| it.row.matter == *matter);
        all().find(|it| it.progress(true).is_done()).or_else(|| all().next())
    }

    fn progress(&self, plan: &StageMatterSeed) -> Progress {
        Progress { needed: plan.needed, case: self.case(&plan.matter).map(|it| it.row.state.clone()) }
    }

    async fn stage(
        &self,
        hall: &Hall,
        db: &mut SqliteConnection,
        plan: &StageSeed,
        state: StageState,
        sight: &Sight,
    ) -> Result<Stage, Refusal> {
        let mut matters = Vec::with_capacity(plan.matters.len());
        for matter in &plan.matters {
            matters.push(self.matter(hall, db, matter, sight).await?);
        }
        let begun = plan.matters.iter().filter_map(|it| self.case(&it.matter)?.row.accepted_on).min();
        let due = |from| hall.calendar.due_or_estimate(from, plan.limit_days).0;
        Ok(Stage {
            id: plan.id.clone(),
            name: plan.name.clone(),
            lead: plan.lead.clone(),
            due_on: begun.filter(|_| state != StageState::Done).map(due),
            state: Coded::new(state.clone(), text(&state)),
            limit_days: plan.limit_days,
            matters,
        })
    }

    async fn matter(
        &self,
        hall: &Hall,
        db: &mut SqliteConnection,
        plan: &StageMatterSeed,
        sight: &Sight,
    ) -> Result<ProjectMatter, Refusal> {
        let guide = hall.catalogue.current(&plan.matter);
        let case = self.case(&plan.matter);
        let open = case.is_none_or(|it| !it.progress(true).is_done() && !it.progress(true).is_running());
        let draft = self.drafts.iter().find(|it| open && it.matter == plan.matter);
        Ok(ProjectMatter {
            matter: plan.matter.clone(),
            title: guide.map_or_else(|| plan.matter.to_string(), |it| it.title.clone()),
            department: guide.map(|it| it.department.name.clone()).unwrap_or_default(),
            needed: plan.needed,
            note: plan.note.clone(),
            case: case.filter(|it| sight.shows(&it.row)).map(|it| it.summary.clone()),
            draft: match draft {
                Some(row) => Some(drafts::summary(hall, db, row).await?),
                None => None,
            },
        })
    }

    /// The next date for anybody: a case's, a correction's, a stage's.
    fn next_due(&self, stages: &[Stage]) -> Option<Date> {
        let running = self.cases.iter().filter(|it| it.progress(true).is_running());
        let of_case = |it: &Filed| [it.summary.action_due, it.summary.clock.as_ref().map(|it| it.due_on)];
        running.flat_map(of_case).chain(stages.iter().map(|it| it.due_on)).flatten().min()
    }

    fn moments(&self) -> impl Iterator<Item = &contract::Instant> {
        let cases = self.cases.iter().map(|it| &it.row.updated_at);
        cases.chain(self.drafts.iter().map(|it| &it.updated_at))
    }

    fn spans(&self) -> Vec<Span> {
        let span = |it: &Filed| {
            let (accepted, decided) = (it.row.accepted_on?, it.row.decided_on);
            Some(Span { accepted, decided, pauses: it.pauses.clone() })
        };
        self.cases.iter().filter_map(span).collect()
    }
}

impl Filed {
    fn progress(&self, needed: bool) -> Progress {
        Progress { needed, case: Some(self.row.state.clone()) }
    }
}

/// What this hall calls a stage's state.
fn text(state: &StageState) -> &str {
    match state {
        StageState::Waiting => "未开始",
        StageState::Open => "可以申报",
        StageState::Running => "办理中",
        StageState::Done => "已办完",
        StageState::Other(name) => name,
    }
}
