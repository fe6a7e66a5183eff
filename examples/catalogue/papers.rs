//! What is kept: the receipt with its seal and code, the verdict on one, what is sent.

use handheld::components::{Icon, Qr};
use leptos::prelude::*;

use crate::block;

/// All of them.
pub(crate) fn all() -> AnyView {
    view! {
        {block("receipt", "回执", receipt())}
        {block("verify", "核对的结果", verify())}
        {block("manifest", "要交的内容", manifest())}
    }
    .into_any()
}

fn receipt() -> AnyView {
    view! {
        <div class="receipt">
            <span class="receipt__seal" aria-hidden="true">"已收到"</span>
            <p class="receipt__no">"990101-2026-000182"</p>
            <dl class="facts receipt__facts">
                <div><dt>"事项"</dt><dd>"食品经营许可（新办）"</dd></div>
                <div><dt>"申请人"</dt><dd>"陈屿"</dd></div>
                <div><dt>"收到时间"</dt><dd>"2026-11-21 09:12:05"</dd></div>
            </dl>
            <Qr value="https://hall.example/verify#sample".into() label="扫这个码核对回执"/>
        </div>
    }
    .into_any()
}

fn verify() -> AnyView {
    view! {
        <div class="verify verify--ok"><p class="verify__title"><Icon name="shield-check"/>"是这个大厅发的，没有改动过"</p></div>
        <div class="verify verify--bad"><p class="verify__title"><Icon name="alert"/>"内容被改动过"</p></div>
    }
    .into_any()
}

fn manifest() -> AnyView {
    view! {
        <div class="manifest">
            <div class="manifest__group">
                <div class="manifest__head"><h3>"谁来经营"</h3><a class="manifest__edit" href="#manifest">"修改"</a></div>
                <dl class="facts"><div><dt>"主体类型"</dt><dd>"个体工商户"</dd></div><div><dt>"座位数"</dt><dd>"24 个"</dd></div></dl>
            </div>
            <div class="manifest__group">
                <div class="manifest__head"><h3>"材料"</h3><a class="manifest__edit" href="#manifest">"修改"</a></div>
                <dl class="facts"><div><dt>"平面布局图"</dt><dd>"平面图.jpg"</dd></div></dl>
            </div>
        </div>
    }
    .into_any()
}
