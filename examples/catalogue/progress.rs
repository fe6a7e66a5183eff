//! Where something stands: steps, the clock, the timeline, a bar.

use handheld::components::{ClockBar, Steps, Timeline};
use leptos::prelude::*;

use crate::block;
use crate::sample::read;

/// Used, paused, left, rests now, is an estimate.
const CLOCKS: [(&str, &str, &str, &str, &str); 4] = [
    ("0", "0", "8", "false", "false"),
    ("3", "2", "5", "false", "false"),
    ("3", "2", "5", "true", "true"),
    ("8", "0", "-2", "false", "false"),
];

const EVENTS: &str = r#"[
 {"seq":1,"at":"2026-11-21T09:12:00+08:00","kind":{"code":"received","text":"已收件"},"by":"陈屿"},
 {"seq":2,"at":"2026-11-21T10:40:00+08:00","kind":{"code":"accepted","text":"已受理"},"by":"李敏 · B06 窗口"},
 {"seq":3,"at":"2026-11-24T15:02:00+08:00","kind":{"code":"suspended","text":"暂停：现场核查"},"by":"赵磊 · 食品科","note":"约定 11 月 26 日上午上门，这两天不计入时限。"},
 {"seq":4,"at":"2026-11-26T11:30:00+08:00","kind":{"code":"resumed","text":"继续审查"},"by":"赵磊 · 食品科"}
]"#;

/// All of them.
pub(crate) fn all() -> AnyView {
    let names = || vec!["填表", "材料", "核对", "签名"];
    let steps = view! { <Steps names=names() at=0/><Steps names=names() at=2/><Steps names=names() at=3/> };
    let status = view! {
        <p class="status status--qing">"审查中"</p><p class="status status--amber">"等您补正"</p>
        <p class="status status--jade">"已准予"</p><p class="status status--zhu">"不予受理"</p>
    };
    let clocks = CLOCKS.map(|(used, paused, left, stopped, estimate)| {
        let json = [
            r#"{"total":8,"used":"#,
            used,
            r#","paused":"#,
            paused,
            r#","left":"#,
            left,
            r#","due_on":"2026-12-03","estimate":"#,
            estimate,
            r#","stopped":"#,
            stopped,
            "}",
        ];
        view! { <ClockBar clock=read(&json.concat()) this_year=2026/> }
    });
    let bar = view! {
        <div class="progress" role="progressbar" aria-label="正在上传" aria-valuemin="0" aria-valuemax="100" aria-valuenow="60">
            <div class="progress__bar" style:--value="60"></div>
        </div>
    };
    view! {
        {block("steps", "步骤", steps)}
        {block("status", "状态", status)}
        {block("clock", "时限", clocks.collect_view())}
        {block("timeline", "进程", view! { <Timeline events=read(EVENTS) this_year=2026/> })}
        {block("progress", "进度条", bar)}
    }
    .into_any()
}
