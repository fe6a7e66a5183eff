//! Uploads: files arrive in checked chunks and become immutable by their digest before a filing names them.

pub mod sniff;
pub mod tus;

use axum::body::Bytes;
use contract::{ProblemCode, UploadMetadata};

use crate::error::Refusal;
use crate::random;
use crate::session::Caller;
use crate::state::Hall;
use crate::store::{filings, uploads};

pub use uploads::Upload;

/// Begins an upload, or goes on with the one that was begun for the same file.
///
/// # Errors
///
/// `empty-file`, `too-large`, `file-type`; `not-allowed` when the filing is another person's.
pub async fn create(
    hall: &Hall,
    caller: &Caller,
    length: u64,
    meta: UploadMetadata,
) -> Result<Upload, Refusal> {
    let limits = &hall.config.limits;
    if length == 0 {
        return Err(Refusal::new(ProblemCode::EmptyFile).filing(&meta.filing_id));
    }
    if length > limits.file_bytes {
        let most = limits.file_bytes / (1024 * 1024);
        return Err(Refusal::new(ProblemCode::TooLarge).detail(format!("每个文件最大 {most} MB")));
    }
    if !limits.file_types.contains(&meta.filetype) {
        return Err(Refusal::new(ProblemCode::FileType).detail("可以传 JPG、PNG、WebP 图片或 PDF"));
    }
    let (person, now, today) = (caller.person.id.clone(), hall.clock().unix(), hall.clock().today());
    let (id, expires_s) = (random::id("u")?, now + hall.config.upload_seconds());
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            filings::claim(db, &meta.filing_id, &person, today).await?;
            if let Some(begun) = uploads::begun(db, &meta, length, now).await? {
                return Ok(begun);
            }
            let new = uploads::NewUpload { id: &id, person: &person, metadata: &meta, length, expires_s };
            uploads::add(db, &new).await?;
            uploads::by_id(db, &id).await?.ok_or_else(|| Refusal::new(ProblemCode::Internal))
        })
    });
    done.await
}

/// An upload to a filing that the caller may use.
///
/// # Errors
///
/// `not-found` when there is none or the filing is another person's, `upload-expired` when it has ended.
pub async fn find(hall: &Hall, caller: &Caller, id: &str) -> Result<Upload, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let none = || Refusal::new(ProblemCode::NotFound);
    let upload = uploads::by_id(&mut db, id).await?.ok_or_else(none)?;
    if !filings::open_to(&mut db, &upload.filing_id, &caller.person.id, hall.clock().today()).await? {
        return Err(none());
    }
    if !upload.complete && upload.expires_s <= hall.clock().unix() {
        return Err(Refusal::new(ProblemCode::UploadExpired));
    }
    Ok(upload)
}

/// Appends a chunk; the new offset. With the last chunk the whole file is checked.
///
/// # Errors
///
/// `offset-mismatch`, `checksum-mismatch`, `too-large`, `file-type`; as [`find`]. A whole file whose digest or
/// type is not the declared one is discarded.
pub async fn append(
    hall: &Hall,
    caller: &Caller,
    id: &str,
    offset: u64,
    digest: [u8; 32],
    chunk: Bytes,
) -> Result<u64, Refusal> {
    let upload = find(hall, caller, id).await?;
    if upload.complete || upload.received != offset {
        return Err(elsewhere(upload.received));
    }
    let end = offset + chunk.len() as u64;
    if end > upload.length {
        return Err(Refusal::new(ProblemCode::TooLarge).detail("收到的字节比 Upload-Length 声明的多"));
    }
    if canon::sha256(&chunk) != digest {
        return Err(Refusal::new(ProblemCode::ChecksumMismatch).detail("这一段在途中损坏，请重传这一段"));
    }
    if chunk.is_empty() {
        return Ok(offset);
    }
    let complete = end == upload.length;
    if complete && let Err(refused) = check_whole(hall, &upload, &chunk).await {
        let id = upload.id;
        hall.writer.run(move |db| Box::pin(async move { uploads::discard(db, &id).await })).await?;
        return Err(refused);
    }
    let id = upload.id;
    let appended = hall
        .writer
        .run(move |db| Box::pin(async move { uploads::append(db, &id, offset, &chunk, complete).await }))
        .await?;
    if appended { Ok(end) } else { Err(elsewhere(offset)) }
}

/// What was received before is append-only, so the verdict holds while the offset stays where it is.
async fn check_whole(hall: &Hall, upload: &Upload, last: &[u8]) -> Result<(), Refusal> {
    let mut db = hall.readers.acquire().await?;
    let mut bytes = uploads::bytes(&mut db, &upload.id).await?;
    drop(db);
    bytes.extend_from_slice(last);
    if canon::sha256_hex(&bytes) != upload.sha256 {
        let detail = "收齐后与原文件不一致，请重新上传整个文件";
        return Err(Refusal::new(ProblemCode::ChecksumMismatch).detail(detail));
    }
    if sniff::media_type(&bytes) != Some(upload.filetype.as_str()) {
        return Err(Refusal::new(ProblemCode::FileType).detail("文件内容与它的类型不符，请换一个文件"));
    }
    Ok(())
}

fn elsewhere(received: u64) -> Refusal {
    Refusal::new(ProblemCode::OffsetMismatch).detail(format!("已收到 {received} 字节"))
}

/// Removes an upload that is not complete.
///
/// # Errors
///
/// `wrong-state` when it is complete, and as [`find`].
pub async fn remove(hall: &Hall, caller: &Caller, id: &str) -> Result<(), Refusal> {
    let upload = find(hall, caller, id).await?;
    let gone =
        hall.writer.run(move |db| Box::pin(async move { uploads::discard(db, &upload.id).await })).await?;
    if gone {
        Ok(())
    } else {
        Err(Refusal::new(ProblemCode::WrongState).detail("文件已传完，不能删除"))
    }
}

/// The bytes of a complete upload.
///
/// # Errors
///
/// `wrong-state` while it is not complete, and as [`find`].
pub async fn read(hall: &Hall, caller: &Caller, id: &str) -> Result<(Upload, Vec<u8>), Refusal> {
    let upload = find(hall, caller, id).await?;
    if !upload.complete {
        return Err(Refusal::new(ProblemCode::WrongState).detail("文件还没有传完"));
    }
    let mut db = hall.readers.acquire().await?;
    let bytes = uploads::bytes(&mut db, id).await?;
    Ok((upload, bytes))
}

/// How long an unfinished upload that has ended still answers `upload-expired`, in seconds.
const REMEMBERED: i64 = 24 * 3600;
/// How much longer a whole file waits for a filing that names it, in seconds. A draft may lie for weeks.
const WAITED_FOR: i64 = 90 * 24 * 3600;

/// Removes what nobody will come back for; how many uploads that were.
///
/// # Errors
///
/// When the database fails.
pub async fn tidy(hall: &Hall) -> Result<u64, Refusal> {
    let now = hall.clock().unix();
    let job = hall
        .writer
        .run(move |db| Box::pin(async move { uploads::purge(db, now - REMEMBERED, now - WAITED_FOR).await }));
    job.await
}
