//! What the class `uploads` asks of a hall.

use crate::requirement::requirements;

requirements! { Uploads;
    UPL_001 = "UPL-001", Must: "`OPTIONS /api/v1/uploads` answers 204 with tus 1.0.0, `creation`, `checksum`, `expiration` and `termination`, SHA-256, and the file limit of discovery.";
    UPL_002 = "UPL-002", Must: "Creation answers 201 with a `Location` on this origin.";
    UPL_003 = "UPL-003", Must: "`HEAD` says `Upload-Offset` and `Upload-Length`; after a chunk it is where the chunk ended, as `PATCH` said.";
    UPL_004 = "UPL-004", Must: "A chunk at another offset than the hall's is refused with 409 `offset-mismatch`, and nothing of it is kept.";
    UPL_005 = "UPL-005", Must: "Bytes past the declared length are refused, and nothing of them is kept.";
    UPL_006 = "UPL-006", Must: "A chunk of another media type than `application/offset+octet-stream` is refused with 415 `media-type`.";
    UPL_007 = "UPL-007", Must: "A chunk without a SHA-256 checksum is refused with 400 `malformed`, and nothing of it is kept.";
    UPL_008 = "UPL-008", Must: "A chunk whose checksum differs is refused with 460 `checksum-mismatch`, and nothing of it is kept.";
    UPL_009 = "UPL-009", Must: "A whole file whose digest is not the declared one is refused with 460 `checksum-mismatch` and discarded.";
    UPL_010 = "UPL-010", Must: "A file of no bytes is refused with 422 `empty-file`.";
    UPL_011 = "UPL-011", Must: "A file larger than `file_bytes` is refused with 413 `too-large` before a byte of it is sent.";
    UPL_012 = "UPL-012", Must: "A file of a media type that discovery does not list is refused with 415 `file-type`.";
    UPL_013 = "UPL-013", Must: "A file whose bytes are of another type than declared is refused with 415 `file-type` and discarded.";
    UPL_014 = "UPL-014", Must: "An upload that was cut off goes on from where `HEAD` says, and the file is whole at the end.";
    UPL_015 = "UPL-015", Must: "`Tus-Resumable` that is missing or another version is refused with 412 that names `Tus-Version`.";
    UPL_016 = "UPL-016", Must: "An unfinished upload is kept for `upload_days` of discovery, at least 7: `Upload-Expires` says so.";
    UPL_017 = "UPL-017", Must: "A finished file never changes: another chunk is refused with 409, and the bytes stay.";
    UPL_018 = "UPL-018", Must: "An upload that is not finished can be discarded: 204, and it is gone.";
    UPL_019 = "UPL-019", Must: "A file that a filing names cannot be discarded: 409 `wrong-state`, and the bytes stay.";
    UPL_020 = "UPL-020", Must: "A finished file is given back byte for byte with its media type, as an attachment, with `nosniff`.";
    UPL_021 = "UPL-021", Must: "Another person's upload is 404 by every method, and an upload to another's filing id is refused with 403 `not-allowed`.";
    UPL_022 = "UPL-022", Must: "The same bytes can be uploaded for two materials of one filing.";
    UPL_023 = "UPL-023", Must: "Metadata that lacks a member, or has a digest that is none, is refused with 400 `malformed` or 422 `invalid`.";
    UPL_024 = "UPL-024", Must: "Of two chunks sent to one offset at once exactly one is kept.";
}
