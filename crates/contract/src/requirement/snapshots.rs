//! What the class `snapshots` asks of a hall.

use crate::requirement::requirements;

requirements! { Snapshots;
    SNP_001 = "SNP-001", Must: "The list of snapshots is the same for everybody, signed in or not, may be kept by anybody, and is answered with 304 when its `ETag` comes back.";
    SNP_002 = "SNP-002", Must: "One snapshot of kind `guides` without a region is listed, and no two of the same kind, region and format.";
    SNP_003 = "SNP-003", Must: "The region of a snapshot is one of the hall's regions.";
    SNP_004 = "SNP-004", Must: "The bytes of a snapshot have the SHA-256 and the length that the list says.";
    SNP_005 = "SNP-005", Must: "A snapshot is sent as `application/vnd.hall.guide-index` and may be kept for ever by anybody: `public` and `immutable`.";
    SNP_006 = "SNP-006", Must: "The `ETag` of a snapshot is its digest in quotes, and is answered with 304 when it comes back.";
    SNP_007 = "SNP-007", Must: "A part of a snapshot is answered with 206, its bytes and `Content-Range`; its parts joined are the whole, whatever encoding is accepted, and `Accept-Ranges: bytes` says so.";
    SNP_008 = "SNP-008", Must: "A part that begins behind the end is refused with 416 `range-unsatisfiable`, and `Content-Range` names the length.";
    SNP_009 = "SNP-009", Must: "`Range` beside an `If-Range` that is not the snapshot's `ETag` is answered with 200 and the whole.";
    SNP_010 = "SNP-010", Must: "A digest that the hall does not have, or that is none, is 404 `not-found`.";
    SNP_011 = "SNP-011", Should: "A whole snapshot is sent packed to who accepts `br` or `gzip`, with `Vary`, and under no strong `ETag` of the unpacked one.";
    SNP_012 = "SNP-012", Must: "The snapshot without a region holds exactly the matters of the catalogue, in the versions and under the titles of its pages.";
    SNP_013 = "SNP-013", Must: "What a snapshot says of a guide is what the catalogue says of it.";
    SNP_014 = "SNP-014", Must: "The snapshot of a region holds exactly the matters that are offered there, in a region that lies in it, in one that it lies in, or everywhere.";
    SNP_015 = "SNP-015", Should: "There is a snapshot for every county in which matters are offered of its own.";
    SNP_016 = "SNP-016", Must: "`sync` of the list, sent to `/api/v1/guides/changes` as `since`, is answered with 200 and, while nothing changes, without items.";
    SNP_017 = "SNP-017", Must: "A snapshot names a `sync` that `/api/v1/guides/changes` knows, and as many guides as the list says of it.";
}
