//! What of a checklist is ready (已备齐), for each matter and situation: in the person's own database, or for a visitor
//! in this tab. Nothing of it is sent anywhere.

use contract::{MaterialId, MatterId, ScenarioAnswers};
use leptos::prelude::{Effect, GetUntracked, GetValue, RwSignal, Set, StoredValue, Update, With};

use super::session::{SessionStore, Who};
use crate::edge::disk::{Disk, Store};
use crate::edge::{tab, task};

/// So many situations of one matter are remembered, the latest first.
const MOST: usize = 5;

/// A situation, and what of its list is ready.
type Situation = (ScenarioAnswers, Vec<MaterialId>);

/// The ticks of one matter.
#[derive(Clone, Copy)]
pub struct Ticks {
    session: SessionStore,
    key: StoredValue<String>,
    all: RwSignal<Vec<Situation>>,
}

impl Ticks {
    /// Those of whoever is here, for a page about `matter`; they come a moment later, and change with the person.
    #[must_use]
    pub fn open(session: SessionStore, matter: &MatterId) -> Self {
        let key = StoredValue::new(["ticks/", matter.as_str()].concat());
        let this = Self { session, key, all: RwSignal::new(Vec::new()) };
        // Reads what is kept; whatever is shown is derived from it.
        Effect::new(move |_| {
            let known = session.who() != Who::Loading;
            if known {
                task::spawn(this.load());
            }
        });
        this
    }

    /// The disk of whoever is signed in; `Err` for a visitor. `Ok(None)` when nothing can be kept for a person.
    fn place(self) -> Result<Option<Disk>, ()> {
        match self.session.person() {
            Some(_) => Ok(self.session.disk().ok()),
            None => Err(()),
        }
    }

    async fn load(self) {
        let Some(key) = self.key.try_get_value() else { return };
        let visitor = tab::get(&key).map(|it| read(it.as_bytes())).unwrap_or_default();
        let kept = match self.place() {
            Err(()) => return self.all.set(visitor),
            Ok(None) => return,
            Ok(Some(disk)) => disk.get(Store::Meta, &key).await.ok().flatten().map(|it| read(&it)),
        };
        // What was ticked off before signing in goes with the person, and no longer lies in the tab.
        let all = merged(visitor.clone(), kept.unwrap_or_default());
        if self.all.try_set(all).is_none() && !visitor.is_empty() {
            self.keep();
            tab::set(&key, None);
        }
    }

    fn keep(self) {
        let (all, key) = (self.all.get_untracked(), self.key.get_value());
        let Ok(bytes) = serde_json::to_vec(&all) else { return };
        match self.place() {
            Err(()) => tab::set(&key, std::str::from_utf8(&bytes).ok()),
            Ok(None) => {}
            // A tick that cannot be kept is on the screen still: nobody has to be told.
            Ok(Some(disk)) => {
                task::spawn(async move { disk.put(Store::Meta, &key, &bytes).await.unwrap_or_default() });
            }
        }
    }

    /// Whether a material is ready in this situation. Reactive.
    #[must_use]
    pub fn has(self, answers: &ScenarioAnswers, material: &MaterialId) -> bool {
        self.all.with(|all| ticked(all, answers).contains(material))
    }

    /// Ticks a material off, or takes the tick away.
    pub fn set(self, answers: &ScenarioAnswers, material: &MaterialId, ready: bool) {
        self.all.update(|all| {
            let mut list = ticked(all, answers).to_vec();
            list.retain(|it| it != material);
            if ready {
                list.push(material.clone());
            }
            put(all, answers.clone(), list);
        });
        self.keep();
    }

    /// Another answer was given: a paper that is ready stays ready on the new list.
    pub fn carry(self, from: &ScenarioAnswers, to: &ScenarioAnswers) {
        let any = self.all.try_update(|all| {
            let mut list = ticked(all, to).to_vec();
            let more = ticked(all, from).iter().filter(|it| !list.contains(it)).cloned().collect::<Vec<_>>();
            list.extend(more);
            let any = !list.is_empty();
            if any {
                put(all, to.clone(), list);
            }
            any
        });
        if any == Some(true) {
            self.keep();
        }
    }

    /// The situation that was prepared for last. Reactive.
    #[must_use]
    pub fn last(self) -> Option<ScenarioAnswers> {
        self.all.with(|all| all.iter().find(|it| !it.1.is_empty()).map(|it| it.0.clone()))
    }
}

fn read(bytes: &[u8]) -> Vec<Situation> {
    serde_json::from_slice(bytes).unwrap_or_default()
}

fn ticked<'a>(all: &'a [Situation], answers: &ScenarioAnswers) -> &'a [MaterialId] {
    all.iter().find(|it| it.0 == *answers).map_or(&[], |it| &it.1)
}

fn put(all: &mut Vec<Situation>, answers: ScenarioAnswers, list: Vec<MaterialId>) {
    all.retain(|it| it.0 != answers);
    all.insert(0, (answers, list));
    all.truncate(MOST);
}

/// The visitor's situations and the person's, the visitor's first; in one both have, either's tick counts.
fn merged(visitor: Vec<Situation>, mut kept: Vec<Situation>) -> Vec<Situation> {
    for (answers, mut list) in visitor.into_iter().rev() {
        let more: Vec<_> = ticked(&kept, &answers).iter().filter(|it| !list.contains(it)).cloned().collect();
        list.extend(more);
        put(&mut kept, answers, list);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(text: &str) -> ScenarioAnswers {
        text.split('.').filter_map(|it| it.split_once('-')).map(|(q, o)| (q.into(), o.into())).collect()
    }

    fn situation(text: &str, ready: &[&str]) -> Situation {
        (answers(text), ready.iter().map(|it| it.parse().unwrap()).collect())
    }

    #[test]
    fn what_a_visitor_ticked_goes_with_the_person_who_signs_in() {
        let visitor = vec![situation("a-x", &["lease", "plan"]), situation("a-y", &["deed"])];
        let kept = vec![situation("a-z", &["old"]), situation("a-x", &["plan", "rules"])];
        let expected = [
            situation("a-x", &["lease", "plan", "rules"]),
            situation("a-y", &["deed"]),
            situation("a-z", &["old"]),
        ];
        assert_eq!(merged(visitor, kept), expected);
    }

    #[test]
    fn the_latest_situations_are_remembered_and_no_more() {
        let mut all = Vec::new();
        for at in 0..9 {
            let (answers, list) = situation(&format!("a-{at}"), &["plan"]);
            put(&mut all, answers, list);
        }
        let names: Vec<_> = all.iter().map(|it| it.0["a"].as_str()).collect();
        assert_eq!(names, ["8", "7", "6", "5", "4"]);
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        for bytes in [&b""[..], b"{}", b"[[1,2]]", b"[[{\"a\":\"b\"},[\"\"]]]"] {
            assert_eq!(read(bytes), Vec::<Situation>::new());
        }
    }
}
