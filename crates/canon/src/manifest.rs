//! The content hash: one number for everything a filing says.

use contract::Manifest;

use crate::{CanonError, canonical_of, is_digest, sha256_hex};

/// The only version of [`Manifest`] there is.
const VERSION: u32 = 1;

/// SHA-256 over the canonical JSON of `manifest`, as 64 lower-case hex digits.
///
/// # Errors
///
/// For a manifest that two good readers could hash differently: another version, attachments that are not
/// strictly ascending by (`material_id`, `index`), a digest in another spelling, or anything that has no
/// canonical form.
pub fn content_hash(manifest: &Manifest) -> Result<String, CanonError> {
    if manifest.v != VERSION {
        return Err(CanonError::Version(manifest.v));
    }
    let files = &manifest.attachments;
    let follows = |index: usize| {
        let [before, file] = [&files[index - 1], &files[index]];
        (&before.material_id, before.index) < (&file.material_id, file.index)
    };
    if let Some(index) = (1..files.len()).find(|it| !follows(*it)) {
        return Err(CanonError::Unsorted { at: format!("/attachments/{index}") });
    }
    let attached = files.iter().map(|it| it.sha256.as_str()).zip(0..).map(|it| ("attachments", it));
    let promised =
        manifest.commitments.iter().map(|it| it.sha256.as_str()).zip(0..).map(|it| ("commitments", it));
    for (list, (digest, index)) in attached.chain(promised) {
        if !is_digest(digest) {
            return Err(CanonError::Digest { at: format!("/{list}/{index}/sha256") });
        }
    }
    Ok(sha256_hex(&canonical_of(manifest)?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn manifest() -> Manifest {
        let file = |material: &str, index: u32| json!({"material_id": material, "index": index, "name": "身份证.jpg", "length": 9, "sha256": DIGEST});
        let party = json!({"id": "p-chenyu", "kind": "person", "name": "陈屿"});
        serde_json::from_value(json!({
            "v": 1, "hall": "yunxiu-990101", "matter": "food-licence", "guide_version": 3,
            "scenario": {"kind": "restaurant"}, "answers": {"shop_name": "云岫小馆", "seats": 24},
            "attachments": [file("id-card", 0), file("id-card", 1), file("lease", 0)],
            "principal": party.clone(), "actor": party,
            "commitments": [{"text_id": "truth-2026-01", "sha256": DIGEST}],
            "delivery": {"kind": "electronic"},
        }))
        .unwrap()
    }

    #[test]
    fn the_hash_is_over_the_canonical_bytes() {
        let bytes = canonical_of(&manifest()).unwrap();
        assert!(bytes.starts_with(br#"{"actor":{"id":"p-chenyu","kind":"person","name":"#));
        assert_eq!(content_hash(&manifest()), Ok(sha256_hex(&bytes)));
    }

    #[test]
    fn a_changed_answer_changes_the_hash() {
        let mut other = manifest();
        other.answers.insert("seats".into(), json!(25));
        assert_ne!(content_hash(&other), content_hash(&manifest()));
    }

    #[test]
    fn refusal_table() {
        type Spoil = fn(&mut Manifest);
        let table: [(Spoil, CanonError); 7] = [
            (|it| it.v = 2, CanonError::Version(2)),
            (|it| it.attachments.swap(0, 1), CanonError::Unsorted { at: "/attachments/1".into() }),
            (|it| it.attachments.swap(1, 2), CanonError::Unsorted { at: "/attachments/2".into() }),
            (|it| it.attachments[1].index = 0, CanonError::Unsorted { at: "/attachments/1".into() }),
            (
                |it| it.attachments[2].sha256.make_ascii_uppercase(),
                CanonError::Digest { at: "/attachments/2/sha256".into() },
            ),
            (
                |it| it.commitments[0].sha256.clear(),
                CanonError::Digest { at: "/commitments/0/sha256".into() },
            ),
            (
                |it| drop(it.answers.insert("area".into(), json!(1.5))),
                CanonError::Float { at: "/answers/area".into() },
            ),
        ];
        for (spoil, expected) in table {
            let mut spoilt = manifest();
            spoil(&mut spoilt);
            assert_eq!(content_hash(&spoilt), Err(expected));
        }
    }
}
