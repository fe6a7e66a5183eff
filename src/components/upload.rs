//! One material: what is wanted, what is here, how to add.

use leptos::prelude::*;

use super::Icon;
use crate::edge::file;
use crate::text;

/// A file as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedFile {
    /// Name.
    pub name: String,
    /// Size in bytes.
    pub length: u64,
    /// Address of a picture of it, if it is one.
    pub picture: Option<String>,
    /// True when the hall has it already.
    pub at_hall: bool,
}

/// A slot for the files of one material.
#[component]
pub fn Upload(
    /// Id of the slot, for links to it.
    id: String,
    /// Name of the material.
    name: String,
    /// The language of what the hall says of it, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// What makes it acceptable.
    standard: Option<String>,
    /// Whether it must, may or may later be there; a word and its colour.
    tag: (String, &'static str),
    /// What is here.
    #[prop(into)]
    files: Signal<Vec<UploadedFile>>,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// True while a file is being read.
    #[prop(into)]
    busy: Signal<bool>,
    /// Accepted media types.
    accept: String,
    /// Files were picked.
    on_pick: Callback<Vec<file::BrowserFile>>,
    /// The file at this place is to go.
    on_remove: Callback<usize>,
) -> impl IntoView {
    let heading = [&id, "-name"].concat();
    let labelled = heading.clone();
    let pick_id = [&id, "-pick"].concat();
    let pick_for = pick_id.clone();
    let pick_label = name.clone();
    let remove_of = StoredValue::new(name.clone());
    let row = move |(at, file): (usize, UploadedFile)| {
        let label = text::remove_file(&remove_of.get_value(), &file.name);
        let picture = match file.picture {
            Some(src) => view! { <img class="upload__thumb" src=src alt=""/> }.into_any(),
            None => view! { <span class="upload__thumb"><Icon name="file"/></span> }.into_any(),
        };
        let size = if file.at_hall { text::at_hall().to_owned() } else { text::size(file.length) };
        view! {
            <li class="upload__file">
                {picture}
                <span class="upload__info">{file.name}<br/>{size}</span>
                <button class="upload__remove" type="button" aria-label=label on:click=move |_| on_remove.run(at)>
                    <Icon name="trash"/>
                </button>
            </li>
        }
    };
    let tag_class = ["tag tag--", tag.1].concat();
    let more = Signal::derive(move || files.with(|it| !it.is_empty()));
    view! {
        <section class="upload" id=id aria-labelledby=labelled>
            <div class="upload__head">
                <h2 class="upload__name" id=heading lang=lang>{name}</h2>
                <span class=tag_class>{tag.0}</span>
            </div>
            {standard.map(|it| view! { <p class="upload__standard" lang=lang>{it}</p> })}
            <ul class="upload__files">{move || files.get().into_iter().enumerate().map(row).collect_view()}</ul>
            <p class="upload__error" role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p>
            <label class="upload__pick" for=pick_for>
                <input class="visually-hidden" id=pick_id type="file" accept=accept multiple
                    aria-label=text::pick_file(&pick_label)
                    on:change=move |event| on_pick.run(file::take(&event))/>
                <Icon name="camera"/>
                {move || match (busy.get(), more.get()) {
                    (true, _) => text::reading_file(),
                    (false, true) => text::pick_more(),
                    (false, false) => text::pick(),
                }}
            </label>
        </section>
    }
}
