//! 亮证码: a licence is shown by a code that can be read once, and soon. Only its digest is kept.

use chrono::Duration;
use contract::{CheckLicence, Coded, LicenceCheck, LicenceCode, LicenceId, PartyKind, ProblemCode};

use super::{mask, standing, text, visible};
use crate::error::Refusal;
use crate::random;
use crate::session::Caller;
use crate::state::{Hall, Shared};
use crate::store::licences as rows;

/// How long a code can be read, in seconds.
pub const LASTS: i64 = 60;

/// Makes a code to show a licence by. The one of before cannot be read any more.
///
/// # Errors
///
/// `not-found` for a licence the caller does not see, `not-allowed` for one that is not theirs to show.
pub async fn code(hall: &Shared, caller: &Caller, id: LicenceId) -> Result<LicenceCode, Refusal> {
    let (now, person) = (hall.clock().now(), caller.person.id.clone());
    let expires_at = now + Duration::seconds(LASTS);
    let code = random::secret()?;
    let hash = canon::sha256_hex(code.as_bytes());
    let kept = hall.writer.run(move |db| {
        Box::pin(async move {
            let (row, theirs) = visible(db, &person, &id, now.date_naive()).await?;
            if !theirs {
                let detail = format!("证照由{}自己出示", row.holder.name);
                return Err(Refusal::new(ProblemCode::NotAllowed).detail(detail));
            }
            rows::show_by(db, &hash, id.as_str(), now.timestamp(), expires_at.timestamp()).await
        })
    });
    kept.await?;
    Ok(LicenceCode { code, expires_at })
}

/// Reads a code, once.
///
/// # Errors
///
/// `not-found` for a code that is unknown, was read before, or whose time is over: which of these it is, is not said.
pub async fn check(hall: &Hall, asked: CheckLicence) -> Result<LicenceCheck, Refusal> {
    let now = hall.clock().now();
    let hash = canon::sha256_hex(asked.code.as_bytes());
    let read =
        hall.writer.run(move |db| Box::pin(async move { rows::read_code(db, &hash, now.timestamp()).await }));
    let gone = || Refusal::new(ProblemCode::NotFound).detail("这个码已经用过或者过期，请对方重新出示");
    let row = read.await?.ok_or_else(gone)?;
    let state = standing(&row.state, row.valid_until, now.date_naive());
    Ok(LicenceCheck {
        name: row.name,
        number_masked: mask::number(&row.number),
        // An organisation's name is public; a person's is theirs.
        holder_masked: match row.holder.kind {
            PartyKind::Organisation => row.holder.name,
            _ => rules::mask_name(&row.holder.name),
        },
        issued_by: row.issued_by,
        valid_until: row.valid_until,
        state: Coded::new(state.clone(), text(&state)),
        checked_at: now,
    })
}
