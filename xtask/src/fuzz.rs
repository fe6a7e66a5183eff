//! `cargo xtask fuzz guides`: throws random queries, filters and damaged snapshots at the guide index. A panic ends it.
//!
//! Every thirty-second input is a snapshot with some of its bytes changed, cut off or repeated; the others are queries,
//! made of what people type and of what nobody types. What is found must be countable, and its ranges must lie in its
//! texts.

use std::process::ExitCode;
use std::thread;

use contract::{Audience, GuideSummary};
use guide_index::{Ask, Catalogue, Index, Only, answers, is_question, pack};

/// What queries are made of.
const PIECES: [&str; 40] = [
    "食品",
    "经营",
    "许可",
    "身份证",
    "驾照",
    "开饭馆",
    "怎么办",
    "多少钱",
    "shen",
    "fen",
    "zheng",
    "kfg",
    "spjyxk",
    "shi",
    "pin",
    "a",
    "zh",
    "x",
    "0001",
    "9",
    " ",
    "　",
    "，",
    "'",
    "（",
    "😀",
    "\u{200B}",
    "\u{202E}",
    "\u{FFFD}",
    "Ａ",
    "ＥＴＣ",
    "ü",
    "ǚ",
    "İ",
    "ß",
    "〇",
    "\u{20000}",
    "\u{10FFFF}",
    "\u{0}",
    "的",
];

/// A generator of random numbers (xorshift64*): the same for the same seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() >> 33) as usize % most.max(1)
    }

    fn words(&mut self) -> String {
        let most = if self.below(500) == 0 { 3_000 } else { 9 };
        let count = self.below(most);
        (0..count)
            .map(|_| match self.below(6) {
                0 => char::from_u32(self.next() as u32 % 0x11_0000).map_or(String::new(), String::from),
                1 => char::from(b'a' + self.below(26) as u8).to_string(),
                2 => char::from_u32(0x4E00 + self.below(0x5000) as u32).map_or(String::new(), String::from),
                _ => PIECES[self.below(PIECES.len())].to_owned(),
            })
            .collect()
    }

    fn ask(&mut self) -> Ask {
        let yes = self.next();
        let code = |it: usize| ["990101200201", "990101", "9901", "", "x"][it].to_owned();
        Ask {
            words: self.words(),
            here: (0..self.below(3)).map(|_| code(self.below(5))).collect(),
            only: if yes & 0xF != 0 {
                Only::default()
            } else {
                Only {
                    at: (0..self.below(3)).map(|_| code(self.below(5))).collect(),
                    level: (yes & 0x10 != 0).then(|| "county".to_owned()),
                    audience: (yes & 0x20 != 0).then_some(Audience::Person),
                    topic: (yes & 0x40 != 0).then(|| self.words()),
                    department: (yes & 0x80 != 0).then(|| self.words()),
                    fully_online: yes & 0x100 != 0,
                    instant: yes & 0x200 != 0,
                    no_visit: yes & 0x400 != 0,
                    by_mail: yes & 0x800 != 0,
                    village: yes & 0x1000 != 0,
                    bundles: yes & 0x2000 != 0,
                }
            },
            limit: self.below(12),
        }
    }

    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..1 + self.below(4) {
            let at = self.below(bytes.len());
            match self.below(6) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, self.next() as u8),
                2 => drop(bytes.drain(at..bytes.len().min(at + 9))),
                3 => bytes.extend_from_within(at..),
                _ => bytes.iter_mut().skip(at).take(1).for_each(|it| *it = self.next() as u8),
            }
        }
        bytes
    }
}

/// Throws so many inputs, made from a seed.
pub(crate) fn command(inputs: u64, seed: u64) -> ExitCode {
    let hands = thread::available_parallelism().map_or(1, |it| it.get() as u64);
    let share = |hand: u64| inputs / hands + u64::from(hand < inputs % hands);
    let found = thread::scope(|scope| {
        let all: Vec<_> =
            (0..hands).map(|hand| scope.spawn(move || throw(share(hand), seed + hand))).collect();
        all.into_iter().map(|it| it.join().ok()).collect::<Option<Vec<_>>>()
    });
    let Some(found) = found else { return ExitCode::FAILURE };
    let (hits, opened) = found.into_iter().fold((0, 0), |all, it| (all.0 + it.0, all.1 + it.1));
    println!(
        "{inputs} inputs with seed {seed}: {hits} hits, {opened} damaged snapshots could still be read, no panic"
    );
    ExitCode::SUCCESS
}

/// Throws so many, gives how many hits there were and how many damaged snapshots could still be read.
fn throw(inputs: u64, seed: u64) -> (u64, u64) {
    let mut random = Random(seed.max(1));
    let guides = guides(&mut random);
    let bytes = pack(&guides, "sync");
    let catalogue = Catalogue::new(Index::open(&bytes).unwrap_or_default());
    assert_eq!(catalogue.len(), guides.len());
    let (mut hits, mut opened) = (0u64, 0u64);
    for input in 0..inputs {
        if input % 32 == 31 {
            if let Ok(index) = Index::open(random.damaged(&bytes)) {
                opened += 1;
                hits += look(&Catalogue::new(index), &random.ask());
            }
        } else {
            let ask = random.ask();
            hits += look(&catalogue, &ask);
            if input % 64 == 0 {
                let _ = (is_question(&ask.words), answers(&ask.words, &random.words(), &[]));
                let _ = (catalogue.browse(&ask), catalogue.topics(&ask), catalogue.departments(&ask));
            }
        }
    }
    (hits, opened)
}

fn look(catalogue: &Catalogue, ask: &Ask) -> u64 {
    let found = catalogue.find(ask);
    assert!(found.hits.len() <= ask.limit && found.hits.len() <= found.total, "{ask:?}");
    for hit in &found.hits {
        let length = hit.text.chars().count();
        assert!(hit.ranges.iter().all(|it| it.0 < it.1 && it.1 <= length), "{ask:?} {hit:?}");
        assert!(hit.ranges.windows(2).all(|it| it[0].1 <= it[1].0), "{ask:?} {hit:?}");
    }
    found.hits.len() as u64
}

/// A small catalogue of everything that queries are made of.
fn guides(random: &mut Random) -> Vec<GuideSummary> {
    let mut guides = Vec::new();
    for at in 0..24 {
        let title = random.words().chars().take(20).collect::<String>()
            + ["食品经营许可", "身份证申领", "机动车驾驶证补领"][at % 3];
        let pinyin =
            ["shi pin jing ying xu ke", "shen fen zheng shen ling", "ji dong che jia shi zheng bu ling"]
                [at % 3];
        let region = ["990101", "9901", "310101"][at % 3];
        let guide = serde_json::json!({
            "matter": format!("m-{at}"), "version": 1, "title": title, "department": random.words(), "audiences": ["person"],
            "depth": { "code": "fully-online", "text": "全程网办" }, "visits": at % 3, "promised": { "n": 8, "unit": "working-day" },
            "topics": [random.words()], "aliases": ["开饭馆", random.words()], "pinyin": [pinyin, "kai fan guan"],
            "region": { "code": region, "name": "某地" }, "catalog_code": format!("0001090{at:02}"),
        });
        guides.extend(serde_json::from_value::<GuideSummary>(guide));
    }
    guides
}
