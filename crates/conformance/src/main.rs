//! `hall-conformance`: runs the kit against a hall.
//!
//! Ends with 0 when nothing failed, 1 when something did, 2 when the hall could not be tried.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use conformance::report::{self, Baseline};
use conformance::{Bench, Choice, Options, Run, Verdict, run};
use contract::{Class, requirement};

/// Plays the client against a hall and says, requirement by requirement, what holds.
#[derive(Debug, Parser)]
#[command(name = "hall-conformance", version)]
struct Args {
    /// The hall's origin: https://hall.example
    #[arg(long, required_unless_present = "list")]
    url: Option<String>,
    /// Only these classes, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "CLASS")]
    class: Vec<String>,
    /// Only these requirements, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    requirement: Vec<String>,
    /// A test person for the hall's development sign-in; give at least two, or none and a demo hall names its own.
    #[arg(long, value_name = "ID", conflicts_with = "cookie")]
    person: Vec<String>,
    /// The session cookie of a person who is signed in already; give two.
    #[arg(long, value_name = "NAME=VALUE")]
    cookie: Vec<String>,
    /// Print the report as JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// Also write the report as JSON.
    #[arg(long, value_name = "FILE")]
    json_file: Option<PathBuf>,
    /// Also write the report as JUnit XML.
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// An earlier JSON report; says what changed since.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// How long any one answer may take, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=600))]
    patience: u64,
    /// List the requirements and end.
    #[arg(long)]
    list: bool,
}

fn main() -> ExitCode {
    match work(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            // Nobody who reads is no reason to end differently.
            let _ = writeln!(std::io::stderr().lock(), "hall-conformance: {why}");
            ExitCode::from(2)
        }
    }
}

/// True when nothing failed.
fn work(args: &Args) -> Result<bool, String> {
    let choice = choice(args)?;
    let Some(url) = args.url.as_deref().filter(|_| !args.list) else {
        for it in requirement::all().into_iter().filter(|it| choice.takes(it)) {
            say(&format!("{}  {:<14} {:?}  {}\n", it.id, it.class.as_str(), it.level, it.text));
        }
        return Ok(true);
    };
    let baseline = args.baseline.as_deref().map(baseline).transpose()?;
    let options = Options {
        url: url.to_owned(),
        persons: args.person.clone(),
        cookies: args.cookie.clone(),
        patience: Duration::from_secs(args.patience),
    };
    let bench = Bench::open(&options).map_err(|it| it.to_string())?;
    let ran = run(&bench, &choice, |_| {});
    report(args, &bench, &ran, url)?;
    if let Some(baseline) = baseline {
        let _ = write!(std::io::stderr().lock(), "{}", baseline.delta(&ran).text());
    }
    Ok(ran.count(Verdict::Fail) == 0)
}

fn choice(args: &Args) -> Result<Choice, String> {
    if let Some(name) = args.class.iter().find(|it| !Class::KNOWN.contains(&it.as_str())) {
        return Err(format!("there is no class `{name}`; known are {}", Class::KNOWN.join(", ")));
    }
    let known: Vec<&str> = requirement::all().into_iter().map(|it| it.id).collect();
    if let Some(id) = args.requirement.iter().find(|it| !known.contains(&it.as_str())) {
        return Err(format!("there is no requirement `{id}`; --list names them all"));
    }
    Ok(Choice { classes: args.class.clone(), requirements: args.requirement.clone() })
}

fn report(args: &Args, bench: &Bench, ran: &Run, url: &str) -> Result<(), String> {
    let object = || format!("{:#}\n", report::json::object(ran, bench.discovery().hall.as_str(), url));
    if args.json {
        say(&object());
    } else {
        say(&report::table::table(ran));
    }
    if let Some(path) = &args.json_file {
        write(path, &object())?;
    }
    if let Some(path) = &args.junit {
        write(path, &report::junit::xml(ran))?;
    }
    Ok(())
}

fn baseline(path: &Path) -> Result<Baseline, String> {
    let text = fs::read_to_string(path).map_err(|it| format!("{}: {it}", path.display()))?;
    Baseline::read(&text).map_err(|it| format!("{} is no report: {it}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|it| format!("{}: {it}", path.display()))
}

fn say(text: &str) {
    // Nobody who reads is no reason to end differently.
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn what_is_not_known_is_said() {
        let read = |words: &[&str]| {
            Args::try_parse_from([&["hall-conformance", "--url", "http://x"], words].concat())
        };
        assert!(choice(&read(&["--class", "core,guides"]).unwrap()).is_ok());
        assert!(choice(&read(&["--class", "rockets"]).unwrap()).is_err());
        assert!(choice(&read(&["--requirement", "COR-001"]).unwrap()).is_ok());
        assert!(choice(&read(&["--requirement", "COR-000"]).unwrap()).is_err());
        assert!(read(&["--person", "a", "--cookie", "b=c"]).is_err());
    }
}
