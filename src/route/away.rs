//! Where a hall may lead a person out of the app. What a hall writes there is not trusted.

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// The address, for `href`.
    pub href: String,
    /// The host it leads to, to be named beside the link; `None` for an address of this origin.
    pub host: Option<String>,
}

impl Away {
    /// The way to `url`: `https`, or a path of this origin. Nothing else: no `javascript:` or `data:`, no name or password in
    /// the address, no host that has to be read in another script than it is compared in (RFC 3986, UTS #39 §4).
    #[must_use]
    pub fn to(url: &str) -> Option<Self> {
        if !url.bytes().all(|it| it.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&it)) {
            return None;
        }
        if url.starts_with('/') {
            return (!url.starts_with("//")).then(|| Self { href: url.to_owned(), host: None });
        }
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let named = host.bytes().all(|it| it.is_ascii_alphanumeric() || b".-:".contains(&it));
        let good = scheme.eq_ignore_ascii_case("https") && named && host.starts_with(char::is_alphanumeric);
        good.then(|| Self { href: url.to_owned(), host: Some(host.to_ascii_lowercase()) })
    }
}

/// Whether a hall may sign people in at an address that the browser could read: over HTTP, and no name or password in it.
/// `protocol` with its colon; `user` is name and password.
#[must_use]
pub fn leads_to_sign_in(protocol: &str, user: &str) -> bool {
    matches!(protocol, "https:" | "http:") && user.is_empty()
}

/// The address that calls a number as people write it; `None` when there is no number in it. A comma waits and a hash
/// ends (RFC 3966): neither is passed on, so that a number calls what it shows.
#[must_use]
pub fn call(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(|it| it.is_ascii_digit() || *it == '+').take(20).collect();
    let strange = number.chars().any(|it| !it.is_ascii_digit() && !" +-()（）·".contains(it));
    (!strange && digits.len() >= 3).then(|| ["tel:", &digits].concat())
}

/// The address that looks a place up in the device's own map (RFC 5870, with the query that Android's maps read); `None` for no
/// place. What a hall writes is only looked for, never opened.
#[must_use]
pub fn on_map(address: &str) -> Option<String> {
    let address = address.trim();
    (!address.is_empty()).then(|| ["geo:0,0?q=", &client::encode(address)].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_origin_lead_out() {
        let table = [
            ("https://pay.example.gov.cn/a?b=c#d", Some(Some("pay.example.gov.cn"))),
            ("HTTPS://Pay.Example:8443", Some(Some("pay.example:8443"))),
            ("https://xn--fiq228c.example/", Some(Some("xn--fiq228c.example"))),
            ("/pay/now?x=1", Some(None)),
            ("/", Some(None)),
            ("http://pay.example/", None),
            ("//evil.example/", None),
            ("/\\evil.example", None),
            ("javascript:alert(1)", None),
            ("JavaScript://x/%0aalert(1)", None),
            ("data:text/html,<script>1</script>", None),
            ("https:/evil", None),
            ("https://", None),
            ("https:///x", None),
            ("https://hall.example@evil.example/", None),
            ("https://п.example/", None),
            ("https://a b/", None),
            ("\thttps://a.example", None),
            ("vbscript:x", None),
            ("", None),
        ];
        for (url, expected) in table {
            let way = Away::to(url);
            assert_eq!(way.as_ref().map(|it| it.host.as_deref()), expected, "{url}");
            assert!(way.is_none_or(|it| it.href == url), "{url}");
        }
    }

    #[test]
    fn signing_in_leads_anywhere_over_http_and_nowhere_else() {
        let table = [
            ("https:", "", true),
            ("http:", "", true),
            ("https:", "hall", false),
            ("javascript:", "", false),
            ("data:", "", false),
            ("", "", false),
        ];
        for (protocol, user, good) in table {
            assert_eq!(leads_to_sign_in(protocol, user), good, "{protocol} {user}");
        }
    }

    #[test]
    fn a_place_is_looked_for_and_never_opened() {
        let table = [
            (
                "云岫县政通路 1 号",
                Some("geo:0,0?q=%E4%BA%91%E5%B2%AB%E5%8E%BF%E6%94%BF%E9%80%9A%E8%B7%AF%201%20%E5%8F%B7"),
            ),
            ("javascript:alert(1)", Some("geo:0,0?q=javascript%3Aalert%281%29")),
            ("a&q=b#c", Some("geo:0,0?q=a%26q%3Db%23c")),
            (" ", None),
            ("", None),
        ];
        for (address, expected) in table {
            assert_eq!(on_map(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_number_calls_what_it_shows() {
        let table = [
            ("12345", Some("tel:12345")),
            ("0990-88012345", Some("tel:099088012345")),
            ("（0990）8801 2345", Some("tel:099088012345")),
            ("+86 990 8801 2345", Some("tel:+8699088012345")),
            ("12345,,,,9", None),
            ("*21*13800000000#", None),
            ("服务台 12345", None),
            ("12345转3", None),
            ("", None),
            ("-", None),
        ];
        for (number, expected) in table {
            assert_eq!(call(number).as_deref(), expected, "{number}");
        }
    }
}
