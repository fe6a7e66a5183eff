//! Picked files: their bytes are copied at once, because the original can change or vanish.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap,
    Url,
};

/// Longest side of a photo that is sent, in pixels: an A4 page at 200 dpi is 2,339.
const LONGEST_SIDE_PX: u32 = 2_400;
/// JPEG quality: papers stay readable.
const QUALITY: f64 = 0.85;

/// A file as the browser gives it. Opaque outside this folder.
#[derive(Clone)]
pub struct BrowserFile(File);

impl BrowserFile {
    /// Its name on the device.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }
}

/// A file as it will be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Its name on the device.
    pub name: String,
    /// Media type of the bytes.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a file could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickError {
    /// It could not be read: moved, changed or deleted since it was picked.
    Unreadable,
    /// A picture that this browser cannot open (HEIC on most, or damage).
    NotAPicture,
}

/// Takes the files out of an input and empties it, so that the same file can be picked again.
#[must_use]
pub fn take(event: &web_sys::Event) -> Vec<BrowserFile> {
    let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = input
        .files()
        .map(|list| (0..list.length()).filter_map(|at| list.item(at)).map(BrowserFile).collect());
    input.set_value("");
    files.unwrap_or_default()
}

/// Copies a file's bytes. A photo is redrawn upright and at most 2,400 px long, which also leaves its place
/// and device (EXIF) behind; anything else is taken as it is.
///
/// # Errors
///
/// [`PickError`], when there is nothing to take.
pub async fn read(file: &BrowserFile) -> Result<Picked, PickError> {
    let file = &file.0;
    let (name, media_type) = (file.name(), file.type_());
    let is_photo = matches!(media_type.as_str(), "image/jpeg" | "image/png" | "image/webp");
    if is_photo && file.size() > 0.0 {
        let blob = redraw(file).await.map_err(|_| PickError::NotAPicture)?;
        let bytes = bytes_of(&blob).await.map_err(|_| PickError::Unreadable)?;
        return Ok(Picked { name: with_jpeg_ending(&name), media_type: "image/jpeg".into(), bytes });
    }
    let bytes = bytes_of(file).await.map_err(|_| PickError::Unreadable)?;
    Ok(Picked { name, media_type, bytes })
}

async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?).to_vec())
}

async fn redraw(file: &File) -> Result<Blob, JsValue> {
    let window = super::page::window().ok_or(JsValue::NULL)?;
    let options = web_sys::ImageBitmapOptions::new();
    options.set_image_orientation(web_sys::ImageOrientation::FromImage);
    let promise = window.create_image_bitmap_with_blob_and_image_bitmap_options(file, &options)?;
    let picture: ImageBitmap = JsFuture::from(promise).await?.unchecked_into();
    let (width, height) = fit(picture.width(), picture.height());
    let document = window.document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    // A transparent picture becomes black in JPEG; paper is white.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width.into(), height.into());
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width.into(), height.into())?;
    picture.close();
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        if let Err(error) =
            canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &JsValue::from_f64(QUALITY))
        {
            // Nothing listens when even rejecting fails.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await?.dyn_into::<Blob>()
}

fn fit(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= LONGEST_SIDE_PX {
        return (width.max(1), height.max(1));
    }
    let scale = |side: u32| (side * LONGEST_SIDE_PX / longest).max(1);
    (scale(width), scale(height))
}

fn with_jpeg_ending(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.jpg")
}

/// An address under which the page can show bytes. Give it back with [`forget_address`].
#[must_use]
pub fn address(bytes: &[u8], media_type: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Frees an address made by [`address`].
pub fn forget_address(address: &str) {
    let _ = Url::revoke_object_url(address);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_shrinks_to_the_longest_side_and_keeps_its_shape() {
        for (from, to) in [((4000, 3000), (2400, 1800)), ((100, 50), (100, 50)), ((1, 9600), (1, 2400))] {
            assert_eq!(fit(from.0, from.1), to, "{from:?}");
        }
    }

    #[test]
    fn a_redrawn_photo_says_it_is_a_jpeg() {
        for (name, renamed) in [("a.png", "a.jpg"), ("扫描.2.webp", "扫描.2.jpg"), ("photo", "photo.jpg")]
        {
            assert_eq!(with_jpeg_ending(name), renamed);
        }
    }
}
