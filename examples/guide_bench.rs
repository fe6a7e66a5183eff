//! Our guide search as the app has it, alone, to be measured beside the engines of others in one browser.
//! `cargo xtask bench guides` builds it as the app is built; tests/bench asks it.

use std::cell::RefCell;
use std::rc::Rc;

use guide_index::{Ask, Catalogue, Found, Index, Source};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The person's town, its county, city and province: ranking looks at them, too.
const HERE: [&str; 4] = ["990101101000", "990101", "990100", "990000"];

/// Puts `guideIndex` with `open(bytes)` and `query(words, limit)` beside the page's own names.
fn main() -> Result<(), JsValue> {
    let catalogue: Rc<RefCell<Option<Catalogue>>> = Rc::default();
    let opened = Rc::clone(&catalogue);
    let open = Closure::<dyn Fn(Uint8Array) -> Result<usize, JsValue>>::new(move |bytes: Uint8Array| {
        let index =
            Index::read(&mut Part { bytes, at: 0 }).map_err(|it| JsValue::from_str(&it.to_string()))?;
        let count = index.len();
        opened.replace(Some(Catalogue::new(index)));
        Ok(count)
    });
    let query = Closure::<dyn Fn(String, usize) -> String>::new(move |words: String, limit: usize| {
        let here = HERE.map(str::to_owned).to_vec();
        let ask = Ask { words, here, limit, ..Ask::default() };
        catalogue.borrow().as_ref().map(|it| lines(&it.find(&ask))).unwrap_or_default()
    });
    let ours = Object::new();
    Reflect::set(&ours, &"open".into(), open.into_js_value().unchecked_ref())?;
    Reflect::set(&ours, &"query".into(), query.into_js_value().unchecked_ref())?;
    Reflect::set(&js_sys::global(), &"guideIndex".into(), &ours)?;
    Ok(())
}

/// The bytes of the page, of which a section at a time is copied here.
struct Part {
    bytes: Uint8Array,
    at: u32,
}

impl Source for Part {
    fn take(&mut self, length: usize) -> Option<Vec<u8>> {
        let end = self.at.checked_add(u32::try_from(length).ok()?).filter(|it| *it <= self.bytes.length())?;
        let taken = self.bytes.subarray(self.at, end).to_vec();
        self.at = end;
        Some(taken)
    }

    fn left(&self) -> usize {
        (self.bytes.length() - self.at) as usize
    }
}

/// What a list shows of each hit: matter, text, reason, places to highlight.
fn lines(found: &Found) -> String {
    let mut out = String::with_capacity(found.hits.len() * 96);
    for hit in &found.hits {
        out.push_str(hit.guide.matter.as_str());
        out.push('\t');
        out.push_str(&hit.text);
        out.push('\t');
        out.push((b'a' + hit.why as u8) as char);
        for (from, to) in &hit.ranges {
            out.push('\t');
            out.push_str(&from.to_string());
            out.push('-');
            out.push_str(&to.to_string());
        }
        out.push('\n');
    }
    out
}
