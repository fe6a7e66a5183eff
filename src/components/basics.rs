//! The small parts every page is made of.

use std::cell::Cell;

use leptos::prelude::*;
use leptos_router::components::A;

use crate::edge::page;
use crate::text;

thread_local! {
    /// The first page of a visit leaves the focus where the browser puts it.
    static VISITED: Cell<bool> = const { Cell::new(false) };
}

/// An icon of the sprite. Says nothing to a screen reader: a label stands beside it.
#[component]
pub fn Icon(
    /// Its id in `public/icons.svg`.
    name: &'static str,
) -> impl IntoView {
    let href = ["/icons.svg#", name].concat();
    view! { <svg class="icon" aria-hidden="true"><use href=href></use></svg> }
}

/// Leads on. Drawn by the style sheet: lists have many, and are drawn while somebody types.
#[component]
pub fn Chevron() -> impl IntoView {
    view! { <span class="chevron" aria-hidden="true"></span> }
}

/// The heading of a page: sets the title and, after a navigation, takes the focus.
#[component]
pub fn PageHead(
    /// The one `h1`.
    #[prop(into)]
    title: String,
    /// Where "back" leads, when the page has a place above it.
    #[prop(optional, into)]
    back: Option<(String, String)>,
    /// The title's language, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// What can be done with the page, beside the way back.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = text::short(&title);
    page::set_title(&title, text::app_name());
    if VISITED.replace(true) {
        // The router puts a page in after it has made it: a frame later the heading is there to take the focus.
        request_animation_frame(page::focus_heading);
    }
    view! {
        {back.map(|(href, label)| view! {
            <div class="page__head"><Back href label/>{children.map(|it| view! { <div class="page__tools">{it()}</div> })}</div>
        })}
        <h1 class="page__title" tabindex="-1" lang=lang>{title}</h1>
    }
}

/// One step up.
#[component]
pub fn Back(
    /// Address.
    href: String,
    /// Where it leads.
    label: String,
) -> impl IntoView {
    view! { <A href=href attr:class="back"><Icon name="chevron-left"/>{label}</A> }
}

/// While something is on its way.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{text::loading()}</span>
            <span class="skeleton__line"></span><span class="skeleton__line"></span><span class="skeleton__line"></span>
        </div>
    }
}

/// Nothing here, and the one way forward.
#[component]
pub fn Empty(
    /// What is empty.
    #[prop(into)]
    title: String,
    /// What it means.
    #[prop(into)]
    text: String,
    /// The way forward.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {children.map(|it| it())}
        </div>
    }
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Done.
    Ok,
    /// Needs you.
    Warn,
    /// Wrong.
    Error,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice--info",
            Self::Ok => "notice notice--ok",
            Self::Warn => "notice notice--warn",
            Self::Error => "notice notice--error",
        }
    }

    const fn role(self) -> Option<&'static str> {
        match self {
            Self::Error => Some("alert"),
            _ => None,
        }
    }
}

/// A short message in the page.
#[component]
pub fn Notice(
    /// What it is about.
    tone: Tone,
    /// Heading.
    #[prop(into)]
    title: String,
    /// The title's language, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// What it means and what to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.class() role=tone.role()>
            <p class="notice__title" lang=lang>{title}</p>
            {children.map(|it| view! { <div class="notice__body">{it()}</div> })}
        </div>
    }
}

/// Where one is in a filing.
#[component]
pub fn Steps(
    /// Names of the steps.
    names: Vec<&'static str>,
    /// The current one, from 0.
    at: usize,
) -> impl IntoView {
    let item = move |(index, name): (usize, &'static str)| {
        let class = if index < at { "steps__item steps__item--done" } else { "steps__item" };
        let current = (index == at).then_some("step");
        view! { <li class=class aria-current=current><span class="steps__name">{name}</span></li> }
    };
    view! {
        <ol class="steps" aria-label=text::steps_label()>
            {names.into_iter().enumerate().map(item).collect_view()}
        </ol>
    }
}
