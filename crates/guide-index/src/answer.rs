//! Answering a question from one guide: from its frequent questions where they fit, and from the element of the guide
//! that is asked about. What does not fit is not answered.

use contract::{Faq, GuidePart};

use crate::fold::fold;

/// An answer, by where it stands in the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// One of the frequent questions, by its place.
    Faq(usize),
    /// An element of the guide.
    Part(GuidePart),
}

/// An element of a guide, and the words by which people ask for it.
const CUES: &[(GuidePart, &[&str])] = &[
    (
        GuidePart::Fees,
        &[
            "多少钱",
            "要钱",
            "收费",
            "费用",
            "免费",
            "花钱",
            "交钱",
            "价格",
            "工本费",
            "贵不贵",
            "cost",
            "fee",
            "price",
        ],
    ),
    (
        GuidePart::TimeLimits,
        &[
            "多久",
            "几天",
            "多长时间",
            "多少天",
            "什么时候能",
            "时限",
            "期限",
            "工作日",
            "什么时候办好",
            "快不快",
            "how long",
        ],
    ),
    (
        GuidePart::Places,
        &[
            "在哪",
            "去哪",
            "到哪",
            "哪里办",
            "地址",
            "地点",
            "窗口",
            "电话",
            "几点",
            "上班",
            "下班",
            "周末",
            "周六",
            "星期",
            "怎么走",
            "开门",
            "where",
            "phone",
            "hours",
        ],
    ),
    (
        GuidePart::Materials,
        &[
            "材料",
            "带什么",
            "要什么",
            "准备什么",
            "证件",
            "复印件",
            "原件",
            "照片",
            "需要哪些",
            "需要什么",
            "带哪些",
            "documents",
            "bring",
        ],
    ),
    (
        GuidePart::Steps,
        &[
            "流程",
            "步骤",
            "怎么办",
            "如何办",
            "怎样办",
            "怎么申请",
            "怎么弄",
            "先后",
            "程序",
            "how to",
            "steps",
        ],
    ),
    (
        GuidePart::Conditions,
        &[
            "条件",
            "能不能",
            "可不可以",
            "可以办",
            "能办",
            "资格",
            "符合",
            "谁能",
            "谁可以",
            "要求",
            "限制",
            "eligible",
            "who can",
        ],
    ),
    (GuidePart::LegalBasis, &["依据", "法律", "规定", "文件", "凭什么", "哪条法", "law"]),
];

/// A question of which this share of letters stands in a frequent question is that question, in hundredths.
const SAME: usize = 50;

/// The answers to a question about the matter called `title`, the best first, at most three; nothing when the guide does
/// not say.
#[must_use]
pub fn answers(question: &str, title: &str, faq: &[Faq]) -> Vec<Answer> {
    let asked = pairs(question);
    // What names the matter asks nothing about it.
    let named = pairs(title);
    let asked: Vec<[char; 2]> = asked.into_iter().filter(|it| !named.contains(it)).collect();
    let mut frequent: Vec<(usize, usize)> = faq
        .iter()
        .enumerate()
        .map(|(at, it)| (share(&asked, &pairs(&it.q)), at))
        .filter(|it| it.0 >= SAME)
        .collect();
    frequent.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    let frequent = frequent.into_iter().map(|it| Answer::Faq(it.1));
    frequent.chain(parts(question).into_iter().map(Answer::Part)).take(3).collect()
}

/// True when words are a question about a matter and not only its name.
#[must_use]
pub fn is_question(words: &str) -> bool {
    words.contains(['?', '？', '吗', '呢']) || !parts(words).is_empty()
}

/// The elements that are asked for, in the order in which they are.
fn parts(question: &str) -> Vec<GuidePart> {
    let plain = question.to_lowercase();
    let first = |cues: &[&str]| cues.iter().filter_map(|it| plain.find(it)).min();
    let mut found: Vec<(usize, GuidePart)> =
        CUES.iter().filter_map(|(part, cues)| Some((first(cues)?, part.clone()))).collect();
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| it.1).collect()
}

/// Which share of `asked` stands in `text`, in hundredths.
fn share(asked: &[[char; 2]], text: &[[char; 2]]) -> usize {
    let has = asked.iter().filter(|it| text.contains(it)).count();
    (has * 100).checked_div(asked.len()).unwrap_or(0)
}

/// The pairs of neighbours in a text, each once, as they are compared; at most so many as a person types.
fn pairs(text: &str) -> Vec<[char; 2]> {
    const MOST: usize = 200;
    let folded: Vec<char> = text.chars().filter_map(fold).take(MOST).collect();
    let mut pairs: Vec<[char; 2]> = folded.windows(2).filter_map(|it| it.try_into().ok()).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faq() -> Vec<Faq> {
        [
            ("没有健康证能先办吗？", "可以，健康证可以后补。"),
            ("许可证能用几年？", "五年。"),
            ("换了地址怎么办？", "要重新办。"),
        ]
        .map(|(q, a)| Faq { q: q.to_owned(), a: a.to_owned() })
        .into()
    }

    #[test]
    fn answers_table() {
        use Answer::{Faq, Part};
        #[rustfmt::skip]
        let table: [(&str, &[Answer]); 9] = [
            ("食品经营许可要多少钱", &[Part(GuidePart::Fees)]),
            ("办食品经营许可要多久？", &[Part(GuidePart::TimeLimits)]),
            ("许可证能用几年", &[Faq(1)]),
            ("没有健康证能先办吗", &[Faq(0)]),
            ("没健康证能办吗", &[Faq(0), Part(GuidePart::Conditions)]),
            ("在哪里办，要带什么材料", &[Part(GuidePart::Places), Part(GuidePart::Materials)]),
            ("食品经营许可", &[]),
            ("老板姓什么", &[]),
            ("", &[]),
        ];
        for (question, expected) in table {
            assert_eq!(answers(question, "食品经营许可（新办）", &faq()), expected, "{question}");
        }
    }

    #[test]
    fn a_name_is_no_question() {
        let table = [
            ("食品经营许可", false),
            ("办身份证要钱吗", true),
            ("多久", true),
            ("kfg", false),
            ("护照？", true),
        ];
        for (words, expected) in table {
            assert_eq!(is_question(words), expected, "{words}");
        }
    }

    #[test]
    fn a_pasted_book_is_answered_quickly() {
        let book = "这本书很长。".repeat(10_000);
        assert_eq!(answers(&book, &book, &faq()), []);
    }
}
