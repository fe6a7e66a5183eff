//! Where, for whom, at which level, of which kind: what narrows the list of guides. All of it is kept in the address.

use contract::{Coded, Level};
use guide_index::Catalogue;
use leptos::prelude::*;

use super::asked::{counting, found};
use super::hits::named;
use super::place::Place;
use super::search::Looking;
use crate::components::Icon;
use crate::edge::task;
use crate::route::{Narrow, Wanted};
use crate::store::catalogue::{CatalogueStore, plain};
use crate::store::store;
use crate::text;

/// Whom a list is for: names of the contract, and our words.
const WHO: [&str; 2] = ["person", "enterprise"];

/// Its name for people.
pub fn narrow_name(narrow: Narrow) -> &'static str {
    match narrow {
        Narrow::Online => text::narrow_online(),
        Narrow::Instant => text::narrow_instant(),
        Narrow::NoVisit => text::narrow_no_visit(),
        Narrow::Mail => text::narrow_mail(),
        Narrow::Village => text::narrow_village(),
        Narrow::Bundle => text::narrow_bundle(),
    }
}

/// What narrows the list: the place and for whom at once, the rest behind one press while somebody types.
#[component]
pub fn Filter(looking: Looking) -> impl IntoView {
    let wanted = looking.wanted;
    let hidden = move || wanted.with(|it| it.only.len() + usize::from(it.level.is_some()));
    let summary = move || match hidden() {
        0 => text::narrow_label().to_owned(),
        n => text::narrow_label_some(&n.to_string()),
    };
    // Who types sees what was found; who looks around sees what there is to choose from.
    let open = Memo::new(move |_| looking.is_blank() || hidden() > 0);
    view! {
        <div class="filters">
            <Place looking/>
            <Who looking/>
            <Chosen looking/>
        </div>
        <details class="fold fold--plain" open=open>
            <summary>{summary}</summary>
            <div class="filters">
                <LevelList looking/>
                <Kinds looking/>
            </div>
        </details>
    }
}

/// 个人 and 法人: the two doors every hall has.
#[component]
fn Who(looking: Looking) -> impl IntoView {
    let Looking { wanted, change, .. } = looking;
    let door = move |who: &'static str| {
        let pressed = move || wanted.with(|it| it.who.as_deref() == Some(who));
        let press = move |_| {
            let who = (!pressed()).then(|| who.to_owned());
            change.run(Wanted { who, more: 0, ..wanted.get_untracked() });
        };
        let name = if who == "person" { text::who_person() } else { text::who_enterprise() };
        view! {
            <button class="chip" type="button" aria-pressed=move || pressed().to_string() on:click=press>{name}</button>
        }
    };
    view! { <div class="filters" role="group" aria-label=text::who_label()>{WHO.map(door)}</div> }
}

/// The topic or department that was chosen, to take away again.
#[component]
fn Chosen(looking: Looking) -> impl IntoView {
    let Looking { wanted, change, .. } = looking;
    let chosen = Memo::new(move |_| wanted.with(|it| (it.topic.clone(), it.department.clone())));
    let chip = move |name: String, drop: fn(&mut Wanted)| {
        let name = plain(&text::short(&name));
        let label = text::drop_chosen(&name);
        let press = move |_| {
            let mut to = Wanted { more: 0, ..wanted.get_untracked() };
            drop(&mut to);
            change.run(to);
        };
        view! {
            <button class="chip" type="button" aria-label=label aria-current="true" on:click=press>
                <span lang=text::hall_lang()>{name}</span><Icon name="x"/>
            </button>
        }
    };
    move || {
        let (topic, department) = chosen.get();
        let topic = topic.map(|it| chip(it, |to| to.topic = None));
        (topic, department.map(|it| chip(it, |to| to.department = None)))
    }
}

#[component]
fn LevelList(looking: Looking) -> impl IntoView {
    let Looking { wanted, change, .. } = looking;
    let catalogue = store::<CatalogueStore>();
    let levels = Memo::new(move |_| catalogue.look(Catalogue::levels).unwrap_or_default());
    let chosen = move || wanted.with(|it| it.level.clone().unwrap_or_default());
    let pick = move |event| {
        let level = Some(event_target_value(&event)).filter(|it| !it.is_empty());
        change.run(Wanted { level, more: 0, ..wanted.get_untracked() });
    };
    let current = move || wanted.with(|it| it.level.is_some()).then_some("true");
    let option = move |level: Coded<Level>| {
        let code = level.code.to_string();
        let this = code.clone();
        let words = named(&level);
        view! { <option value=code lang=words.lang prop:selected=move || chosen() == this>{words.text}</option> }
    };
    move || {
        let levels = levels.get();
        (levels.len() > 1).then(|| {
            view! {
                <select class="filter" aria-label=text::level_label() aria-current=current prop:value=chosen on:change=pick>
                    <option value="">{text::level_all()}</option>
                    {levels.into_iter().map(option).collect_view()}
                </select>
            }
        })
    }
}

/// One button for each kind that occurs in this hall, with what it would leave.
#[component]
fn Kinds(looking: Looking) -> impl IntoView {
    let Looking { wanted, change, .. } = looking;
    let catalogue = store::<CatalogueStore>();
    let occur = counted(Signal::derive(Wanted::default), looking);
    let digits = Memo::new(move |_| catalogue.look(Catalogue::len).map_or(1, |it| it.max(1).ilog10() + 1));
    // How much of the list is shown changes nothing that is counted.
    let base = Memo::new(move |_| Wanted { more: 0, ..wanted.get() });
    let left = counted(base.into(), looking);
    // A number that was counted for another list is not shown.
    let left = move || left.get().filter(|it| base.with(|base| it.0 == *base));
    let chip = move |narrow: Narrow| {
        let at = narrow as usize;
        let pressed = move || wanted.with(|it| it.only.contains(&narrow));
        let number = move || left().and_then(|it| it.1.get(at).copied()).filter(|_| !pressed());
        // Its room is there before it is, and as much as the largest takes.
        let count = move || view! { <span class="chip__count" style:--digits=move || digits.get().to_string()>{number}</span> };
        let room = move || (!pressed()).then(count);
        let press = move |_| change.run(wanted.get_untracked().toggled(narrow));
        view! {
            <button class="chip" type="button" aria-pressed=move || pressed().to_string()
                disabled=move || number() == Some(0) on:click=press>
                {narrow_name(narrow)}{room}
            </button>
        }
    };
    // Until it is known which of them occur they all stand there: what is below is not pushed down when they are counted.
    let there = Memo::new(move |_| catalogue.look(|_| ()).is_some());
    let some = Memo::new(move |_| {
        let occur = occur.get().map(|it| it.1).unwrap_or_default();
        let shown = |it: &Narrow| {
            occur.get(*it as usize).map_or(there.get(), |n| *n > 0)
                || wanted.with(|wanted| wanted.only.contains(it))
        };
        Narrow::ALL.into_iter().filter(shown).collect::<Vec<_>>()
    });
    let counting = Memo::new(move |_| {
        let counted = |of: Option<(Wanted, Vec<usize>)>| of.is_some_and(|it| !it.1.is_empty());
        there.get() && !(counted(occur.get()) && counted(left()))
    });
    move || {
        let all = some.get();
        (!all.is_empty()).then(|| {
            view! {
                <div class="filters" role="group" aria-label=text::narrow_label() aria-busy=move || counting.get().to_string()>
                    {all.into_iter().map(chip).collect_view()}
                </div>
            }
        })
    }
}

/// How many matters each kind would leave of a list, and of which; counted one by one, so that nobody who types waits.
/// No numbers as long as there is no catalogue.
fn counted(of: Signal<Wanted>, looking: Looking) -> LocalResource<(Wanted, Vec<usize>)> {
    let catalogue = store::<CatalogueStore>();
    LocalResource::new(move || {
        let _ = catalogue.revision();
        let wanted = of.get();
        let (here, at) = (looking.here.get(), looking.at.get());
        async move {
            let mut all = Vec::new();
            for narrow in Narrow::ALL {
                task::sleep(0).await;
                let only = [wanted.only.clone(), vec![narrow]].concat();
                let asked = Wanted { only, ..wanted.clone() };
                let asked = counting(&wanted.words, &asked, &here, &at);
                let Some(total) = catalogue.look_now(|it| found(it, &asked).total) else {
                    return (wanted, Vec::new());
                };
                all.push(total);
            }
            (wanted, all)
        }
    })
}
