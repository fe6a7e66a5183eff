//! How characters sound: the readings a hall gives, and the other readings of common ones.

use crate::fold::{fold, is_han};

/// Most syllables of one text that are looked at; a hall may send anything.
const MAX_SYLLABLES: usize = 512;

/// Common characters with more than one reading, each with all of them: people type the one they mean
/// (`银行 yinhang`), a dictionary that reads character by character gives the other.
const MANY: &str = "行hang,xing 长chang,zhang 重zhong,chong 会hui,kuai 调diao,tiao 单dan,shan 参can,shen 校xiao,jiao 传chuan,zhuan \
藏cang,zang 乐le,yue 朝chao,zhao 车che,ju 降jiang,xiang 强qiang,jiang 给gei,ji 区qu,ou 率lv,shuai 差cha,chai 都dou,du 地di,de 得de,dei \
着zhe,zhao,zhuo 了le,liao 和he,huo 核he,hu 种zhong,chong 卡ka,qia 厦sha,xia 血xue,xie 宿su,xiu 省sheng,xing 石shi,dan 说shuo,shui \
弹dan,tan 屏ping,bing 塞sai,se 色se,shai 盛sheng,cheng 识shi,zhi 似si,shi 尾wei,yi 巷xiang,hang 削xue,xiao 畜chu,xu 择ze,zhai 粘zhan,nian \
折zhe,she 薄bao,bo 堡bao,pu 秘mi,bi 便bian,pian 伯bo,bai 曾ceng,zeng 查cha,zha 称cheng,chen 乘cheng,sheng 大da,dai 度du,duo 囤dun,tun \
否fou,pi 谷gu,yu 还huan,hai 系xi,ji 稽ji,qi 见jian,xian 角jiao,jue 解jie,xie 觉jue,jiao 壳ke,qiao 落luo,la 勒le,lei 露lu,lou 绿lv,lu \
没mei,mo 模mo,mu 刨pao,bao 朴pu,piao 券quan,xuan 刹cha,sha 什shen,shi 属shu,zhu 拓tuo,ta 万wan,mo 遗yi,wei 纤xian,qian 叶ye,xie 钥yao,yue \
殖zhi,shi 食shi,si 期qi,ji 奇qi,ji 圈quan,juan 杉shan,sha 广guang,an 厂chang,an 家jia,gu 咖ka,ga 匙chi,shi 柏bai,bo 卜bu,bo 幢chuang,zhuang \
恶e,wu 佛fo,fu 暴bao,pu 曝bao,pu 吓xia,he 嚼jiao,jue 解jie,xie 隽jun,juan 喝he 仔zi,zai 载zai 吐tu 发fa 数shu 剂ji 据ju 划hua 应ying 供gong";

/// The most common characters (GB/T 2312, level 1) by their most common reading: a line for each syllable.
const COMMON: &str = include_str!("readings.txt");

/// How common characters are read, whether a catalogue has them or not: a syllable, and its characters.
pub(crate) fn common() -> impl Iterator<Item = (&'static str, &'static str)> {
    COMMON.lines().filter_map(|it| it.split_once(' '))
}

/// The common characters with several readings, and each of these.
pub(crate) fn all_of_many() -> impl Iterator<Item = (char, &'static str)> {
    let entries = MANY.split([' ', '\n']).filter_map(|it| Some((it.chars().next()?, it)));
    entries.flat_map(|(char, it)| it[char.len_utf8()..].split(',').map(move |it| (char, it)))
}

/// Gives each Han character of a text its syllable, as the hall gave them separated by spaces. Letters and
/// digits that stand together sound as they are written, and a hall may list them or not. `None` when the
/// numbers fit neither way.
pub(crate) fn align(text: &[char], pinyin: &str) -> Option<Vec<(char, String)>> {
    let mut syllables = pinyin
        .split_whitespace()
        .take(MAX_SYLLABLES)
        .map(|it| it.chars().filter_map(fold).collect::<String>())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .into_iter();
    let groups = groups(text);
    let han = groups.iter().filter(|it| it.is_some()).count();
    let lists_latin = syllables.len() == groups.len();
    if !lists_latin && syllables.len() != han {
        return None;
    }
    let mut read = Vec::with_capacity(han);
    for group in groups {
        match group {
            Some(char) => read.push((char, syllables.next()?)),
            None if lists_latin => drop(syllables.next()),
            None => {}
        }
    }
    Some(read)
}

/// A text as a hall's list of syllables takes it: each Han character by itself, runs of letters and digits
/// together (`None`).
fn groups(text: &[char]) -> Vec<Option<char>> {
    let mut groups = Vec::new();
    let mut in_run = false;
    for &char in text {
        let Some(folded) = fold(char) else {
            in_run = false;
            continue;
        };
        if is_han(folded) {
            groups.push(Some(char));
        } else if !in_run {
            groups.push(None);
        }
        in_run = !is_han(folded);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn align_table() {
        #[rustfmt::skip]
        let table: [(&str, &str, Option<&str>); 6] = [
            ("开饭馆", "kai fan guan", Some("开kai饭fan馆guan")),
            ("ETC 设备", "she bei", Some("设she备bei")),
            ("A4 纸、U盘", "a4 zhi u pan", Some("纸zhi盘pan")),
            ("律师", "lǜ shī", Some("律lv师shi")),
            ("Ⅱ类", "di er lei", None),
            ("", "", Some("")),
        ];
        for (text, pinyin, expected) in table {
            let text: Vec<char> = text.chars().collect();
            let read = align(&text, pinyin)
                .map(|it| it.into_iter().map(|it| format!("{}{}", it.0, it.1)).collect::<String>());
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn many_readings_are_plain_letters() {
        for (char, reading) in all_of_many() {
            assert!(is_han(char), "{char}");
            assert!(
                (1..=6).contains(&reading.len()) && reading.bytes().all(|it| it.is_ascii_lowercase()),
                "{char}"
            );
        }
        assert_eq!(all_of_many().take(2).collect::<Vec<_>>(), [('行', "hang"), ('行', "xing")]);
    }

    #[test]
    fn common_characters_are_read_once() {
        let all: Vec<char> = common().flat_map(|it| it.1.chars()).collect();
        assert_eq!(all.len(), 3_755, "GB/T 2312 has so many in level 1");
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
        assert!(
            common()
                .all(|it| (1..=6).contains(&it.0.len()) && it.0.bytes().all(|it| it.is_ascii_lowercase()))
        );
    }
}
