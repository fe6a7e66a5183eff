//! One filing on this device: form, materials, review, signature, receipt.

mod form_page;
mod materials;
mod open;
mod receipt;
mod review;
mod sign;

pub use form_page::FormPage;
pub use materials::MaterialsPage;
pub use receipt::ReceiptPage;
pub use review::ReviewPage;
pub use sign::SignPage;

use crate::text;

/// The steps of a filing, in order.
fn steps() -> Vec<&'static str> {
    vec![text::step_form(), text::step_materials(), text::step_review(), text::step_sign()]
}
