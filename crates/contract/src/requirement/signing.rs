//! What the class `signing` asks of a hall.

use crate::requirement::requirements;

requirements! { Signing;
    SIG_001 = "SIG-001", Must: "A challenge answers 201 with a statement that verifies with a key of discovery and names hall, filing, content, key and signer.";
    SIG_002 = "SIG-002", Must: "A statement lives at least 7 days and as long as an unfinished upload; `expires_at` says the same inside and outside.";
    SIG_003 = "SIG-003", Must: "Every nonce has at least 128 bits and is given once.";
    SIG_004 = "SIG-004", Must: "A matter that is signed is refused with 422 `signature-invalid` when no signature is there.";
    SIG_005 = "SIG-005", Must: "A signature over other content is refused with 422 `signature-invalid`.";
    SIG_006 = "SIG-006", Must: "A signature by another key than the statement names is refused with 422 `signature-invalid`.";
    SIG_007 = "SIG-007", Must: "A statement serves one filing: sent with another filing id it is refused with 422 `signature-invalid`.";
    SIG_008 = "SIG-008", Must: "A statement that the hall did not sign is refused with 422 `signature-invalid`.";
    SIG_009 = "SIG-009", Must: "An envelope that was changed after signing is refused with 422 `signature-invalid`.";
    SIG_010 = "SIG-010", Must: "A typed name that is not the signer's registered one is refused with 422 `signature-invalid`.";
    SIG_011 = "SIG-011", Must: "An envelope that is not canonical JSON is refused with 422 `signature-invalid`, though its signature verifies.";
    SIG_012 = "SIG-012", Must: "A consent to a wording that discovery does not publish is refused with 422 `signature-invalid`.";
    SIG_013 = "SIG-013", Must: "A signer who is not the one of the statement is refused with 422 `signature-invalid`.";
    SIG_014 = "SIG-014", Must: "A challenge for something that is no digest or no P-256 key is refused with 422 `invalid` that points at it.";
    SIG_015 = "SIG-015", Must: "A challenge for another person's filing id is refused with 403 `not-allowed`.";
    SIG_016 = "SIG-016", Must: "A hall that takes signatures publishes the wording that is agreed to, with its digest.";
    SIG_017 = "SIG-017", Must: "Discovery says in `signing` how people sign, one way at least, and what becomes of a signature made offline.";
    SIG_018 = "SIG-018", Must: "Every check of the signatures of a filing that was taken holds, and they name its signer, the way it was signed and its content hash.";
    SIG_019 = "SIG-019", Must: "A case filed without an electronic signature has an empty list of signatures.";
}
