//! Projects (投资项目): where their stages stand, and how many days the departments have used.

use contract::{CaseState, Date, StageState};

use crate::Calendar;

/// One matter of a stage, as far as the stage depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// False when the project may do without it.
    pub needed: bool,
    /// Where its latest case stands; `None` when nothing was filed.
    pub case: Option<CaseState>,
}

impl Progress {
    /// Whether it was decided in favour.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.case, Some(CaseState::Approved | CaseState::Delivered))
    }

    /// Whether somebody, on either side of the counter, has something to do with its case.
    #[must_use]
    pub fn is_running(&self) -> bool {
        use CaseState::{CorrectionNeeded, Submitted, Suspended, UnderReview};
        matches!(self.case, Some(Submitted | CorrectionNeeded | UnderReview | Suspended))
    }
}

/// Where each stage stands. Matters of one stage go side by side (并联); a stage opens when everything that is needed
/// before it is done. A case that came early makes its stage run all the same: halls may take it in.
#[must_use]
pub fn stage_states(stages: &[Vec<Progress>]) -> Vec<StageState> {
    let mut open = true;
    let state = |stage: &Vec<Progress>| {
        let done = stage.iter().filter(|it| it.needed).all(Progress::is_done);
        let state = match (done, stage.iter().any(Progress::is_running), open) {
            (true, ..) => StageState::Done,
            (false, true, _) => StageState::Running,
            (false, false, true) => StageState::Open,
            (false, false, false) => StageState::Waiting,
        };
        open &= done;
        state
    };
    stages.iter().map(state).collect()
}

/// The days on which a case lay with the departments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// When it was accepted: day 0.
    pub accepted: Date,
    /// When it was decided; `None` while it is not.
    pub decided: Option<Date>,
    /// When the clock stood still, as for [`fn@crate::clock`].
    pub pauses: Vec<(Date, Option<Date>)>,
}

impl Span {
    fn runs_on(&self, day: Date, today: Date) -> bool {
        let within = self.accepted < day && day <= self.decided.unwrap_or(today);
        let paused = |(from, until): &(Date, Option<Date>)| *from < day && until.is_none_or(|it| day <= it);
        within && !self.pauses.iter().any(paused)
    }
}

/// The working days that a project's cases took together until `today`. Days on which several cases lay with the
/// departments side by side count once; days on which every clock stood still do not count. Where no notice is known,
/// Monday to Friday are counted.
#[must_use]
pub fn government_days(spans: &[Span], today: Date, calendar: &Calendar) -> u32 {
    let (Some(first), Some(last)) =
        (spans.iter().map(|it| it.accepted).min(), spans.iter().map(|it| it.decided.unwrap_or(today)).max())
    else {
        return 0;
    };
    let days = first.iter_days().skip(1).take_while(|it| *it <= last);
    let counted =
        days.filter(|day| calendar.counts(*day) && spans.iter().any(|it| it.runs_on(*day, today))).count();
    u32::try_from(counted).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `!` before a state: the project may do without it. `-`: nothing was filed.
    fn stage(text: &str) -> Vec<Progress> {
        let matter = |word: &str| {
            let name = word.trim_start_matches('!');
            let case = (name != "-").then(|| CaseState::from(name.to_owned()));
            Progress { needed: !word.starts_with('!'), case }
        };
        text.split_whitespace().map(matter).collect()
    }

    #[test]
    fn stage_state_table() {
        #[rustfmt::skip]
        let table: &[(&[&str], &[StageState])] = &[
            (&["- -", "-"],                         &[StageState::Open, StageState::Waiting]),
            (&["submitted -", "-"],                 &[StageState::Running, StageState::Waiting]),
            (&["correction-needed -", "-"],         &[StageState::Running, StageState::Waiting]),
            (&["suspended delivered", "-"],         &[StageState::Running, StageState::Waiting]),
            (&["approved -", "-"],                  &[StageState::Open, StageState::Waiting]),
            (&["approved delivered", "-", "-"],     &[StageState::Done, StageState::Open, StageState::Waiting]),
            (&["delivered", "delivered", "delivered"], &[StageState::Done, StageState::Done, StageState::Done]),
            // What is not needed neither holds a stage up nor takes it back.
            (&["delivered !-", "-"],                &[StageState::Done, StageState::Open]),
            (&["delivered !under-review", "-"],     &[StageState::Done, StageState::Open]),
            (&["- !under-review", "-"],             &[StageState::Running, StageState::Waiting]),
            // What ended without a permit is to be filed again.
            (&["rejected", "-"],                    &[StageState::Open, StageState::Waiting]),
            (&["withdrawn", "-"],                   &[StageState::Open, StageState::Waiting]),
            (&["not-accepted delivered", "-"],      &[StageState::Open, StageState::Waiting]),
            // Early cases run; what comes after them still waits.
            (&["-", "under-review", "-"],           &[StageState::Open, StageState::Running, StageState::Waiting]),
            (&["-", "delivered", "-"],              &[StageState::Open, StageState::Done, StageState::Waiting]),
            (&["hibernating", "-"],                 &[StageState::Open, StageState::Waiting]),
            (&[],                                   &[]),
        ];
        for (stages, expected) in table {
            let stages: Vec<_> = stages.iter().map(|it| stage(it)).collect();
            assert_eq!(stage_states(&stages), *expected, "{stages:?}");
        }
    }

    fn day(text: &str) -> Date {
        format!("2026-{text}").parse().unwrap()
    }

    type Pause = (&'static str, Option<&'static str>);

    fn span(accepted: &str, decided: Option<&str>, pauses: &[Pause]) -> Span {
        let pauses = pauses.iter().map(|(from, until)| (day(from), until.map(day))).collect();
        Span { accepted: day(accepted), decided: decided.map(day), pauses }
    }

    #[test]
    fn government_days_table() {
        // Monday 2026-11-02 to Sunday 2026-11-22 hold no holiday.
        #[rustfmt::skip]
        let table = [
            ("nothing accepted",        vec![], "11-20", 0),
            ("day of acceptance",       vec![span("11-02", None, &[])], "11-02", 0),
            ("still with them",         vec![span("11-02", None, &[])], "11-09", 5),
            ("decided",                 vec![span("11-02", Some("11-04"), &[])], "11-20", 2),
            ("side by side",            vec![span("11-02", Some("11-06"), &[]), span("11-02", Some("11-06"), &[])], "11-20", 4),
            ("overlapping",             vec![span("11-02", Some("11-05"), &[]), span("11-03", Some("11-09"), &[])], "11-20", 5),
            ("one inside the other",    vec![span("11-02", Some("11-13"), &[]), span("11-04", Some("11-06"), &[])], "11-20", 9),
            ("a gap between",           vec![span("11-02", Some("11-03"), &[]), span("11-09", Some("11-11"), &[])], "11-20", 3),
            ("paused",                  vec![span("11-02", Some("11-13"), &[("11-04", Some("11-11"))])], "11-20", 4),
            ("paused, but not the other", vec![span("11-02", Some("11-13"), &[("11-04", Some("11-11"))]), span("11-04", Some("11-06"), &[])], "11-20", 6),
            ("stopped to this day",     vec![span("11-02", None, &[("11-04", None)])], "11-20", 2),
            ("over a holiday",          vec![span("09-30", Some("10-09"), &[])], "11-20", 2),
        ];
        for (what, spans, today, expected) in table {
            assert_eq!(government_days(&spans, day(today), &Calendar::china()), expected, "{what}");
        }
    }

    #[test]
    fn one_cases_days_are_those_its_clock_used() {
        let calendar = Calendar::china();
        let pauses = [(day("11-04"), Some(day("11-06"))), (day("11-12"), None)];
        for today in day("11-02").iter_days().take(30) {
            let span = Span { accepted: day("11-02"), decided: None, pauses: pauses.to_vec() };
            let clock = crate::clock(20, day("11-02"), &pauses, today, &calendar);
            assert_eq!(government_days(&[span], today, &calendar), clock.used, "{today}");
        }
    }
}
