//! What the class `guides` asks of a hall.

use crate::requirement::requirements;

requirements! { Guides;
    GUI_001 = "GUI-001", Must: "The catalogue is the same for everybody, signed in or not, and may be kept by anybody.";
    GUI_002 = "GUI-002", Must: "No matter stands in the catalogue twice.";
    GUI_003 = "GUI-003", Must: "Every guide of the catalogue answers at `/api/v1/guides/{matter}` in the version that the catalogue names.";
    GUI_004 = "GUI-004", Must: "What the catalogue says of a guide is what the guide says of itself.";
    GUI_005 = "GUI-005", Must: "A guide asked for with its own version is the same guide, byte for byte.";
    GUI_006 = "GUI-006", Must: "A version never changes: asked for again later in the run it is the same, byte for byte.";
    GUI_007 = "GUI-007", Must: "An older version is answered as that version, or with 404 `not-found`.";
    GUI_008 = "GUI-008", Must: "A version that was never published is 404 `not-found`, and one that is no number 400 `malformed`.";
    GUI_009 = "GUI-009", Must: "A matter that the hall does not have is 404 `not-found`.";
    GUI_010 = "GUI-010", Must: "An answer with a guide carries an `ETag`, and is answered with 304 when it comes back.";
    GUI_011 = "GUI-011", Must: "A form can be filled in: every field has its property, every condition looks back at what is asked and at values that can be given.";
    GUI_012 = "GUI-012", Must: "Names of questions and fields, and ids of a question's options, are given once in a guide.";
    GUI_013 = "GUI-013", Must: "No material stands in a guide twice.";
    GUI_014 = "GUI-014", Must: "Every question can be answered in a way that leads on, or says why the matter cannot be filed here.";
    GUI_015 = "GUI-015", Must: "`pinyin` of a guide in the catalogue has one entry for its title and one for each alias, in syllables of `a` to `z`, `ü` and digits.";
    GUI_016 = "GUI-016", Must: "A guide that is filed online has a form, a way of delivery and a department.";
    GUI_017 = "GUI-017", Must: "A material that may follow says within how many working days.";
    GUI_018 = "GUI-018", Must: "`max_files` of a material is at most `files_per_material` of discovery.";
    GUI_019 = "GUI-019", Must: "`updated_on` of a guide is not in the future.";
    GUI_020 = "GUI-020", Should: "A guide that wants a visit says why.";
    GUI_021 = "GUI-021", Should: "The promised time limit is not longer than the statutory one when both count the same unit.";
    GUI_022 = "GUI-022", Must: "The region of a guide is one of the hall's regions, under the same name.";
    GUI_023 = "GUI-023", Must: "Languages are BCP 47 tags, and no title of a guide is empty in any of them.";
    GUI_024 = "GUI-024", Should: "No text of a guide holds HTML.";
    GUI_031 = "GUI-031", Must: "Every page of the catalogue has `sync`, the same on all pages that follow from one first page.";
    GUI_032 = "GUI-032", Must: "`GET /api/v1/guides/changes` with that `sync` as `since` answers 200 with `next`, and without items while nothing changed.";
    GUI_033 = "GUI-033", Must: "A `since` that the hall never gave is refused with 410 `cursor-gone`.";
    GUI_034 = "GUI-034", Must: "A change `published` holds the summary that the catalogue has, and `withdrawn` holds none.";
    GUI_035 = "GUI-035", Must: "A blank or sample form that a guide lists is served with the media type, the length and the digest that the guide says.";
    GUI_036 = "GUI-036", Must: "A form is served as an attachment that may be cached for ever.";
    GUI_037 = "GUI-037", Must: "A form that no guide lists is 404 `not-found`.";
    GUI_038 = "GUI-038", Must: "A report on a guide answers 201; the same again 200 with the same report, another one under its id 409 `content-conflict`, another person's id 403 `not-allowed`.";
    GUI_039 = "GUI-039", Must: "A report is shown to whoever made it; for anybody else it is 404 `not-found`.";
    GUI_040 = "GUI-040", Must: "A report on a version that was never published, of an unknown part, or without a text is refused with 422 `invalid` that points at it.";
}
