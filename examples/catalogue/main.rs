//! Every component in every state, made by the app's own code: for people to look at, and for the tests of look
//! and accessibility. `cargo xtask catalogue` builds it; nothing of it is in the app.

mod forms;
mod lists;
mod messages;
mod modals;
mod papers;
mod progress;
mod sample;

use handheld::components::{Icon, PageHead};
use leptos::prelude::*;
use leptos_router::components::Router;

fn main() {
    leptos::mount::mount_to_body(|| {
        view! {
            <Router>
                <main class="main" id="main" tabindex="-1">
                    <div class="page stack">
                        <PageHead title="组件目录"/>
                        <Buttons/>
                        {forms::all()}
                        {lists::all()}
                        {progress::all()}
                        {messages::all()}
                        {modals::all()}
                        {papers::all()}
                    </div>
                </main>
            </Router>
        }
    });
}

/// One component: its name, and its states below one another. Pictures are taken by the id.
pub(crate) fn block(id: &'static str, name: &'static str, states: impl IntoView + 'static) -> AnyView {
    let (title, named) = ([id, "-title"].concat(), [id, "-title"].concat());
    view! {
        <section class="stack" id=id aria-labelledby=named>
            <h2 class="section-title" id=title>{name}</h2>
            {states.into_any()}
        </section>
    }
    .into_any()
}

#[component]
fn Buttons() -> impl IntoView {
    let states = view! {
        <div class="button-row">
            <button class="button button--primary" type="button">"去签名"</button>
            <button class="button" type="button"><Icon name="refresh"/>"再试一次"</button>
            <button class="button button--quiet" type="button"><Icon name="printer"/>"打印"</button>
            <button class="button button--danger" type="button">"撤回"</button>
        </div>
        <div class="button-row">
            <button class="button button--primary button--busy" type="button" aria-disabled="true">"正在提交"</button>
            <button class="button button--primary" type="button" disabled>"不能按"</button>
        </div>
        <button class="button button--primary button--wide" type="button">"开始办理"</button>
    };
    let chips = view! {
        <ul class="chips">
            <li><a class="chip" href="#buttons">"开店"</a></li>
            <li><a class="chip" href="#buttons" aria-current="true">"社保"</a></li>
            <li><button class="chip" type="button" aria-pressed="false">"个人"</button></li>
            <li><button class="chip" type="button" aria-pressed="true">"企业"</button></li>
        </ul>
        <p>
            <span class="tag">"可有可无"</span>" "<span class="tag tag--qing">"必须"</span>" "
            <span class="tag tag--jade">"免交"</span>" "<span class="tag tag--amber">"可以后补"</span>" "
            <span class="tag tag--zhu">"不予受理"</span>
        </p>
    };
    view! { {block("buttons", "按钮", states)}{block("chips", "小按钮与标签", chips)} }
}
