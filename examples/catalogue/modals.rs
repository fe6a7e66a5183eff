//! What stands before everything else: a question, a sheet.

use handheld::components::{Dialog, Sheet};
use leptos::prelude::*;

use crate::block;

/// All of them.
pub(crate) fn all() -> AnyView {
    view! {
        {block("dialog", "问一句", view! { <Question/> })}
        {block("sheet", "抽屉", view! { <Drawer/> })}
    }
    .into_any()
}

#[component]
fn Question() -> impl IntoView {
    let open = RwSignal::new(false);
    let answer = RwSignal::new("");
    view! {
        <button class="button" type="button" on:click=move |_| { answer.set(""); open.set(true); }>"收回委托"</button>
        <p role="status">{move || answer.get()}</p>
        <Dialog id="revoke" open title=Signal::stored(String::from("收回张丽华的委托？")) confirm="收回" danger=true
            on_confirm=Callback::new(move |()| answer.set("已收回"))>
            <p>"收回以后，她不能再替您办新的事；已经交上去的照常办。"</p>
        </Dialog>
    }
}

#[component]
fn Drawer() -> impl IntoView {
    let open = RwSignal::new(false);
    let taken = RwSignal::new("");
    let way = move |name: &'static str| {
        let take = move |_| {
            taken.set(name);
            open.set(false);
        };
        view! { <li><button class="cell" type="button" on:click=take><span class="cell__body"><span class="cell__title">{name}</span></span></button></li> }
    };
    view! {
        <button class="button" type="button" on:click=move |_| open.set(true)>"选送达方式"</button>
        <p role="status">{move || taken.get()}</p>
        <Sheet id="ways" open title=Signal::stored(String::from("怎么拿结果"))>
            <ul class="list">{["电子证照", "到窗口取", "寄给我"].map(way).collect_view()}</ul>
        </Sheet>
    }
}
