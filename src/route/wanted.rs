//! What is looked for among the guides, as the address of the page spells it.

/// What narrows a list of guides to one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Narrow {
    /// 全程网办
    Online,
    /// 即办
    Instant,
    /// 零跑动
    NoVisit,
    /// 可邮寄
    Mail,
    /// 乡村可办
    Village,
    /// 一件事
    Bundle,
}

impl Narrow {
    /// All of them, in the order they are shown and spelled.
    pub const ALL: [Self; 6] =
        [Self::Online, Self::Instant, Self::NoVisit, Self::Mail, Self::Village, Self::Bundle];

    /// Its name in an address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Instant => "instant",
            Self::NoVisit => "no-visit",
            Self::Mail => "mail",
            Self::Village => "village",
            Self::Bundle => "bundle",
        }
    }
}

/// What is looked for among the guides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words, as typed.
    pub words: String,
    /// Code of a region.
    pub at: Option<String>,
    /// Name of a level.
    pub level: Option<String>,
    /// Name of an audience: whom it is for.
    pub who: Option<String>,
    /// A topic, in the hall's words.
    pub topic: Option<String>,
    /// A department, in the hall's words.
    pub department: Option<String>,
    /// What else it has to be, each once, in the order of [`Narrow::ALL`].
    pub only: Vec<Narrow>,
    /// How often more of a long list was asked for.
    pub more: usize,
}

/// Most letters of a query that are kept in an address.
pub const MOST_LETTERS: usize = 80;
/// Nobody goes on so often; an address that says so was made up.
const MOST_MORE: usize = 40;

impl Wanted {
    /// Reads what [`super::Route::Find`] wrote; `get` gives the value of a parameter.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let filled = |name| get(name).filter(|it| !it.is_empty());
        let only = get("only").unwrap_or_default();
        Self {
            words: get("q").unwrap_or_default(),
            at: filled("at"),
            level: filled("level"),
            who: filled("who"),
            topic: filled("topic"),
            department: filled("dept"),
            only: Narrow::ALL
                .into_iter()
                .filter(|it| only.split(',').any(|name| name == it.name()))
                .collect(),
            more: get("more").and_then(|it| it.parse().ok()).unwrap_or(0).min(MOST_MORE),
        }
    }

    /// The query of the address, with its question mark; empty when nothing is wanted.
    pub(super) fn query(&self) -> String {
        let only: Vec<&str> = self.only.iter().map(|it| it.name()).collect();
        let (words, only) = (self.words.chars().take(MOST_LETTERS).collect::<String>(), only.join(","));
        let more = if self.more == 0 { String::new() } else { self.more.to_string() };
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        let all = [
            ("q=", words),
            ("at=", text(&self.at)),
            ("level=", text(&self.level)),
            ("who=", text(&self.who)),
            ("topic=", text(&self.topic)),
            ("dept=", text(&self.department)),
            ("only=", only),
            ("more=", more),
        ];
        let mut query = String::new();
        let mut mark = "?";
        for (name, value) in all.into_iter().filter(|it| !it.1.is_empty()) {
            // A comma needs no code in a query (RFC 3986 §3.4).
            let value = client::encode(&value).replace("%2C", ",");
            query.extend([mark, name, &value]);
            mark = "&";
        }
        query
    }

    /// Whether anything but words narrows the list.
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self { words: self.words.clone(), more: self.more, ..Self::default() }
    }

    /// With one of [`Narrow`] more, or without it.
    #[must_use]
    pub fn toggled(&self, narrow: Narrow) -> Self {
        let only = Narrow::ALL.into_iter().filter(|it| self.only.contains(it) != (*it == narrow)).collect();
        Self { only, more: 0, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn what_is_wanted_survives_the_address() {
        let some = |it: &str| Some(it.to_owned());
        let table = [
            (Wanted::default(), "/guides"),
            (Wanted { words: "开 店".into(), ..Wanted::default() }, "/guides?q=%E5%BC%80%20%E5%BA%97"),
            (
                Wanted { words: "a".into(), at: some("990101"), level: some("county"), ..Wanted::default() },
                "/guides?q=a&at=990101&level=county",
            ),
            (Wanted { at: some("990101200000"), ..Wanted::default() }, "/guides?at=990101200000"),
            (
                Wanted { who: some("person"), topic: some("养老"), ..Wanted::default() },
                "/guides?who=person&topic=%E5%85%BB%E8%80%81",
            ),
            (
                Wanted {
                    department: some("a&b=c"),
                    only: vec![Narrow::Online, Narrow::Village],
                    more: 2,
                    ..Wanted::default()
                },
                "/guides?dept=a%26b%3Dc&only=online,village&more=2",
            ),
        ];
        for (wanted, address) in table {
            assert_eq!(Route::Find(wanted.clone()).href(), address);
            let query = address.split_once('?').map_or("", |it| it.1);
            let value = |name: &str| {
                let pairs = query.split('&').filter_map(|it| it.split_once('='));
                pairs.filter(|it| it.0 == name).map(|it| decoded(it.1)).next()
            };
            assert_eq!(Wanted::read(value), wanted, "{address}");
        }
    }

    fn decoded(text: &str) -> String {
        let mut bytes = text.bytes();
        let mut out = Vec::new();
        while let Some(byte) = bytes.next() {
            let mut digit = || char::from(bytes.next().unwrap()).to_digit(16).unwrap() as u8;
            out.push(if byte == b'%' { digit() << 4 | digit() } else { byte });
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_address_that_was_made_up_asks_for_nothing_strange() {
        let get = |name: &str| match name {
            "only" => Some("online,online,everything,,".to_owned()),
            "more" => Some("99999999999999999999".to_owned()),
            "at" | "who" => Some(String::new()),
            _ => None,
        };
        assert_eq!(Wanted::read(get), Wanted { only: vec![Narrow::Online], ..Wanted::default() });
        assert_eq!(Wanted::read(|it| (it == "more").then(|| "4000".to_owned())).more, MOST_MORE);
        let long = Wanted { words: "字".repeat(10_000), ..Wanted::default() };
        assert_eq!(long.query().len(), "?q=".len() + MOST_LETTERS * 9);
    }

    #[test]
    fn a_chip_goes_on_and_off_and_the_order_stays() {
        let both = Wanted { more: 3, ..Wanted::default() }.toggled(Narrow::Mail).toggled(Narrow::Online);
        assert_eq!((both.only.as_slice(), both.more), (&[Narrow::Online, Narrow::Mail][..], 0));
        assert_eq!(both.toggled(Narrow::Online).only, [Narrow::Mail]);
        assert!(both.narrows() && !Wanted { words: "a".into(), more: 1, ..Wanted::default() }.narrows());
    }
}
