//! What is filled in: every kind of field, empty, filled and wrong; choices; files; the signature.

use handheld::components::{Choice, FieldView, InkPad, Pick, TextInput, Upload, UploadedFile};
use leptos::prelude::*;
use serde_json::Value;

use crate::block;
use crate::sample::read;

/// Name, how it is asked, what it is, an answer, a complaint.
const FIELDS: [(&str, &str, &str, &str, &str); 9] = [
    (
        "text",
        r#""required":true,"hint":"和身份证上一样""#,
        r#""type":"string","title":"现在住的地址""#,
        r#""青石镇桥头村 6 号""#,
        "请填现在住的地址",
    ),
    (
        "multiline",
        r#""widget":"multiline""#,
        r#""type":"string","title":"主要经营什么""#,
        r#""面条、盖饭、凉白开""#,
        "主要经营什么：最多 200 个字",
    ),
    (
        "count",
        r#""required":true,"unit":"个""#,
        r#""type":"integer","title":"座位数""#,
        "24",
        "座位数：填整数",
    ),
    (
        "money",
        r#""required":true,"hint":"精确到分""#,
        r#""type":"string","format":"hall-money","title":"注册资本""#,
        r#""500000.00""#,
        "注册资本：只填数字，最多两位小数",
    ),
    (
        "date",
        r#""required":true"#,
        r#""type":"string","format":"date","title":"租期到哪一天""#,
        r#""2028-05-31""#,
        "租期到哪一天：请选一个日期",
    ),
    (
        "mobile",
        r#""required":true,"prefill":"mobile""#,
        r#""type":"string","format":"hall-mobile","title":"手机号""#,
        r#""13800000002""#,
        "手机号：11 位数字",
    ),
    (
        "select",
        r#""required":true,"widget":"select""#,
        r#""type":"string","title":"餐具怎么消毒","oneOf":[{"const":"a","title":"消毒柜或者蒸煮"},{"const":"b","title":"委托集中消毒"},{"const":"c","title":"一次性餐具"}]"#,
        r#""a""#,
        "请选餐具怎么消毒",
    ),
    (
        "radio",
        r#""required":true"#,
        r#""type":"string","title":"主体类型","oneOf":[{"const":"a","title":"个体工商户"},{"const":"b","title":"有限责任公司"},{"const":"c","title":"农民专业合作社"}]"#,
        r#""b""#,
        "请选主体类型",
    ),
    ("yesno", r#""required":true"#, r#""type":"boolean","title":"另有仓库""#, "true", "请回答：另有仓库"),
];

/// All of them.
pub(crate) fn all() -> AnyView {
    view! {
        {block("fields", "填写", FIELDS.map(|it| field(it.0, "", it, false, false)).collect_view())}
        {block("fields-filled", "填写：填好的", FIELDS.map(|it| field(it.0, "-filled", it, true, false)).collect_view())}
        {block("fields-wrong", "填写：要改的", FIELDS.map(|it| field(it.0, "-wrong", it, false, true)).collect_view())}
        {block("choices", "选择", choices())}
        {block("uploads", "材料", uploads())}
        {block("pad", "签名", view! { <Pad/> })}
    }
    .into_any()
}

fn field(
    name: &str,
    suffix: &str,
    (_, asked, is, answer, complaint): (&str, &str, &str, &str, &str),
    filled: bool,
    wrong: bool,
) -> AnyView {
    let comma = if asked.is_empty() { "" } else { "," };
    let field = read(&[r#"{"name":""#, name, suffix, r#"""#, comma, asked, "}"].concat());
    let property = read(&["{", is, "}"].concat());
    let value = RwSignal::new(filled.then(|| read::<Value>(answer)));
    let error = wrong.then(|| complaint.to_owned());
    let on_value = Callback::new(move |it| value.set(it));
    view! {
        <FieldView field property value=value error=Signal::stored(error) on_value on_left=Callback::new(|()| ())/>
    }
    .into_any()
}

fn choices() -> AnyView {
    let chosen = RwSignal::new(1_usize);
    let labels = ["用手写板签名", "打字签名"];
    let way = move |(at, label): (usize, &'static str)| {
        let checked = Signal::derive(move || chosen.get() == at);
        view! { <Choice pick=Pick::One name="way" checked on_change=Callback::new(move |_| chosen.set(at)) label/> }
    };
    let ticked = RwSignal::new(true);
    let typed = RwSignal::new(String::from("陈屿"));
    let error = Signal::stored(None::<String>);
    view! {
        <fieldset class="choices"><legend>"怎么签"</legend>{labels.into_iter().enumerate().map(way).collect_view()}</fieldset>
        <Choice pick=Pick::Any name="agree" checked=ticked on_change=Callback::new(move |it| ticked.set(it))
            label="我已看过以上内容，确认属实" hint="签名以后还能撤回"/>
        <TextInput id="typed-name" label="您的姓名" hint="和身份证上一样" error value=typed/>
    }
    .into_any()
}

/// One slot of a material as it stands.
struct Slot {
    id: &'static str,
    name: &'static str,
    tag: (&'static str, &'static str),
    files: Vec<UploadedFile>,
    error: Option<&'static str>,
    busy: bool,
}

fn uploads() -> AnyView {
    let file =
        |name: &str, length, at_hall| UploadedFile { name: name.into(), length, picture: None, at_hall };
    let empty = Slot {
        id: "photo",
        name: "本人相片",
        tag: ("必须", "qing"),
        files: Vec::new(),
        error: None,
        busy: false,
    };
    let files = vec![file("平面图.jpg", 340_000, true), file("平面图-2.pdf", 1_250_000, false)];
    let filled = Slot {
        id: "plan",
        name: "经营场所平面布局图",
        tag: ("必须", "qing"),
        files,
        error: None,
        busy: false,
    };
    let wrong = Slot {
        id: "health",
        name: "从业人员健康证明",
        tag: ("可以后补（10 日）", "amber"),
        files: Vec::new(),
        error: Some("这张照片看不清，请在亮处重拍"),
        busy: true,
    };
    [empty, filled, wrong].map(slot).collect_view().into_any()
}

fn slot(it: Slot) -> impl IntoView {
    let (tag, error) = ((it.tag.0.to_owned(), it.tag.1), it.error.map(ToOwned::to_owned));
    view! {
        <Upload id=it.id.into() name=it.name.to_owned() standard=Some("四角都在画面里，字要看得清。".into()) tag
            files=Signal::stored(it.files) error=Signal::stored(error) busy=Signal::stored(it.busy)
            accept="image/jpeg,application/pdf".into() on_pick=Callback::new(|_| ()) on_remove=Callback::new(|_| ())/>
    }
}

#[component]
fn Pad() -> impl IntoView {
    let open = RwSignal::new(false);
    let log = RwSignal::new(None::<String>);
    let on_close = Callback::new(move |(drawn, _): (Option<String>, bool)| {
        log.set(drawn);
        open.set(false);
    });
    view! {
        <button class="button" type="button" on:click=move |_| open.set(true)>"打开手写板"</button>
        {move || open.get().then(|| view! { <InkPad log=log.get_untracked() on_close/> })}
    }
}
