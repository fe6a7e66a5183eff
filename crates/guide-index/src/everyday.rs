//! What people say for the words that stand in titles, and what they say around them.

/// A word of titles, and what people say for it.
const SAID: &[(&str, &[&str])] = &[
    ("居民身份证", &["办身份证", "补身份证", "身份证丢了"]),
    ("户口簿", &["户口本"]),
    ("出生登记", &["上户口", "报户口", "给孩子上户口"]),
    ("户口迁移", &["迁户口", "落户", "户口转移"]),
    ("死亡登记", &["销户口"]),
    ("机动车驾驶证", &["驾照", "驾驶本", "驾驶证丢了"]),
    ("机动车行驶证", &["行驶本"]),
    ("机动车号牌", &["车牌", "上牌", "车牌照"]),
    ("普通护照", &["出国护照", "办护照"]),
    ("往来港澳通行证", &["港澳通行证", "去香港", "去澳门"]),
    ("往来台湾通行证", &["台湾通行证", "去台湾"]),
    ("养犬", &["养狗", "狗证"]),
    ("婚姻登记", &["领结婚证", "领证"]),
    ("结婚登记", &["领结婚证", "领证"]),
    ("离婚登记", &["领离婚证"]),
    ("生育登记", &["准生证", "生孩子"]),
    ("出生医学证明", &["出生证", "生孩子"]),
    ("最低生活保障", &["低保"]),
    ("特困人员", &["五保"]),
    ("高龄津贴", &["老年津贴", "老人补贴"]),
    ("社会保障卡", &["社保卡"]),
    ("基本养老保险", &["养老金", "退休金", "社保"]),
    ("养老金", &["退休金", "退休工资"]),
    ("基本医疗保险", &["医保", "社保"]),
    ("医疗费用手工报销", &["看病报销", "医药费报销"]),
    ("异地就医", &["外地看病"]),
    ("失业保险金", &["失业金"]),
    ("工伤认定", &["上班受伤"]),
    ("丧葬", &["丧葬费"]),
    ("残疾人证", &["残疾证"]),
    ("优待证", &["老兵证"]),
    ("义务教育入学", &["孩子上学", "上小学", "上初中"]),
    ("教师资格", &["教师证"]),
    ("住房公积金", &["公积金"]),
    ("公共租赁住房", &["公租房", "廉租房"]),
    ("不动产登记", &["房产证", "房本"]),
    ("房屋所有权转移登记", &["房子过户", "房屋过户"]),
    ("抵押权注销登记", &["房子解押"]),
    ("宅基地", &["农村盖房", "自己盖房"]),
    ("乡村建设规划许可", &["农村盖房", "自己盖房"]),
    ("房屋租赁", &["租房"]),
    ("加装电梯", &["装电梯"]),
    ("食品经营许可", &["开饭馆", "开饭店", "开餐馆", "卫生许可证"]),
    ("小餐饮", &["开小吃店", "摆摊"]),
    ("食品生产许可", &["开食品厂"]),
    ("企业设立登记", &["开公司", "注册公司", "办营业执照"]),
    ("个体工商户", &["开店", "个体户", "办营业执照"]),
    ("企业注销登记", &["关公司", "注销公司"]),
    ("营业执照遗失", &["营业执照丢了"]),
    ("药品经营许可", &["开药店"]),
    ("互联网上网服务营业场所", &["开网吧"]),
    ("旅馆业特种行业", &["开旅馆", "开宾馆", "开民宿"]),
    ("公共场所卫生许可", &["开理发店", "开浴室", "开宾馆"]),
    ("医疗机构执业许可", &["开诊所"]),
    ("中医诊所", &["开诊所"]),
    ("民办学校", &["办学校", "办幼儿园"]),
    ("校外培训机构", &["开培训班"]),
    ("旅行社设立", &["开旅行社"]),
    ("出版物零售", &["开书店"]),
    ("公章刻制", &["刻公章"]),
    ("网络预约出租汽车", &["网约车", "跑滴滴"]),
    ("巡游出租汽车", &["出租车"]),
    ("道路货物运输", &["跑货运", "货车营运"]),
    ("健康证明", &["健康证"]),
    ("增值税专用发票", &["开发票", "专票"]),
    ("个人所得税", &["个税"]),
    ("车辆购置税", &["买车交税"]),
    ("契税", &["买房交税"]),
    ("建设项目环境影响评价", &["环评"]),
    ("建筑工程施工许可", &["开工", "施工证"]),
    ("林木采伐", &["砍树"]),
    ("取水许可", &["打井"]),
    ("河道采砂", &["挖沙"]),
    ("法律援助", &["请律师没钱", "打官司"]),
    ("居民用电", &["装电表", "通电"]),
    ("居民用水", &["装水表", "通水"]),
    ("天然气", &["通气", "装燃气"]),
    ("充电桩", &["装充电桩"]),
];

/// What stands around the words that matter, longest first.
const AROUND: &[&str] = &[
    "需要准备什么材料",
    "需要什么手续",
    "需要什么材料",
    "需要哪些材料",
    "要带什么材料",
    "怎么办理",
    "如何办理",
    "在哪里办理",
    "到哪里办",
    "在哪里办",
    "去哪里办",
    "要多少钱",
    "多少钱",
    "要什么",
    "怎么样",
    "什么材料",
    "哪些材料",
    "在哪里",
    "在哪儿",
    "去哪儿",
    "去哪里",
    "多久",
    "几天",
    "怎么办",
    "怎么弄",
    "怎么开",
    "怎样",
    "如何",
    "怎么",
    "我想要",
    "我想",
    "我要",
    "想要",
    "我们",
    "帮我",
    "请问",
    "可以",
    "需要",
    "办理",
    "申请",
    "一下",
    "一个",
    "手续",
    "材料",
    "一张",
    "什么",
    "哪里",
    "哪儿",
    "办个",
    "办",
    "我",
    "想",
    "要",
    "的",
    "了",
    "吗",
    "呢",
    "啊",
    "吧",
    "去",
    "给",
    "在",
    "个",
    "开",
];

/// What people say for the words of a title.
pub(crate) fn for_title(title: &str) -> impl Iterator<Item = &'static str> {
    SAID.iter().filter(move |it| title.contains(it.0)).flat_map(|it| it.1.iter().copied())
}

/// The words of a query that matter: what stands around them is taken away, and where nothing stood between two
/// words that people say, it is cut there. Nothing when that leaves what there was.
pub(crate) fn pieces(words: &[Vec<char>]) -> Option<Vec<Vec<char>>> {
    let mut pieces: Vec<Vec<char>> = Vec::new();
    for word in words {
        let mut piece = Vec::new();
        let mut at = 0;
        while let Some(rest) = word.get(at..).filter(|it| !it.is_empty()) {
            if let Some(said) = starts(rest, SAID.iter().flat_map(|it| it.1.iter().copied())) {
                pieces.push(std::mem::take(&mut piece));
                pieces.push(rest[..said].to_vec());
                at += said;
            } else if let Some(around) = starts(rest, AROUND.iter().copied()) {
                pieces.push(std::mem::take(&mut piece));
                at += around;
            } else {
                piece.push(rest[0]);
                at += 1;
            }
        }
        pieces.push(piece);
    }
    pieces.retain(|it| !it.is_empty());
    (!pieces.is_empty() && pieces != words).then_some(pieces)
}

/// How many characters of the longest of these stand at the beginning.
fn starts(rest: &[char], all: impl Iterator<Item = &'static str>) -> Option<usize> {
    let stands =
        |word: &str| word.chars().zip(rest).filter(|it| it.0 == *it.1).count() == word.chars().count();
    all.filter(|it| stands(it)).map(|it| it.chars().count()).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::words;

    #[test]
    fn pieces_table() {
        #[rustfmt::skip]
        let table: [(&str, Option<&[&str]>); 7] = [
            ("我想补驾照", Some(&["补", "驾照"])),
            ("食品经营许可要多少钱", Some(&["食品经营许可"])),
            ("办身份正", Some(&["身份正"])),
            ("怎么办理护照", Some(&["护照"])),
            ("护照", None),
            ("怎么办", None),
            ("kaifanguan", None),
        ];
        for (query, expected) in table {
            let found = pieces(&words(query));
            let found: Option<Vec<String>> =
                found.map(|it| it.into_iter().map(|it| it.into_iter().collect()).collect());
            assert_eq!(
                found.as_deref(),
                expected.map(|it| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()).as_deref(),
                "{query}"
            );
        }
    }

    #[test]
    fn every_word_people_say_can_be_typed() {
        for (title, said) in SAID {
            assert!(title.chars().count() > 1 && !said.is_empty(), "{title}");
        }
        assert_eq!(for_title("巡游出租汽车经营许可").collect::<Vec<_>>(), ["出租车"]);
    }
}
