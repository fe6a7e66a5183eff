//! `hall desk …`: the counter, as commands. They call the running hall's staff API, because there is one
//! writer; nothing here touches the database.

mod api;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use contract::{Case, CorrectionItem};

use crate::staff::Order;
use api::Api;

/// Where the hall is, and what to do there.
#[derive(Debug, Args)]
pub struct DeskArgs {
    /// The hall's data folder, where the staff token lies.
    #[arg(long, default_value = "data", global = true)]
    data: PathBuf,
    /// The hall's address.
    #[arg(long, default_value = "http://127.0.0.1:8080", global = true)]
    url: String,
    #[command(subcommand)]
    command: DeskCommand,
}

#[derive(Debug, Subcommand)]
enum DeskCommand {
    /// Show the cases that wait.
    List,
    /// Show one case.
    Show {
        /// The case.
        id: String,
    },
    /// 受理
    Accept(On),
    /// 不予受理
    Refuse(On),
    /// 补正: return for correction.
    Return {
        #[command(flatten)]
        on: On,
        /// What is wrong, `material:text`, once for each; `:text` is about the filing as a whole.
        #[arg(long = "item", required = true, value_parser = item)]
        items: Vec<CorrectionItem>,
    },
    /// 特别程序: stop the clock.
    Suspend(On),
    /// Let the clock run again.
    Resume(On),
    /// 准予
    Approve(On),
    /// 不予许可
    Reject(On),
    /// 送达
    Deliver(On),
}

#[derive(Debug, Args)]
struct On {
    /// The case.
    id: String,
    /// Opinion or reason.
    #[arg(long, default_value = "")]
    note: String,
    /// Who acts (`李敏 · B06 窗口`).
    #[arg(long, default_value = "")]
    by: String,
}

fn item(text: &str) -> Result<CorrectionItem, String> {
    let (material, text) = text.split_once(':').ok_or("write it as material:text")?;
    if text.is_empty() {
        return Err("say what is wrong after the colon".to_owned());
    }
    let material_id = match material {
        "" => None,
        id => Some(id.parse().map_err(|error| format!("{id}: {error}"))?),
    };
    Ok(CorrectionItem { material_id, field: None, text: text.to_owned() })
}

/// Does it; the text to print.
///
/// # Errors
///
/// Why not, for the person at the terminal.
pub fn run(args: DeskArgs) -> Result<String, String> {
    let api = Api::new(&args.data, &args.url)?;
    let (name, on, items) = match args.command {
        DeskCommand::List => return Ok(show::list(&api.queue()?)),
        DeskCommand::Show { id } => return Ok(show::case(&api.case(&id)?)),
        DeskCommand::Accept(on) => ("accept", on, Vec::new()),
        DeskCommand::Refuse(on) => ("refuse", on, Vec::new()),
        DeskCommand::Return { on, items } => ("return", on, items),
        DeskCommand::Suspend(on) => ("suspend", on, Vec::new()),
        DeskCommand::Resume(on) => ("resume", on, Vec::new()),
        DeskCommand::Approve(on) => ("approve", on, Vec::new()),
        DeskCommand::Reject(on) => ("reject", on, Vec::new()),
        DeskCommand::Deliver(on) => ("deliver", on, Vec::new()),
    };
    let case: Case = api.act(&on.id, name, &Order { by: on.by, note: on.note, items })?;
    Ok(show::case(&case))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correction_item_table() {
        let read = item("lease:合同没有签字页").unwrap();
        assert_eq!(read.material_id.unwrap().as_str(), "lease");
        assert_eq!(read.text, "合同没有签字页");
        assert_eq!(item(":请补充").unwrap().material_id, None);
        for bad in ["lease", "lease:", "le ase:x"] {
            assert!(item(bad).is_err(), "{bad}");
        }
    }
}
