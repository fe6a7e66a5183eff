//! What is looked through: cells, cards, facts, folds, a checklist, empty places.

use handheld::components::{CaseCell, Empty, Icon, Skeleton};
use leptos::prelude::*;

use crate::block;
use crate::sample::read;

/// State and its word, a due day of the applicant, a clock: working days left, or why there is none.
const CASES: [(&str, &str, &str, &str); 5] = [
    ("correction-needed", "等您补正", r#","action_due":"2026-11-27""#, ""),
    (
        "under-review",
        "审查中",
        "",
        r#","clock":{"total":8,"used":3,"paused":2,"left":5,"due_on":"2026-12-03","estimate":false,"stopped":false}"#,
    ),
    (
        "suspended",
        "暂停",
        "",
        r#","clock":{"total":8,"used":3,"paused":2,"left":5,"due_on":"2026-12-03","estimate":true,"stopped":true}"#,
    ),
    ("approved", "已准予", "", ""),
    ("rejected", "不予许可", "", ""),
];

/// All of them.
pub(crate) fn all() -> AnyView {
    view! {
        {block("cells", "格子", cells())}
        {block("cards", "卡片与条目", cards())}
        {block("checklist", "材料清单", checklist())}
        {block("empty", "空", empty())}
        {block("skeleton", "还在路上", view! { <Skeleton/> })}
    }
    .into_any()
}

fn cells() -> AnyView {
    let cell = |(state, word, due, clock): (&str, &str, &str, &str)| {
        let party = r#"{"kind":"person","id":"p-chenyu","name":"陈屿"}"#;
        let json = [
            r#"{"id":"c1","filing_id":"f1","title":"食品经营许可（新办）","state":{"code":""#,
            state,
            r#"","text":""#,
            word,
            r#""},"acting":{"actor":"#,
            party,
            r#","principal":"#,
            party,
            r#"},"receipt_no":"990101-2026-000182","received_at":"2026-11-21T09:12:00+08:00","updated_at":"2026-11-21T09:12:00+08:00""#,
            due,
            clock,
            "}",
        ];
        view! { <li><CaseCell case=read(&json.concat()) this_year=2026/></li> }
    };
    view! {
        <ul class="list">{CASES.map(cell).collect_view()}</ul>
        <ul class="list">
            <li><a class="cell" href="#cells">
                <span class="cell__body"><span class="cell__title">"您好，请登录"</span><span class="cell__meta">"登录后看到自己的办件"</span></span>
                <span class="cell__end"><Icon name="chevron-right"/></span>
            </a></li>
            <li class="family">
                <a class="cell" href="#cells">
                    <span class="cell__body"><span class="cell__title">"老年人"<mark>"优待证"</mark>"办理"</span>
                        <span class="cell__meta">"云岫县民政局 · 全程网办 · 当场办结"</span></span>
                    <span class="cell__end"><span class="tag">"县级"</span><Icon name="chevron-right"/></span>
                </a>
                <ul class="family__levels" aria-label="别处也能办">
                    <li><a class="chip" href="#cells">"乡镇级 白鹭乡"</a></li><li><a class="chip" href="#cells">"村级 桃坞村"</a></li>
                </ul>
            </li>
        </ul>
    }
    .into_any()
}

fn cards() -> AnyView {
    view! {
        <div class="card">
            <h3 class="cell__title">"青石镇便民服务中心 3 号窗口"</h3>
            <p class="cell__meta">"青石镇桥头街 12 号"</p>
            <p class="cell__meta">"周一至周五 9:00–17:00"</p>
        </div>
        <dl class="facts">
            <div><dt>"法定时限"</dt><dd>"20 个工作日"<span class="facts__note">"现场核查的时间不算"</span></dd></div>
            <div><dt>"承诺时限"</dt><dd>"8 个工作日"</dd></div>
            <div><dt>"收费"</dt><dd>"不收费"</dd></div>
        </dl>
        <details class="fold"><summary>"法律依据"</summary><p>"《中华人民共和国食品安全法》第三十五条"</p></details>
        <details class="fold" open><summary>"常见问题"</summary><p>"租的房子也可以办，带上租赁合同。"</p></details>
    }
    .into_any()
}

fn checklist() -> AnyView {
    view! {
        <ul class="checklist">
            <li class="checklist__item checklist__item--done"><span class="checklist__name">"营业执照"</span>
                <span class="tag tag--jade">"免交"</span><p class="checklist__meta">"系统自动获取 · 市场监督管理局"</p></li>
            <li class="checklist__item"><span class="checklist__name">"经营场所平面布局图"</span>
                <span class="tag tag--qing">"必须"</span><p class="checklist__meta">"原件 · 复印件 1 份 · 自己画"</p>
                <details class="fold fold--plain"><summary>"怎样才算合格"</summary><p>"标出门、窗、灶台和冷库。"</p></details></li>
            <li class="checklist__item"><span class="checklist__name">"从业人员健康证明"</span>
                <span class="tag tag--amber">"可以后补（10 日）"</span><p class="checklist__meta">"复印件 · 县疾控中心"</p></li>
        </ul>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty title="还没有办件" text="办过的事会出现在这里，进度一目了然。">
            <a class="button button--primary" href="#empty">"去查事项"</a>
        </Empty>
    }
    .into_any()
}
