//! The id of one person's database in this browser.

use contract::DeviceId;

use crate::edge::disk::{Disk, DiskError, Store};
use crate::edge::ids;

const DEVICE: &str = "device";

/// This database's device id, made on first use.
///
/// # Errors
///
/// [`DiskError`].
pub(super) async fn id(disk: &Disk) -> Result<DeviceId, DiskError> {
    let held = disk.get(Store::Meta, DEVICE).await?;
    if let Some(id) = held.and_then(|it| String::from_utf8(it).ok()).and_then(|it| it.parse().ok()) {
        return Ok(id);
    }
    let id = ids::device().ok_or(DiskError::Unavailable)?;
    disk.put(Store::Meta, DEVICE, id.as_str().as_bytes()).await?;
    Ok(id)
}
