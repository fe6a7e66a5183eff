//! What a page shows of the hall, asked for again and again.

use client::Call;
use leptos::prelude::{IsDisposed, RwSignal, Set, WithUntracked};

use crate::edge::{fetch, task};

/// Asks the hall for what is `shown` every `every_ms` milliseconds, as long as it is; what is the same is not drawn anew.
pub fn keep_fresh<T: PartialEq + Send + Sync + 'static>(
    shown: RwSignal<T>,
    every_ms: u32,
    call: impl Fn() -> Call<T> + 'static,
) {
    task::spawn(async move {
        let mut pause = every_ms;
        loop {
            task::sleep(pause).await;
            if shown.is_disposed() {
                return;
            }
            match fetch::send(call()).await {
                Ok(now) => {
                    pause = every_ms;
                    if shown.try_with_untracked(|it| *it != now) == Some(true) {
                        shown.try_set(now);
                    }
                }
                // A poll that fails says nothing new; the next one will, a while later.
                Err(error) => pause = error.pause_ms(pause),
            }
        }
    });
}
