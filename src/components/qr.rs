//! A QR code as SVG.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The rows of a QR code, `true` where it is dark; `None` for what is too long for one.
#[must_use]
pub fn qr_rows(value: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::encode_text(value, QrCodeEcc::Low).ok()?;
    Some((0..code.size()).map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect()).collect())
}

/// A QR code; its label says what it is for.
#[component]
pub fn Qr(
    /// What it holds.
    value: String,
    /// For whom cannot see it.
    label: &'static str,
) -> impl IntoView {
    // Low: a receipt is long, and the code is read from a screen or fresh paper.
    let Ok(code) = QrCode::encode_text(&value, QrCodeEcc::Low) else { return ().into_any() };
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let (sx, sy, w) = (start.to_string(), y.to_string(), (x - start).to_string());
                path.push_str(&["M", &sx, " ", &sy, "h", &w, "v1h-", &w, "z"].concat());
            }
            x += 1;
        }
    }
    // Four modules of quiet zone on every side (ISO/IEC 18004).
    let side = (size + 8).to_string();
    let view_box = ["-4 -4 ", &side, " ", &side].concat();
    view! {
        <svg class="receipt__qr" viewBox=view_box role="img" aria-label=label shape-rendering="crispEdges">
            <path d=path fill="#000"></path>
        </svg>
    }
    .into_any()
}
