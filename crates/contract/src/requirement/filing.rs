//! What the class `filing` asks of a hall.

use crate::requirement::requirements;

requirements! { Filing;
    FIL_001 = "FIL-001", Must: "Finalizing a filing answers 201 with a receipt (`application/vnd.hall.receipt+jwt`) that verifies with a key of discovery.";
    FIL_002 = "FIL-002", Must: "A receipt names the filing, the content hash, the number of attachments, the hall and its epoch as discovery has it.";
    FIL_003 = "FIL-003", Must: "The answer to finalize names the case in `Location`, on this origin.";
    FIL_004 = "FIL-004", Must: "The same filing id with the same content hash is answered with the same receipt, byte for byte, and makes one case.";
    FIL_005 = "FIL-005", Must: "A replay after another sign-in, with another device and without signatures, gets the first receipt, too.";
    FIL_006 = "FIL-006", Must: "The same filing id with other content is refused with 409 `content-conflict` that holds both hashes, the filing and the case.";
    FIL_007 = "FIL-007", Must: "A declared content hash that is not the manifest's is refused with 422 `hash-mismatch`.";
    FIL_008 = "FIL-008", Must: "A manifest without one canonical form (a fraction, an integer of 2^53 or more, a null, attachments out of order) is refused with 400 or 422.";
    FIL_009 = "FIL-009", Must: "Sixty-four finalizes of one filing at once are all answered with one receipt and make one case.";
    FIL_010 = "FIL-010", Must: "Of two contents sent under one filing id at once exactly one is taken; the other is a `content-conflict`.";
    FIL_011 = "FIL-011", Must: "The receipt of a filing id that the hall does not know is looked up with 200 and the state `unknown`.";
    FIL_012 = "FIL-012", Must: "After acceptance the look-up says `accepted` with the same receipt, byte for byte, and the case.";
    FIL_013 = "FIL-013", Must: "Another person is told of a filing id that it is `unknown`, and cannot finalize it: 403 `not-allowed`.";
    FIL_014 = "FIL-014", Must: "An attachment whose bytes are not here is refused with 422 `attachment-missing` that points at it.";
    FIL_015 = "FIL-015", Must: "An attachment whose length or digest is not that of the file uploaded is refused with 422 `attachment-missing`.";
    FIL_016 = "FIL-016", Must: "Answers that break the form are refused with 422 `invalid` that points at each of them.";
    FIL_017 = "FIL-017", Must: "Scenario answers that are missing or were not asked are refused with 422 `invalid` that points at them.";
    FIL_018 = "FIL-018", Must: "A guide version that is not in force is refused with 409 `version-retired`.";
    FIL_019 = "FIL-019", Must: "A manifest for a matter that the hall does not have is refused with 404 `not-found` or 422 `invalid`.";
    FIL_020 = "FIL-020", Must: "An actor who is not the person of the session is refused with 403 `not-allowed`.";
    FIL_021 = "FIL-021", Must: "A principal who is not the actor needs a mandate: without one the answer is 403 `mandate-refused`.";
    FIL_022 = "FIL-022", Must: "A way of delivery that the guide does not offer is refused with 422 `invalid` at `/manifest/delivery`.";
    FIL_023 = "FIL-023", Must: "A promise on a wording that discovery does not publish is refused with 422 `invalid` at `/manifest/commitments`.";
    FIL_024 = "FIL-024", Must: "A manifest for another hall is refused with 422 `invalid` at `/manifest/hall`.";
    FIL_025 = "FIL-025", Must: "A first filing that says it corrects a notice is refused with 422 `invalid` at `/manifest/corrects`.";
    FIL_026 = "FIL-026", Must: "A refusal keeps nothing: the same filing id is taken afterwards with content that is right.";
    FIL_027 = "FIL-027", Must: "`hall_seq` grows with every receipt of an epoch.";
    FIL_028 = "FIL-028", Must: "A receipt holds no name, identity number, mobile number or address of the applicant.";
    FIL_029 = "FIL-029", Must: "`received_at` of a receipt is the hall's time of receiving, within a minute of `Date`.";
    FIL_030 = "FIL-030", Should: "A refusal of finalize names the filing in `filing_id`.";
    FIL_031 = "FIL-031", Must: "The pre-check answers 200 without problems for content that finalize takes, before its files are uploaded.";
    FIL_032 = "FIL-032", Must: "The pre-check names the places that finalize refuses with 422 `invalid`, by the same pointers and codes.";
    FIL_033 = "FIL-033", Must: "The pre-check keeps nothing: afterwards the filing id is unknown, and free for another person.";
    FIL_034 = "FIL-034", Must: "The pre-check of a version or an actor that finalize refuses whatever the content is refused alike.";
}
