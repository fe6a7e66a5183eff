//! Above the hits of a question: what the guides of the best of them say to it, each with its source. What the guides do
//! not say is not answered; whom to ask is said instead.
//!
//! The card is as high before its answers are there as afterwards, so that no hit moves away under a finger: what does
//! not fit is shown by pressing a button.

use client::CallError;
use contract::{Guide, GuidePart, MatterId};
use guide_index::{Answer, Hit, Why, is_question};
use leptos::prelude::*;
use leptos_router::components::A;

use super::asked::{COUNTED, ask, clean};
use super::brief::{Line, brief};
use super::families::families;
use super::nothing::Ask;
use super::search::Looking;
use super::stamp::{is_withdrawn, stamp_words};
use crate::components::{Phone, Skeleton};
use crate::edge::{page, task};
use crate::route::Route;
use crate::store::catalogue::{CatalogueStore, plain};
use crate::store::guides::{KeptGuide, kept_guide};
use crate::store::{Online, store};
use crate::text::{self, Said};

/// Most matters that a question is put to.
const MOST: usize = 2;
/// The hall is not asked for a guide until nobody has typed for so long, in milliseconds.
const SETTLED_MS: u32 = 400;
/// Id of what is as high before as after.
const BODY: &str = "answers-body";

/// A question, and the matters it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    words: String,
    of: Vec<About>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct About {
    matter: MatterId,
    title: Said,
}

/// What came of asking one matter's guide.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    /// The guide, and where in it the answers stand; nowhere, perhaps.
    Guide(KeptGuide, Vec<Answer>),
    /// It cannot be had.
    Missing(CallError),
}

/// The card; nothing while the words are no question.
#[component]
pub(super) fn Answers(looking: Looking) -> impl IntoView {
    let catalogue = store::<CatalogueStore>();
    let asked = Memo::new(move |_| {
        let words = looking.words.get();
        if !is_question(&words) {
            return None;
        }
        // As the list asks, or the card would be about others than the first of it.
        let asked = ask(&words, &looking.narrow.get(), &looking.here.get(), &looking.at.get(), COUNTED);
        let hits = catalogue.look(|it| it.find(&asked).hits)?;
        about(&words, hits)
    });
    let turn = StoredValue::new(0u32);
    move || asked.get().map(|asked| view! { <Card asked turn/> })
}

/// The matters a question is about: the best, and others only when they were found as well as that one. Nothing when
/// the words are no more than a name: 「施工图设计文件审查」 does not ask for a document.
fn about(words: &str, hits: Vec<Hit>) -> Option<Asked> {
    let first = hits.first()?;
    if first.text.contains(&clean(words)) {
        return None;
    }
    let why = first.why;
    // Where only a part of the words was found, the next best is about something else.
    let most = if why == Why::Part { 1 } else { MOST };
    let best = families(hits).into_iter().filter_map(|it| it.into_iter().next());
    let of = best.take_while(|it| it.why == why).take(most).map(|it| {
        let title = text::title(&it.guide.title, &it.guide.titles, text::hall_lang());
        About { title: Said { text: plain(&title.text), ..title }, matter: it.guide.matter }
    });
    Some(Asked { words: words.to_owned(), of: of.collect() })
}

/// Asks the guides of these matters, those that are on the device where the hall does not answer.
async fn load(asked: &Asked) -> Vec<Told> {
    let mut told = Vec::new();
    for about in &asked.of {
        told.push(match kept_guide(&about.matter).await {
            Ok(kept) if is_withdrawn(&kept) => Told::Missing(CallError::NotFound),
            Ok(kept) => {
                let answers = answers(&asked.words, &kept.guide);
                Told::Guide(kept, answers)
            }
            Err(error) => Told::Missing(error),
        });
    }
    told
}

/// The answers a guide has: an element it says nothing of is none.
fn answers(words: &str, guide: &Guide) -> Vec<Answer> {
    let mut answers = guide_index::answers(words, &guide.title, &guide.faq);
    answers.retain(|it| match it {
        Answer::Faq(at) => guide.faq.get(*at).is_some_and(|it| !it.a.is_empty()),
        Answer::Part(part) => !brief(guide, part, None).is_empty(),
    });
    answers
}

/// One question's card. It is made anew for every other question: no answer is seen under words it is not for.
#[component]
fn Card(
    asked: Asked,
    /// Counts the cards: only the last one asks the hall.
    turn: StoredValue<u32>,
) -> impl IntoView {
    let online = store::<Online>();
    turn.update_value(|it| *it = it.wrapping_add(1));
    let mine = turn.get_value();
    let size = if asked.of.len() > 1 { "answers__body answers__body--two" } else { "answers__body" };
    let asked = StoredValue::new(asked);
    let told = LocalResource::new(move || {
        // With a network again, what could not be had is asked for again.
        let _ = online.get();
        async move {
            task::sleep(SETTLED_MS).await;
            if turn.try_get_value() != Some(mine) {
                return None;
            }
            let asked = asked.try_get_value()?;
            Some(load(&asked).await)
        }
    });
    let (open, clipped) = (RwSignal::new(false), RwSignal::new(false));
    let measure = move || {
        request_animation_frame(move || {
            // While it is open nothing is cut off, but there is something to fold away.
            if open.try_get_untracked() == Some(false) {
                clipped.try_set(page::is_cut_off(BODY));
            }
        });
    };
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let class = move || if open.get() { [size, " answers__body--open"].concat() } else { size.to_owned() };
    let body = move || match told.get().flatten() {
        None => view! { <Skeleton/> }.into_any(),
        Some(told) => {
            measure();
            asked.with_value(|it| content(it, &told, online.get()))
        }
    };
    let said = move || told.get().flatten().map(|it| summary(&it, online.get()));
    view! {
        <section class="answers" aria-labelledby="answers-title">
            <div class="answers__head">
                <h2 class="answers__title" id="answers-title">{text::answers_title()}</h2>
                <Show when=move || clipped.get()>
                    <button class="button button--quiet" type="button" aria-controls=BODY aria-expanded=move || open.get().to_string()
                        on:click=move |_| open.update(|it| *it = !*it)>{move || if open.get() { text::answers_less() } else { text::answers_all() }}</button>
                </Show>
            </div>
            <p class="visually-hidden" role="status">{said}</p>
            // Who comes here by keyboard sees what they come to.
            <div class=class id=BODY on:focusin=move |_| open.set(true)>{body}</div>
        </section>
    }
}

/// How much was answered, or why nothing was, for who does not see it.
fn summary(told: &[Told], online: bool) -> String {
    let answers = |it: &Told| match it {
        Told::Guide(_, answers) => answers.len(),
        Told::Missing(_) => 0,
    };
    let missing = told.iter().find_map(|it| match it {
        Told::Missing(error) => Some(error),
        Told::Guide(..) => None,
    });
    match (told.iter().map(answers).sum::<usize>(), missing) {
        (0, Some(error)) => why_missing(error, online).0,
        (0, None) => text::answers_none().to_owned(),
        (n, _) => text::answers_found(&n.to_string()),
    }
}

/// Every answer with its source; where there is none, that there is none, and whom to ask.
fn content(asked: &Asked, told: &[Told], online: bool) -> AnyView {
    let silent = |it: &Told| matches!(it, Told::Guide(_, answers) if answers.is_empty());
    let nothing = told.iter().all(|it| silent(it) || matches!(it, Told::Missing(_)));
    let one = |(about, told): (&About, &Told)| match told {
        Told::Guide(_, answers) if answers.is_empty() => None,
        Told::Guide(kept, answers) => Some(sheet(kept, answers)),
        Told::Missing(error) => {
            let (why, lang) = why_missing(error, online);
            Some(view! { <p lang=lang>{why}</p>{to_guide(about)} }.into_any())
        }
    };
    let shown = asked.of.iter().zip(told).filter_map(one).collect_view();
    let unsaid = (nothing && told.iter().any(silent)).then(|| {
        let silent = asked.of.iter().zip(told).filter(|it| silent(it.1));
        view! { <p>{text::answers_none()}</p>{silent.map(|it| to_guide(it.0)).collect_view()} }
    });
    view! { {unsaid}{shown}{nothing.then(|| view! { <Ask/> })} }.into_any()
}

/// Why a guide cannot be asked.
fn why_missing(error: &CallError, online: bool) -> (String, Option<&'static str>) {
    match error {
        CallError::NotFound => (text::guide_withdrawn_title().to_owned(), None),
        CallError::Unreachable | CallError::TimedOut if online => {
            (text::answers_unreachable().to_owned(), None)
        }
        CallError::Unreachable | CallError::TimedOut => (text::answers_offline().to_owned(), None),
        other => (text::call_error(other).0, text::call_lang(other)),
    }
}

fn to_guide(about: &About) -> AnyView {
    let Said { text: title, lang } = about.title.clone();
    let href = Route::Guide(about.matter.clone(), Default::default(), None).href();
    view! { <A href attr:class="answers__source"><span>{text::answers_guide()}<span lang=lang>{title}</span></span></A> }
        .into_any()
}

/// What one guide says. The source stands first: it is never folded away.
fn sheet(kept: &KeptGuide, answers: &[Answer]) -> AnyView {
    let guide = &kept.guide;
    let lang = text::lang_of(guide.lang.as_deref());
    let title = text::title(&guide.title, &guide.titles, lang);
    let version = text::answers_version(&guide.version.to_string(), &text::full_date(guide.updated_on));
    let href = Route::Guide(guide.matter.clone(), Default::default(), None).href();
    let list = answers.contains(&Answer::Part(GuidePart::Materials)).then(|| {
        view! { <A href=href.clone() attr:class="answers__source">{text::answers_list()}</A> }
    });
    let stamp = stamp_words(kept).map(|it| view! { <p class="answers__stamp">{it}</p> });
    view! {
        <h3 class="answers__matter">
            <A href=href.clone() attr:class="answers__source">
                <span>{text::answers_from()}<span lang=title.lang>{title.text}</span>" · "{version}</span>
            </A>
        </h3>
        {stamp}
        <dl class="answers__said">{answers.iter().map(|it| answer(guide, it, lang)).collect_view()}</dl>
        {list}
    }
    .into_any()
}

/// A frequent question with its answer, or an element by its name.
fn answer(guide: &Guide, answer: &Answer, lang: Option<&'static str>) -> AnyView {
    match answer {
        Answer::Faq(at) => guide
            .faq
            .get(*at)
            .map(|it| view! { <dt lang=lang>{it.q.clone()}</dt><dd lang=lang>{it.a.clone()}</dd> })
            .into_any(),
        Answer::Part(part) => {
            let lines = brief(guide, part, lang).into_iter().map(line).collect_view();
            view! { <dt>{text::guide_part(part)}</dt>{lines} }.into_any()
        }
    }
}

fn line(line: Line) -> AnyView {
    let Line { term, said, phone } = line;
    if phone {
        return view! { <dd><Phone number=said.text/></dd> }.into_any();
    }
    let term = term.map(|it| view! { <span class="answers__term" lang=it.lang>{it.text}</span>" " });
    view! { <dd>{term}<span lang=said.lang>{said.text}</span></dd> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::super::families::sample;
    use super::*;

    fn hit(title: &str, why: Why, code: Option<&str>) -> Hit {
        sample::hit("m", title, why, code)
    }

    fn titles(words: &str, hits: Vec<Hit>) -> Option<Vec<String>> {
        about(words, hits).map(|it| it.of.into_iter().map(|it| it.title.text).collect())
    }

    #[test]
    fn a_question_is_put_to_the_best_matters_and_to_no_others() {
        use Why::{Part, Title, Typo};
        let table = [
            (vec![hit("a", Title, None), hit("b", Title, None), hit("c", Title, None)], vec!["a", "b"]),
            (vec![hit("a", Title, None), hit("b", Typo, None)], vec!["a"]),
            (vec![hit("a", Part, None), hit("b", Part, None)], vec!["a"]),
            (
                vec![hit("a", Title, Some("1")), hit("a2", Title, Some("1")), hit("b", Title, None)],
                vec!["a", "b"],
            ),
        ];
        for (hits, expected) in table {
            let expected: Vec<String> = expected.into_iter().map(Into::into).collect();
            assert_eq!(titles("a要多少钱", hits), Some(expected));
        }
        assert_eq!(titles("a要多少钱", Vec::new()), None);
    }

    #[test]
    fn the_name_of_a_matter_is_no_question_whatever_words_it_has() {
        let name = "施工图设计文件审查";
        assert_eq!(titles("设计文件？", vec![hit(name, Why::Title, None)]), None);
        assert_eq!(titles("设计文件审查要钱吗", vec![hit(name, Why::Title, None)]), Some(vec![name.into()]));
    }

    #[test]
    fn what_cannot_be_had_is_not_said_to_be_unwritten() {
        let missing = |error| [Told::Missing(error)];
        let table = [
            (summary(&missing(CallError::Unreachable), false), text::answers_offline()),
            (summary(&missing(CallError::TimedOut), true), text::answers_unreachable()),
            (summary(&missing(CallError::NotFound), true), text::guide_withdrawn_title()),
            (summary(&[], true), text::answers_none()),
        ];
        for (said, expected) in table {
            assert_eq!(said, expected);
        }
    }
}
