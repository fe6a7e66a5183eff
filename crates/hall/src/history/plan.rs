//! When everything happened: the stories of the seed laid out over the days before the hall is opened. Pure.

use contract::{Date, Guide, Instant, MandateRole};
use fixtures::Story;
use rules::{Action, Calendar};

use super::days::{Comes, Days};
use super::dice::Dice;
use super::walk::{Move, Pace, beats};

/// One thing that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    /// When.
    pub(super) at: Instant,
    /// In which story, by its place in the list.
    pub(super) story: usize,
    /// What.
    pub(super) step: Move,
}

/// A story that does not end before the hall is opened, or is told on no clock.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the story of {matter} {ago} days ago does not fit before today")]
pub(super) struct TooLate {
    matter: String,
    ago: u32,
}

/// A story with what its pace depends on.
pub(super) struct Told<'a> {
    /// The story.
    pub(super) story: &'a Story,
    /// The guide it was filed by.
    pub(super) guide: &'a Guide,
    /// On what ground somebody acts for the principal.
    pub(super) role: Option<&'a MandateRole>,
}

/// Everything that happens, in order. All of it lies before `today`.
///
/// # Errors
///
/// [`TooLate`] for a story that would reach into today.
pub(super) fn acts(stories: &[Told<'_>], calendar: &Calendar, now: &Instant) -> Result<Vec<Act>, TooLate> {
    let days = Days { calendar, zone: *now.offset() };
    let mut acts = Vec::new();
    for (place, told) in stories.iter().enumerate() {
        acts.extend(lay_out(place, told, &days, now.date_naive())?);
    }
    // Ties are broken by the order of the list, so that every hall has the same history.
    acts.sort_by_key(|it| (it.at, it.story));
    Ok(acts)
}

fn lay_out(place: usize, told: &Told<'_>, days: &Days<'_>, today: Date) -> Result<Vec<Act>, TooLate> {
    let Told { story, guide, role } = told;
    let dice = Dice::of(place as u64);
    let too_late = || TooLate { matter: story.matter.to_string(), ago: story.ago };
    let comes = match role {
        _ if story.window => Comes::ToTheWindow,
        None => Comes::Online,
        Some(MandateRole::Relative) => Comes::Online,
        Some(_) => Comes::AtWork,
    };
    let mut last = days.filed(days.before(days.before(today, 1), story.ago), comes, dice);
    let mut steps = vec![(last, Move::File)];
    for (n, (wait, step)) in (0_u32..).zip(beats(story.walk, &Pace::of(guide, dice))) {
        last = match step {
            Move::Staff(action) => days.staff(last, wait, dice, n, action == Action::Accept),
            Move::File | Move::Answer | Move::Withdraw => days.applicant(last, wait, comes, dice),
        };
        steps.push((last, step));
    }
    if last.date() >= today {
        return Err(too_late());
    }
    let act = |(at, step)| Some(Act { at: days.instant(at)?, story: place, step });
    steps.into_iter().map(|it| act(it).ok_or_else(too_late)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use contract::MatterId;

    use super::*;
    use crate::clock;

    /// A Monday, a Sunday, the day after a holiday week, the first days of a year without a calendar.
    const OPENINGS: [&str; 5] = [
        "2026-11-23T09:00:00+08:00",
        "2026-11-22T05:00:00+08:00",
        "2026-10-08T00:00:01+08:00",
        "2027-01-04T09:00:00+08:00",
        "2028-02-29T23:59:59+08:00",
    ];

    fn on(now: &str) -> Vec<Act> {
        let (stories, guides) = (fixtures::history().unwrap(), fixtures::guides().unwrap());
        let guides: BTreeMap<&MatterId, &Guide> = guides.iter().map(|it| (&it.matter, it)).collect();
        let told: Vec<_> =
            stories.iter().map(|story| Told { story, guide: guides[&story.matter], role: None }).collect();
        acts(&told, &Calendar::china(), &now.parse().unwrap()).unwrap()
    }

    #[test]
    fn on_whatever_day_the_hall_is_opened_its_past_is_over() {
        for now in OPENINGS {
            let acts = on(now);
            let opened: Instant = now.parse().unwrap();
            assert!(
                acts.iter().all(|it| it.at < opened && it.at.date_naive() < opened.date_naive()),
                "{now}"
            );
            assert!(acts.is_sorted_by_key(|it| it.at), "{now}");
        }
    }

    #[test]
    fn within_a_story_everything_comes_after_what_it_follows() {
        for now in OPENINGS {
            let mut last: BTreeMap<usize, Instant> = BTreeMap::new();
            for act in on(now) {
                let before = last.insert(act.story, act.at);
                assert_eq!(before.is_none(), act.step == Move::File, "{now}: {act:?}");
                assert!(before.is_none_or(|it| it < act.at), "{now}: {act:?} after {before:?}");
            }
        }
    }

    #[test]
    fn the_same_day_has_the_same_past() {
        assert_eq!(on(OPENINGS[0]), on(OPENINGS[0]));
    }

    #[test]
    fn the_past_is_more_than_a_year_long() {
        let opened = clock::instant(1_795_395_600); // 2026-11-23 09:00
        let first = on("2026-11-23T09:00:00+08:00")[0].at;
        assert!((380..440).contains(&(opened - first).num_days()), "{first}");
    }
}
