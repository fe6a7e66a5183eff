//! Who may file for whom. This hall does not offer acting on behalf of others yet, and says so.

use contract::{Manifest, ProblemCode};

use crate::error::Refusal;
use crate::session::Caller;

/// The actor is the person of the session, and files for themselves.
///
/// # Errors
///
/// `not-allowed` when another person is said to act; `invalid` when it is for somebody else.
pub(super) fn check(caller: &Caller, manifest: &Manifest) -> Result<(), Refusal> {
    let me = caller.party()?;
    if manifest.actor.id != me.id {
        return Err(Refusal::new(ProblemCode::NotAllowed).detail("办理人不是当前登录的人"));
    }
    let invalid = Refusal::new(ProblemCode::Invalid);
    if manifest.actor != me {
        return Err(invalid.at("/manifest/actor", "other-name", "姓名与登记的不一致"));
    }
    if manifest.mandate.is_some() || manifest.principal != me {
        return Err(invalid.at("/manifest/principal", "on-behalf", "大厅还没有开通代办，请由申请人本人提交"));
    }
    Ok(())
}
