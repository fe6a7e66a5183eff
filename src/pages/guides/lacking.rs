//! What a filing of a matter needs and a hall does not offer: told before a word is typed.

use contract::{Class, Guide, Necessity, ScenarioAnswers};

/// The first class that filing this matter in this situation needs and the hall does not have.
#[must_use]
pub fn lacking(guide: &Guide, answers: &ScenarioAnswers, offers: impl Fn(&Class) -> bool) -> Option<Class> {
    // A promise to bring it later needs no file, and on a name nobody here knows only the hall can insist.
    let files = || form::checklist(guide, answers).iter().any(|it| it.necessity.code == Necessity::Required);
    let needed = [
        (Class::Filing, true),
        (Class::Signing, guide.esign),
        (Class::Uploads, !offers(&Class::Uploads) && files()),
    ];
    needed.into_iter().find(|(class, needed)| *needed && !offers(class)).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guide(necessity: &str, esign: bool) -> Guide {
        let coded = |code: &str| format!(r#"{{"code":"{code}","text":"…"}}"#);
        let limit = r#"{"n":1,"unit":"day"}"#;
        let text = format!(
            r#"{{"matter":"m","version":1,"updated_on":"2026-01-01","title":"t","aliases":[],"kind":{kind},"level":{level},
            "department":{{"name":"d","nature":"n"}},"audiences":[],"handling":{handling},"topics":[],"legal_basis":[],
            "conditions":[],"statutory":{limit},"promised":{limit},"special_procedures":[],"steps":[],"channels":[],
            "depth":{depth},"visits":0,"places":[],"consult":"","supervise":"","fees":[],"results":[],"intermediaries":[],
            "faq":[],"questions":[],"deliveries":[],"esign":{esign},"village":false,
            "materials":[{{"id":"a","name":"a","necessity":{necessity},"source":{source},"original":"","paper_copies":0}}]}}"#,
            kind = coded("licence"),
            level = coded("county"),
            handling = coded("promised"),
            depth = coded("fully-online"),
            source = coded("applicant"),
            necessity = coded(necessity),
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn what_a_hall_lacks_is_told_before_anything_is_filled_in() {
        use Class::{Filing, Signing, Uploads};
        let all = [Filing, Signing, Uploads];
        #[rustfmt::skip]
        let table = [
            // the paper is, signed, the hall offers              lacks
            ("required",   true,  vec![Filing, Signing, Uploads], None),
            ("required",   true,  vec![Filing, Signing],          Some(Uploads)),
            ("required",   true,  vec![Filing, Uploads],          Some(Signing)),
            ("required",   true,  vec![],                         Some(Filing)),
            ("required",   false, vec![Filing, Uploads],          None),
            ("may-follow", false, vec![Filing],                   None),
            ("fetched",    false, vec![Filing],                   None),
            ("optional",   false, vec![Filing],                   None),
            ("at-a-guess", false, vec![Filing],                   None),
            ("optional",   true,  vec![Filing],                   Some(Signing)),
        ];
        for (necessity, esign, offered, expected) in table {
            let found = lacking(&guide(necessity, esign), &ScenarioAnswers::new(), |it| offered.contains(it));
            assert_eq!(found, expected, "{necessity} {esign} {offered:?} of {all:?}");
        }
    }
}
