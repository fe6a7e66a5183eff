//! What stands before everything else: a question, a sheet, the region picker.

use std::sync::Arc;

use contract::Regions;
use handheld::components::{Dialog, RegionPicker, Sheet};
use leptos::prelude::*;

use crate::block;
use crate::sample::read;

const REGIONS: &str = r#"{"regions":[
 {"code":"990000","name":"云岭省","level":{"code":"province","text":"省级"}},
 {"code":"990100","name":"岫川市","level":{"code":"city","text":"市级"},"parent":"990000"},
 {"code":"990101","name":"云岫县","level":{"code":"county","text":"县级"},"parent":"990100"},
 {"code":"990101100000","name":"青石镇","level":{"code":"township","text":"乡镇级"},"parent":"990101"},
 {"code":"990101100001","name":"柳溪社区","level":{"code":"village","text":"村级"},"parent":"990101100000"},
 {"code":"990101200000","name":"白鹭乡","level":{"code":"township","text":"乡镇级"},"parent":"990101"},
 {"code":"990101200201","name":"桃坞村","level":{"code":"village","text":"村级"},"parent":"990101200000"}]}"#;

/// All of them.
pub(crate) fn all() -> AnyView {
    view! {
        {block("dialog", "问一句", view! { <Question/> })}
        {block("sheet", "抽屉", view! { <Drawer/> })}
        {block("region-picker", "选地区", view! { <Places/> })}
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

#[component]
fn Places() -> impl IntoView {
    let chosen = RwSignal::new(None::<String>);
    let regions = Arc::new(read::<Regions>(REGIONS).regions);
    view! {
        <RegionPicker regions chosen=chosen on_choose=Callback::new(move |it| chosen.set(it))/>
        <p role="status" id="region-chosen">{move || chosen.get().unwrap_or_default()}</p>
    }
}
