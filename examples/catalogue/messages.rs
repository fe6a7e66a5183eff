//! What the app says by itself.

use client::CallError;
use handheld::components::{CallProblem, Notice, Toast, Tone};
use leptos::prelude::*;

use crate::block;

/// All of them.
pub(crate) fn all() -> AnyView {
    let notices = view! {
        <Notice tone=Tone::Info title="这件事还不能在网上办"><p>"带上材料到青石镇 3 号窗口，当场就能办好。"</p></Notice>
        <Notice tone=Tone::Ok title="已收到"><p>"编号 990101-2026-000182，凭它随时可以查。"</p></Notice>
        <Notice tone=Tone::Warn title="请在 11 月 27 日前补正">
            <p>"健康证明看不清，请在亮处重拍一张。"</p>
            <div class="notice__actions"><button class="button button--primary" type="button">"去补正"</button></div>
        </Notice>
        <Notice tone=Tone::Error title="没有提交"><p>"本机空间不够，签名没有存下来。删掉一些照片再试。"</p></Notice>
    };
    let problems = [CallError::Unreachable, CallError::SignedOut, CallError::NotFound, CallError::Unreadable];
    let problems =
        problems.map(|error| view! { <CallProblem error retry=Callback::new(|()| ())/> }).collect_view();
    let summary = view! {
        <div class="error-summary" tabindex="-1"><h3>"还有 2 处要改"</h3>
            <ul><li><a href="#f-text-wrong">"请填现在住的地址"</a></li><li><a href="#f-money-wrong">"注册资本：只填数字"</a></li></ul></div>
    };
    view! {
        {block("notices", "提示", notices)}
        {block("problems", "没能拿到", problems)}
        {block("error-summary", "要改的地方", summary)}
        {block("toast", "一句话", view! { <Toast text="已撤回"/> })}
    }
    .into_any()
}
