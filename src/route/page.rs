//! Address → page. One table instead of the router's: eighteen patterns cost a first load more than all pages' names.

/// Which page an address names. What else the address says is read by the page ([`segment`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// `/`
    Home,
    /// `/guides`
    Search,
    /// `/guides/{matter}`
    Guide,
    /// `/filing/{filing}/form`
    Form,
    /// `/filing/{filing}/materials`
    Materials,
    /// `/filing/{filing}/review`
    Review,
    /// `/filing/{filing}/sign`
    Sign,
    /// `/filing/{filing}/receipt`
    Receipt,
    /// `/cases`
    Cases,
    /// `/cases/{case}`
    Case,
    /// `/cases/{case}/correct/{notice}`
    Correct,
    /// `/acting`
    Acting,
    /// `/mandates`
    Mandates,
    /// `/projects`
    Projects,
    /// `/projects/{code}`
    Project,
    /// `/verify`
    Verify,
    /// `/me`
    Me,
    /// `/sign-in`
    SignIn,
    /// Any other.
    Nowhere,
}

impl Page {
    /// Whether it shows nothing but what the hall says. The others have drafts or receipts of this device.
    #[must_use]
    pub const fn lives_on_hall(self) -> bool {
        !matches!(
            self,
            Self::Form
                | Self::Materials
                | Self::Review
                | Self::Sign
                | Self::Receipt
                | Self::Cases
                | Self::Verify
                | Self::Me
                | Self::SignIn
                | Self::Nowhere
        )
    }

    /// The page at a path.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let segments: Vec<&str> = segments(path).collect();
        match segments.as_slice() {
            [] => Self::Home,
            ["guides"] => Self::Search,
            ["guides", _] => Self::Guide,
            ["filing", _, step] => match *step {
                "form" => Self::Form,
                "materials" => Self::Materials,
                "review" => Self::Review,
                "sign" => Self::Sign,
                "receipt" => Self::Receipt,
                _ => Self::Nowhere,
            },
            ["cases"] => Self::Cases,
            ["cases", _] => Self::Case,
            ["cases", _, "correct", _] => Self::Correct,
            ["acting"] => Self::Acting,
            ["mandates"] => Self::Mandates,
            ["projects"] => Self::Projects,
            ["projects", _] => Self::Project,
            ["verify"] => Self::Verify,
            ["me"] => Self::Me,
            ["sign-in"] => Self::SignIn,
            _ => Self::Nowhere,
        }
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|it| !it.is_empty())
}

/// The second segment of a path: what the page is about. Identifiers need no decoding: whatever does is none.
#[must_use]
pub fn subject(path: &str) -> Option<&str> {
    segments(path).nth(1)
}

/// The last segment of a path.
#[must_use]
pub fn last(path: &str) -> Option<&str> {
    segments(path).last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn every_address_of_the_app_names_a_page_of_its_own() {
        let mut seen = Vec::new();
        for pattern in Route::ALL {
            let page = Page::at(&pattern.replace(['{', '}'], ""));
            assert_eq!(page == Page::Nowhere, *pattern == "/nowhere", "{pattern}");
            assert!(!seen.contains(&page), "{pattern} is the same page as another address");
            seen.push(page);
        }
    }

    #[test]
    fn address_table() {
        let table = [
            ("", Page::Home),
            ("//", Page::Home),
            ("/guides/", Page::Search),
            ("/filing", Page::Nowhere),
            ("/filing/f", Page::Nowhere),
            ("/filing/f/pay", Page::Nowhere),
            ("/cases/c/correct", Page::Nowhere),
            ("/cases/c/correct/n/x", Page::Nowhere),
            ("/Guides", Page::Nowhere),
            ("/nowhere/at/all", Page::Nowhere),
        ];
        for (path, page) in table {
            assert_eq!(Page::at(path), page, "{path:?}");
        }
        assert_eq!((subject("/cases/c1/correct/n1"), last("/cases/c1/correct/n1")), (Some("c1"), Some("n1")));
        assert_eq!((subject("/cases"), last("/")), (None, None));
    }
}
