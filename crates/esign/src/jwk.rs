//! P-256 public keys as JWK: the one spelling that is accepted, and its thumbprint.

use contract::{Jwk, Jwks};

use crate::jws::{JwsError, b64, unb64};

/// The RFC 7638 thumbprint of `key`: SHA-256 over its required members, base64url.
///
/// # Errors
///
/// [`JwsError::Key`] unless it is an EC P-256 key with two 32-byte coordinates. Whether the point is on the
/// curve is for the cryptography to say.
pub fn thumbprint(key: &Jwk) -> Result<String, JwsError> {
    let (x, y) = coordinates(key)?;
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, b64(&x), b64(&y));
    Ok(b64(&canon::sha256(members.as_bytes())))
}

/// The key of a set with this id. Without one, or with two, there is none.
#[must_use]
pub fn find<'a>(keys: &'a Jwks, kid: &str) -> Option<&'a Jwk> {
    let mut matching = keys.keys.iter().filter(|it| it.kid.as_ref().is_some_and(|it| it.as_str() == kid));
    let first = matching.next()?;
    matching.next().is_none().then_some(first)
}

/// Both coordinates, big-endian.
pub(crate) fn coordinates(key: &Jwk) -> Result<([u8; 32], [u8; 32]), JwsError> {
    let coordinate = |text: &str| -> Result<[u8; 32], JwsError> {
        unb64(text).ok().and_then(|it| it.try_into().ok()).ok_or(JwsError::Key)
    };
    if key.kty != "EC" || key.crv != "P-256" {
        return Err(JwsError::Key);
    }
    Ok((coordinate(&key.x)?, coordinate(&key.y)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The public key of RFC 7515 appendix A.3.
    fn key() -> Jwk {
        Jwk {
            kty: "EC".into(),
            crv: "P-256".into(),
            x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".into(),
            y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".into(),
            kid: None,
        }
    }

    #[test]
    fn the_thumbprint_has_no_kid_in_it() {
        let named = Jwk { kid: Some("k1".parse().unwrap()), ..key() };
        assert_eq!(thumbprint(&key()).unwrap(), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
        assert_eq!(thumbprint(&named), thumbprint(&key()));
    }

    #[test]
    fn other_keys_are_refused() {
        type Spoil = fn(&mut Jwk);
        let table: [Spoil; 5] = [
            |it| it.kty = "RSA".into(),
            |it| it.crv = "P-384".into(),
            |it| it.x.truncate(42),
            |it| it.y.push('A'),
            |it| it.y = it.y.replace('_', "/"),
        ];
        for spoil in table {
            let mut spoilt = key();
            spoil(&mut spoilt);
            assert_eq!(thumbprint(&spoilt), Err(JwsError::Key), "{spoilt:?}");
        }
    }

    #[test]
    fn a_key_id_names_one_key_or_none() {
        let named = |kid: &str| Jwk { kid: Some(kid.parse().unwrap()), ..key() };
        let keys = Jwks { keys: vec![key(), named("a"), named("b"), named("b")] };
        let table = [("a", true), ("b", false), ("c", false), ("", false)];
        for (kid, found) in table {
            assert_eq!(find(&keys, kid).is_some(), found, "{kid:?}");
        }
    }
}
