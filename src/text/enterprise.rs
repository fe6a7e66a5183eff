//! Words for projects and shared drafts.

use contract::{Clock, Date, DraftSummary};
use rules::Due;

use super::{
    clock_left_due, clock_overdue, clock_paused, date, draft_changed_by, draft_to_sign, draft_writing,
    due_before_work, due_on, due_overdue, due_overdue_days, due_soon, due_today, moment,
};

/// How pressing something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// There is time.
    Calm,
    /// Three working days or less, or the clock stands still.
    Soon,
    /// Over.
    Late,
}

impl Urgency {
    /// The tag that goes with it.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Calm => "tag",
            Self::Soon => "tag tag--amber",
            Self::Late => "tag tag--zhu",
        }
    }
}

/// A due date in words, and how pressing it is.
pub(crate) fn due_words(on: Date, today: Date) -> (Urgency, String) {
    let due = rules::due(&rules::Calendar::china(), on, today);
    let day = date(on, chrono::Datelike::year(&today));
    match due {
        Due::Overdue(0) => (Urgency::Late, due_overdue(&day)),
        Due::Overdue(days) => (Urgency::Late, due_overdue_days(&days.to_string(), &day)),
        Due::Soon(_) if on == today => (Urgency::Soon, due_today().to_owned()),
        Due::Soon(0) => (Urgency::Soon, due_before_work(&day)),
        Due::Soon(days) => (Urgency::Soon, due_soon(&days.to_string(), &day)),
        Due::Later => (Urgency::Calm, due_on(&day)),
    }
}

/// What is left of a case's promised time, and how pressing it is.
pub(crate) fn clock_left(clock: &Clock, this_year: i32) -> (Urgency, String) {
    let left = || clock_left_due(&clock.left.to_string(), &date(clock.due_on, this_year));
    match clock.left {
        _ if clock.stopped => (Urgency::Soon, clock_paused().to_owned()),
        ..0 => (Urgency::Late, clock_overdue(&clock.left.unsigned_abs().to_string())),
        0 => (Urgency::Soon, due_today().to_owned()),
        1..=3 => (Urgency::Soon, left()),
        _ => (Urgency::Calm, left()),
    }
}

/// How a shared draft stands: who writes, whether it waits for the signer, or who changed it last.
pub(crate) fn draft_words(draft: &DraftSummary) -> String {
    match &draft.holder {
        Some(holder) => draft_writing(&holder.party.name),
        None if draft.ready_to_sign => draft_to_sign().to_owned(),
        None => draft_changed_by(&draft.updated_by.name, &moment(draft.updated_at)),
    }
}
