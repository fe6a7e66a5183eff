//! A picture of a few lines and a code, to be passed on where a link is not.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, Url};

use super::window;

/// A card: where everything is, in pixels from the top left. Dark on white, whatever the screen is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// The lines.
    pub lines: Vec<Line>,
    /// The code.
    pub code: Option<Code>,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From the left.
    pub x: u32,
    /// Of the base line, from the top.
    pub y: u32,
    /// Height of the letters.
    pub size: u32,
    /// How it is set.
    pub weight: Weight,
    /// The words.
    pub text: String,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// What is to be seen first.
    Strong,
    /// As usual.
    Plain,
    /// What explains.
    Quiet,
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Side of one module.
    pub module: u32,
    /// Its rows; `true` is dark.
    pub rows: Vec<Vec<bool>>,
}

/// Draws a card as PNG and gives an address of it, to be freed with [`forget`]; `None` where the browser cannot draw.
pub async fn png(card: &Card) -> Option<String> {
    let canvas = draw(card).ok()?;
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // Nothing listens when even rejecting fails.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    let blob = JsFuture::from(promise).await.ok()?.dyn_into::<Blob>().ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Frees an address made by [`png`].
pub fn forget(address: &str) {
    let _ = Url::revoke_object_url(address);
}

fn draw(card: &Card) -> Result<HtmlCanvasElement, JsValue> {
    let document = window().and_then(|it| it.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(card.width);
    canvas.set_height(card.height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, card.width.into(), card.height.into());
    for line in &card.lines {
        let (weight, colour) = match line.weight {
            Weight::Strong => ("600 ", "#1b1c20"),
            Weight::Plain => ("400 ", "#1b1c20"),
            Weight::Quiet => ("400 ", "#55585f"),
        };
        context.set_fill_style_str(colour);
        context.set_font(&[weight, &line.size.to_string(), "px ", FONT].concat());
        // Never beyond the edge, whatever the letters of this device are like.
        let room = card.width.saturating_sub(line.x * 2);
        context.fill_text_with_max_width(&line.text, line.x.into(), line.y.into(), room.into())?;
    }
    if let Some(code) = &card.code {
        context.set_fill_style_str("#000");
        for (y, row) in (0..).zip(&code.rows) {
            for (x, _) in (0..).zip(row).filter(|it| *it.1) {
                let at = |from: u32, n: u32| f64::from(from + n * code.module);
                context.fill_rect(at(code.x, x), at(code.y, y), code.module.into(), code.module.into());
            }
        }
    }
    Ok(canvas)
}

const FONT: &str = r#"-apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif"#;
