//! What people say and what they mean by it.

#[cfg(test)]
mod support;

use contract::{Audience, Channel, Coded, GuideSummary, Handling};
use guide_index::{Ask, Catalogue, Hit, Index, Only, Why, pack};
use support::{guide, opened};

fn catalogue() -> Vec<GuideSummary> {
    let mut guides = vec![
        guide(
            "licence",
            "机动车驾驶证补领",
            &[],
            &["ji dong che jia shi zheng bu ling"],
            "公安局",
            &["车辆"],
        ),
        guide(
            "food",
            "食品经营许可（新办）",
            &["开饭馆"],
            &["shi pin jing ying xu ke xin ban", "kai fan guan"],
            "市场监督管理局",
            &["开店"],
        ),
        guide("id", "居民身份证申领", &[], &["ju min shen fen zheng shen ling"], "公安局", &["证件"]),
        guide("bank", "银行账户备案", &[], &["yin xing zhang hu bei an"], "税务局", &[]),
        guide(
            "house",
            "房屋所有权转移登记",
            &[],
            &["fang wu suo you quan zhuan yi deng ji"],
            "自然资源局",
            &["住房"],
        ),
    ];
    guides[0].catalog_code = Some("000109005000".to_owned());
    guides[0].audiences = vec![Audience::Person];
    guides[1].audiences = vec![Audience::Organisation];
    guides[1].channels = vec![Channel::Mail, Channel::Window];
    guides[2].handling = Some(Coded::new(Handling::Instant, "即办件"));
    guides[2].village = true;
    guides[2].visits = 1;
    guides
}

fn found(words: &str) -> Vec<Hit> {
    let catalogue = opened(&catalogue());
    catalogue.find(&Ask { words: words.to_owned(), limit: 10, ..Ask::default() }).hits
}

#[test]
fn said_and_meant_table() {
    #[rustfmt::skip]
    let table = [
        // said                     matter     why
        ("驾照",                    "licence", Why::Everyday),
        ("jiazhao",                 "licence", Why::Pinyin),
        ("我想补驾照",               "licence", Why::Title),
        ("驾照丢了怎么办",           "licence", Why::Everyday),
        ("开饭馆",                  "food",    Why::Alias),
        ("开饭店",                  "food",    Why::Everyday),
        ("kfd",                     "food",    Why::Initials),
        ("我想开个饭馆要什么材料",    "food",    Why::Alias),
        ("办身份正",                "id",      Why::Sound),
        ("身分证",                  "id",      Why::Sound),
        ("shenfenzhegn",            "id",      Why::Typo),
        ("shenfengzheng",           "id",      Why::Typo),
        ("居明身份证",              "id",      Why::Typo),
        ("居民深份证申领",           "id",      Why::Sound),
        ("居民份证申领",             "id",      Why::Typo),
        ("yinhang",                 "bank",    Why::Pinyin),
        ("yinxing",                 "bank",    Why::Pinyin),
        ("房子过户",                "house",   Why::Everyday),
        ("000109",                  "licence", Why::Code),
        ("证件",                    "id",      Why::Topic),
        ("自然资源局",               "house",   Why::Department),
        ("ziranziyuanju",           "house",   Why::Department),
        ("许可经营食品",             "food",    Why::Part),
    ];
    for (said, matter, why) in table {
        let first = found(said).into_iter().next().map(|it| (it.guide.matter.to_string(), it.why));
        assert_eq!(first, Some((matter.to_owned(), why)), "{said}");
    }
}

#[test]
fn nothing_is_made_up() {
    for words in ["怎么办", "量子计算机", "zzzzzz", "12", "😀😀", "\u{202E}\u{200B}"] {
        assert_eq!(found(words), [], "{words}");
    }
}

#[test]
fn what_was_meant_is_said() {
    let catalogue = opened(&catalogue());
    let meant =
        |words: &str| catalogue.find(&Ask { words: words.to_owned(), limit: 3, ..Ask::default() }).meant;
    assert_eq!(meant("身份正").as_deref(), Some("身份证"));
    assert_eq!(meant("shenfenzhegn").as_deref(), Some("身份证"));
    assert_eq!(meant("身份证"), None);
}

#[test]
fn filters_table() {
    let catalogue = opened(&catalogue());
    let passing = |only: Only| {
        let found = catalogue.browse(&Ask { only, limit: 9, ..Ask::default() });
        assert_eq!(found.total, found.hits.len());
        let mut all: Vec<String> = found.hits.into_iter().map(|it| it.guide.matter.to_string()).collect();
        all.sort();
        all
    };
    let only = Only::default;
    assert_eq!(passing(Only { instant: true, ..only() }), ["id"]);
    assert_eq!(passing(Only { village: true, ..only() }), ["id"]);
    assert_eq!(passing(Only { by_mail: true, ..only() }), ["food"]);
    assert_eq!(passing(Only { no_visit: true, ..only() }), ["bank", "food", "house", "licence"]);
    assert_eq!(passing(Only { audience: Some(Audience::Person), ..only() }), ["licence"]);
    assert_eq!(passing(Only { audience: Some(Audience::Enterprise), ..only() }), ["food"]);
    assert_eq!(passing(Only { topic: Some("开店".to_owned()), ..only() }), ["food"]);
    assert_eq!(passing(Only { department: Some("公安局".to_owned()), ..only() }), ["id", "licence"]);
    assert_eq!(passing(Only { department: Some("没有".to_owned()), ..only() }), [""; 0]);
    assert_eq!(passing(Only { bundles: true, ..only() }), [""; 0]);
    let topics: Vec<String> =
        catalogue.topics(&Ask::default()).into_iter().map(|it| format!("{} {}", it.name, it.count)).collect();
    assert_eq!(topics, ["住房 1", "开店 1", "证件 1", "车辆 1"]);
    assert_eq!(catalogue.departments(&Ask::default())[0].name, "公安局");
}

#[test]
fn a_surprising_catalogue_is_packed_all_the_same() {
    let long = "长".repeat(400);
    let mut guides = vec![
        guide("a", "", &[], &[], "", &[]),
        guide("b", "一\n二\u{0}三😀", &["", "，"], &["yi er san"], "\n", &["", ""]),
        guide("c", &long, &[], &["chang"], &long, &[]),
        guide("d", "同名", &[], &["tong ming"], "甲", &[]),
        guide("e", "同名", &[], &["tong ming"], "乙", &[]),
        guide("e", "同名", &[], &["tong ming"], "乙", &[]),
    ];
    guides[3].titles = [("en".to_owned(), "Same name".to_owned())].into();
    let index = Index::open(pack(&guides, "\u{1F600}")).unwrap();
    assert_eq!((index.len(), index.sync()), (5, "\u{1F600}"));
    let catalogue = Catalogue::new(index);
    let titles =
        |words: &str| catalogue.find(&Ask { words: words.to_owned(), limit: 9, ..Ask::default() }).hits.len();
    assert_eq!((titles("同名"), titles("tongming"), titles("same name"), titles("二三")), (2, 2, 1, 1));
    assert_eq!(catalogue.by_matter(&"d".parse().unwrap()).unwrap().titles["en"], "Same name");
    assert_eq!(catalogue.by_matter(&"c".parse().unwrap()).unwrap().title.chars().count(), 255);
}
