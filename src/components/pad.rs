//! The signature pad: full screen, every sample kept, undo and clear as operations.

use ink::{Device, Log, Pad, Pointer, Pressure, Recorder, Rotation};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::Icon;
use crate::edge::{clock, page, pen};
use crate::text;

/// What the pad keeps while it is open. The recorder exists once the pad's size is known: at first touch.
struct Desk {
    recorder: Option<Recorder>,
    restored: Option<Log>,
    frame: Option<pen::Frame>,
    pointer: Option<i32>,
}

type Held = StoredValue<Desk>;

/// A full-screen sheet to sign on. Closing keeps what was drawn.
#[component]
pub fn InkPad(
    /// The log so far, `ink/1`, to go on with.
    log: Option<String>,
    /// The pad closes: the log so far, if there is one, and whether the signer confirmed it.
    on_close: Callback<(Option<String>, bool)>,
) -> impl IntoView {
    let restored = log.and_then(|it| Log::parse(&it).ok());
    let desk: Held = StoredValue::new(Desk { recorder: None, restored, frame: None, pointer: None });
    // Bumped after every change: what is drawn is read from the recorder, not copied into signals.
    let drawn = RwSignal::new(0u32);
    let weak = RwSignal::new(None::<&'static str>);
    let close = move |confirmed: bool| {
        let log =
            desk.with_value(|it| it.recorder.as_ref().map(Recorder::log).or_else(|| it.restored.clone()));
        if confirmed && let Some(reason) = refusal(log.as_ref()) {
            weak.set(Some(reason));
            return;
        }
        on_close.run((log.map(|it| it.to_json()), confirmed));
    };
    Effect::new(|_| page::focus("pad-title"));
    view! {
        <div class="pad pad--turned" role="dialog" aria-modal="true" aria-labelledby="pad-title"
            on:keydown=move |event| if event.key() == "Escape" { close(false) }>
            <div class="pad__bar">
                <h2 id="pad-title" tabindex="-1">{text::pad_title()}</h2>
                <button class="button button--quiet" type="button" on:click=move |_| close(false)>{text::pad_close()}</button>
            </div>
            <Paper desk drawn weak/>
            <p class="visually-hidden" role="alert">{move || weak.get()}</p>
            <Tools desk drawn weak on_done=Callback::new(move |()| close(true))/>
        </div>
    }
}

fn refusal(log: Option<&Log>) -> Option<&'static str> {
    match log.map(Log::gate) {
        None | Some(Err(ink::Weak::Empty)) => Some(text::ink_empty()),
        Some(Err(ink::Weak::OnlyDots)) => Some(text::ink_only_dots()),
        Some(Err(ink::Weak::TooShort)) => Some(text::ink_too_short()),
        Some(Ok(())) => None,
    }
}

#[component]
fn Paper(desk: Held, drawn: RwSignal<u32>, weak: RwSignal<Option<&'static str>>) -> impl IntoView {
    let redraw = move || drawn.update(|it| *it = it.wrapping_add(1));
    let down = move |event: PointerEvent| {
        let Some(element) = pen::pad_of(&event) else { return };
        if desk.with_value(|it| it.pointer.is_some()) {
            return; // a second finger or a palm
        }
        pen::capture(&event);
        weak.set(None);
        let frame = pen::frame(&element);
        let at = pen::sample(&event, &frame);
        desk.update_value(|it| {
            it.frame = Some(frame);
            it.pointer = Some(event.pointer_id());
            if it.recorder.is_none() {
                it.recorder =
                    it.restored.take().map(Recorder::from_log).or_else(|| new_recorder(&event, &frame));
            }
            if let Some(recorder) = &mut it.recorder {
                recorder.down(at.x32, at.y32, at.t, at.pressure);
            }
        });
        redraw();
    };
    let moved = move |event: PointerEvent| {
        desk.update_value(|it| {
            let (Some(frame), Some(recorder)) = (it.frame, &mut it.recorder) else { return };
            if it.pointer != Some(event.pointer_id()) {
                return;
            }
            for at in pen::samples(&event, &frame) {
                recorder.moved(at.x32, at.y32, at.t, at.pressure);
            }
        });
        redraw();
    };
    let lifted = move |event: PointerEvent, cancelled: bool| {
        desk.update_value(|it| {
            let (Some(frame), Some(recorder)) = (it.frame, &mut it.recorder) else { return };
            if it.pointer != Some(event.pointer_id()) {
                return;
            }
            it.pointer = None;
            let at = pen::sample(&event, &frame);
            if cancelled { recorder.cancel() } else { recorder.up(at.x32, at.y32, at.t) }
        });
        redraw();
    };
    view! {
        <div class="pad__paper" role="img" aria-label=text::pad_paper() on:pointerdown=down on:pointermove=moved
            on:pointerup=move |event| lifted(event, false) on:pointercancel=move |event| lifted(event, true)>
            <svg aria-hidden="true" viewBox=move || { drawn.get(); view_box(desk) } preserveAspectRatio="xMinYMin meet">
                {move || { drawn.get(); strokes(desk) }}
            </svg>
            <span class="pad__line" aria-hidden="true"></span>
            <p class="pad__hint" aria-hidden="true">{move || weak.get().unwrap_or_default()}</p>
        </div>
    }
}

fn new_recorder(event: &PointerEvent, frame: &pen::Frame) -> Option<Recorder> {
    let pointer = match pen::pointer_type(event).as_str() {
        "pen" => Pointer::Pen,
        "mouse" => Pointer::Mouse,
        _ => Pointer::Touch,
    };
    let rot = if frame.turned { Rotation::R90 } else { Rotation::R0 };
    let pad = Pad { w: frame.width, h: frame.height, rot, dpr1000: pen::dpr1000() };
    Recorder::new(pad, Device { pointer, pressure: Pressure::None, coal: pen::coalesces(event) }).ok()
}

/// The log's own frame, so that old strokes keep their place when the pad's size has changed.
fn view_box(desk: Held) -> String {
    let pad = desk.with_value(|it| {
        it.recorder.as_ref().map(|it| it.log().pad()).or_else(|| it.restored.as_ref().map(Log::pad))
    });
    let (w, h) = pad.map_or((1, 1), |it| (it.w * 32, it.h * 32));
    ["0 0 ", &w.to_string(), " ", &h.to_string()].concat()
}

fn strokes(desk: Held) -> AnyView {
    let paths: Vec<String> = desk.with_value(|it| match (&it.recorder, &it.restored) {
        (Some(recorder), _) => recorder.strokes().chain(recorder.live()).map(ink::path).collect(),
        (None, Some(log)) => log.visible().map(ink::path).collect(),
        (None, None) => Vec::new(),
    });
    paths.into_iter().map(|d| view! { <path class="pad__stroke" d=d></path> }).collect_view().into_any()
}

#[component]
fn Tools(
    desk: Held,
    drawn: RwSignal<u32>,
    weak: RwSignal<Option<&'static str>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let operate = move |operation: fn(&mut Recorder, u64) -> bool| {
        desk.update_value(|it| {
            if it.recorder.is_none() {
                it.recorder = it.restored.take().map(Recorder::from_log);
            }
            if let Some(recorder) = &mut it.recorder {
                operation(recorder, clock::event_time());
            }
        });
        weak.set(None);
        drawn.update(|it| *it = it.wrapping_add(1));
    };
    let can = move |ask: fn(&Recorder) -> bool| {
        drawn.get();
        desk.with_value(|it| it.recorder.as_ref().map_or(it.restored.is_some(), ask))
    };
    view! {
        <div class="pad__tools">
            <button class="button" type="button" disabled=move || !can(Recorder::can_undo)
                on:click=move |_| operate(Recorder::undo)><Icon name="undo"/>{text::pad_undo()}</button>
            <button class="button" type="button" disabled=move || !can(|it| !it.is_empty())
                on:click=move |_| operate(Recorder::clear)><Icon name="eraser"/>{text::pad_clear()}</button>
            <button class="button button--primary" type="button" on:click=move |_| on_done.run(())>{text::pad_done()}</button>
        </div>
    }
}
