//! Parts of pages: props in, callbacks out. No store, no endpoint.

mod basics;
mod call_problem;
mod case_cell;
mod clock_bar;
mod field;
mod later;
mod pad;
mod qr;
mod timeline;
mod upload;

pub use basics::{Back, Empty, Icon, Notice, PageHead, Skeleton, Steps, Tone};
pub use call_problem::CallProblem;
pub use case_cell::CaseCell;
pub use clock_bar::ClockBar;
pub use field::{FieldView, TextInput};
pub use later::{Draw, later, later_page};
pub use pad::InkPad;
pub use qr::Qr;
pub use timeline::Timeline;
pub use upload::{Upload, UploadedFile};
