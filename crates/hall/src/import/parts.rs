//! The tables beside the basic one: materials, fees, questions.

use contract::{Coded, Faq, Fee, Guide, Material, MaterialId, MaterialSource, Necessity};

use super::columns::*;
use super::dialect::{self, Dialect};
use super::guide::Sheet;
use super::source::Row;

/// What a row is, told by its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Basic,
    Extension,
    Material,
    Fee,
    Question,
}

impl Table {
    pub(super) fn of(row: &Row) -> Self {
        if row.has(MATERIAL_NAME) {
            Self::Material
        } else if row.has(FEE_NAME) {
            Self::Fee
        } else if row.has(QUESTION) {
            Self::Question
        } else if row.has(NAME) {
            Self::Basic
        } else {
            Self::Extension
        }
    }
}

/// Adds what a row says to its guide.
pub(super) fn add(
    guide: &mut Guide,
    table: Table,
    sheet: &mut Sheet<'_>,
    dialect: Dialect,
) -> Result<(), String> {
    match table {
        Table::Material => {
            let material = material(sheet, guide.materials.len() + 1, dialect)?;
            if guide.materials.iter().any(|it| it.id == material.id) {
                return Err(format!("材料编号 {} 已经有了", material.id));
            }
            guide.materials.push(material);
        }
        Table::Fee => guide.fees.push(fee(sheet)?),
        Table::Question => guide.faq.push(Faq {
            q: sheet.text(QUESTION).ok_or("没有问题")?,
            a: sheet.text(ANSWER).ok_or("没有解答")?,
        }),
        Table::Basic | Table::Extension => {}
    }
    Ok(())
}

fn material(sheet: &mut Sheet<'_>, number: usize, dialect: Dialect) -> Result<Material, String> {
    let name = sheet.text(MATERIAL_NAME).ok_or("没有材料名称")?.replace('\n', " ");
    let key = sheet.row.get(GUID).map_or_else(|| format!("material-{number}"), str::to_owned);
    let id: MaterialId = key.parse().map_err(|_| format!("「{key}」不能作材料编号"))?;
    let source = match sheet.row.get(SOURCE) {
        Some(value) => dialect::source(value)?,
        None => Coded::new(MaterialSource::Applicant, "申请人自备"),
    };
    let necessity = match sheet.row.get(NECESSITY) {
        Some(value) => dialect::necessity(value)?,
        None => Coded::new(Necessity::Required, "必要"),
    };
    // Nobody can be promised time that the source does not name.
    let necessity = if necessity.code == Necessity::MayFollow {
        sheet.mended.push("写明可以容缺后补，但没有后补的期限，按必要材料列出".to_owned());
        Coded::new(Necessity::Required, "必要")
    } else {
        necessity
    };
    let original = match sheet.row.get(MATERIAL_TYPE) {
        Some(value) => dialect::original(value, dialect)?,
        None => String::new(),
    };
    Ok(Material {
        id,
        name,
        necessity,
        when: None,
        source,
        issuer: sheet.text(SOURCE_EXPLAIN),
        original,
        paper_copies: sheet.number(PAGES).unwrap_or(0),
        size: sheet.text(PAPER),
        notes: sheet.text(FILL),
        standard: sheet.text(STANDARD),
        basis: sheet.text(BY_LAW),
        later_days: None,
        max_files: None,
        documents: Vec::new(),
    })
}

fn fee(sheet: &mut Sheet<'_>) -> Result<Fee, String> {
    Ok(Fee {
        name: sheet.text(FEE_NAME).ok_or("没有收费项目名称")?,
        standard: sheet.text(FEE_STANDARD).ok_or("没有收费标准")?,
        basis: sheet.text(BY_LAW).or_else(|| sheet.text(FEE_BASIS)).unwrap_or_default(),
        relief: sheet.text(FEE_RELIEF),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_told_by_its_columns() {
        for (column, table) in [
            ("材料名称", Table::Material),
            ("fee_name", Table::Fee),
            ("question", Table::Question),
            ("task_name", Table::Basic),
            ("accept_condition", Table::Extension),
        ] {
            assert_eq!(Table::of(&Row::of(&[(column, "")])), table, "{column}");
        }
    }

    #[test]
    fn what_an_authority_issues_is_said_and_not_turned_into_free_of_charge() {
        let row = Row::of(&[
            ("material_name", "身份证"),
            ("source_type", "20"),
            ("is_need", "1"),
            ("material_type", "3"),
        ]);
        let material = material(&mut Sheet::new(&row), 1, Dialect::UpTask).unwrap();
        assert_eq!(material.source.code, MaterialSource::Government);
        assert_eq!(
            (material.necessity.code, material.original.as_str()),
            (Necessity::Required, "原件或者复印件")
        );
    }
}
