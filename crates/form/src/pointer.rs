//! JSON Pointers (RFC 6901).

/// A pointer of these parts; `~` and `/` inside a part are escaped.
pub(crate) fn pointer(parts: &[&str]) -> String {
    parts.iter().flat_map(|it| ["/".to_owned(), it.replace('~', "~0").replace('/', "~1")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointer_table() {
        let table: [(&[&str], &str); 3] = [
            (&[], ""),
            (&["manifest", "answers", "shop_name"], "/manifest/answers/shop_name"),
            (&["a/b~c"], "/a~1b~0c"),
        ];
        for (parts, expected) in table {
            assert_eq!(pointer(parts), expected);
        }
    }
}
