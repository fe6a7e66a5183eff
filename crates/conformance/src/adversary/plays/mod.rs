//! Every play, by what it is about.

mod answers;
mod bodies;
mod catalogue;
mod codes;
mod commits;
mod forms;
mod hall;
mod problems;
mod receipts;
mod snapshots;
mod texts;
mod uploads;

use super::play::Play;

/// No lie at all: what a client comes back to.
pub(super) const HONEST: Play =
    Play { name: "honest", deforms: "nothing", expects: "works as ever", rules: &[] };

/// Every play that lies.
pub fn all() -> impl Iterator<Item = &'static Play> {
    let groups = [
        receipts::PLAYS,
        commits::PLAYS,
        uploads::PLAYS,
        problems::PLAYS,
        answers::PLAYS,
        bodies::PLAYS,
        texts::PLAYS,
        forms::PLAYS,
        codes::PLAYS,
        catalogue::PLAYS,
        snapshots::PLAYS,
        hall::PLAYS,
    ];
    groups.into_iter().flatten()
}

/// A play by its name.
pub(super) fn find(name: &str) -> Option<&'static Play> {
    const IN_FORCE: &Play = &HONEST;
    if name == IN_FORCE.name { Some(IN_FORCE) } else { all().find(|it| it.name == name) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_every_play_deforms_something() {
        let names: BTreeSet<_> = all().map(|it| it.name).collect();
        assert_eq!(names.len(), all().count());
        for it in all() {
            assert!(!it.rules.is_empty(), "{}", it.name);
            assert!(!it.deforms.contains('|') && !it.expects.contains('|'), "{}: breaks the table", it.name);
        }
    }
}
