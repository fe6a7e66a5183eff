//! Pre-check (预检): what the hall would object to, asked before anything is sent. Nothing is written, and no id claimed.

use contract::{FieldProblem, FilingId, MandateAction, PreCheck, PreChecked, ProblemCode};

use super::kept::judge;
use super::{Way, content, filing};
use crate::error::Refusal;
use crate::payments;
use crate::projects;
use crate::session::Caller;
use crate::state::Hall;

/// Every rule of a first filing but whether its files are here and its signatures hold. What is wrong with the content
/// is the answer; what would be refused whatever the content is refused here, too.
///
/// # Errors
///
/// `not-allowed`, `mandate-refused`, `not-found`, `version-retired` as when it is filed.
pub async fn pre_check(
    hall: &Hall,
    caller: &Caller,
    id: &FilingId,
    body: &PreCheck,
) -> Result<PreChecked, Refusal> {
    judged(hall, caller, id, body).await.map_err(|refused| refused.filing(id))
}

async fn judged(hall: &Hall, caller: &Caller, id: &FilingId, body: &PreCheck) -> Result<PreChecked, Refusal> {
    let manifest = &body.manifest;
    let mut found = Found(Vec::new());
    // Whether it is somebody else's; what is held under it is no matter here.
    filing::held(hall, caller, id).await?;
    let mut db = hall.readers.acquire().await?;
    let acts = judge(hall, &mut db, &caller.person, manifest, &MandateAction::File).await;
    found.keep(acts.map(|_| ()))?;
    let guide = hall.catalogue.accepted(&manifest.matter, manifest.guide_version)?;
    found.keep(content::check_form(manifest))?;
    let at = "/manifest/project";
    found.keep(projects::check(&mut db, manifest.project.as_ref(), &manifest.principal.id, at).await)?;
    found.keep(filing::check_first(manifest))?;
    let content = content::check(hall, guide, manifest, &Way::Online);
    let sound = content.is_ok();
    found.keep(content)?;
    if sound {
        found.keep(payments::check(&mut db, guide, manifest).await)?;
    }
    Ok(PreChecked { problems: found.0, checked_at: hall.clock().now() })
}

/// The places that are wrong.
struct Found(Vec<FieldProblem>);

impl Found {
    /// Keeps what is wrong with the content; another refusal is passed on.
    fn keep(&mut self, judged: Result<(), Refusal>) -> Result<(), Refusal> {
        match judged {
            Err(refused) if refused.problem().code == ProblemCode::Invalid => {
                self.0.extend(refused.problem().errors.iter().cloned());
                Ok(())
            }
            other => other,
        }
    }
}
