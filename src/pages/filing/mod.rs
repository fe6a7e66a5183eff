//! One filing on this device: form, materials, review, signature, receipt.

mod apart;
mod content;
mod ended;
mod form_page;
mod hand_over;
mod materials;
mod open;
mod other_tab;
mod own_account;
mod pen;
mod receipt;
mod review;
mod sheet;
mod sign;
mod will;

pub use form_page::FormPage;
pub use materials::MaterialsPage;
pub use receipt::ReceiptPage;
pub use review::ReviewPage;
pub use sign::SignPage;

use contract::Guide;

use crate::text;

/// The steps of a filing, in order.
fn steps(guide: &Guide) -> Vec<&'static str> {
    let last = if guide.esign { text::step_sign() } else { text::send() };
    vec![text::step_form(), text::step_materials(), text::step_review(), last]
}
