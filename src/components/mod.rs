//! Parts of pages: props in, callbacks out. No store, no endpoint.

mod basics;
mod call_problem;
mod case_cell;
mod choice;
mod clock_bar;
mod dialog;
mod field;
mod later;
pub mod mandate;
mod own_path;
mod pad;
mod phone;
mod qr;
mod region_picker;
mod skip_link;
mod timeline;
mod toast;
mod upload;

pub use basics::{Back, Empty, Icon, Notice, PageHead, Skeleton, Steps, Tone};
pub use call_problem::CallProblem;
pub use case_cell::{CaseCell, who_filed};
pub use choice::{Choice, Pick};
pub use clock_bar::ClockBar;
pub use dialog::{Dialog, Sheet};
pub use field::{FieldView, TextInput};
pub use later::{Draw, later, later_page};
pub use own_path::{own_path, own_query};
pub use pad::InkPad;
pub use phone::Phone;
pub use qr::Qr;
pub use region_picker::RegionPicker;
pub use skip_link::SkipLink;
pub use timeline::Timeline;
pub use toast::Toast;
pub use upload::{Upload, UploadedFile};
