//! The command line: words in, a [`Task`] out.

use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::bench::Scale;
use crate::catalogue::After;
use crate::failure::Failure;
use crate::faults;

/// What `cargo xtask` prints when asked for help.
pub(crate) const HELP: &str = "\
cargo xtask <command>

  setup                 install what is missing: wasm target, wasm-bindgen, Trunk, npm packages
  build [--dev]         build the app into dist/, with .br and .gz beside each file
  serve [options]       build everything and start the reference hall with the app
      --port N          port (default 8080)
      --data DIR        where the hall keeps its database (default tmp/hall)
      --reset           forget the default data directory first
      --no-demo         no sample people, no sample cases, no sample clerk
      --lan             listen on every address
      --dev             build the app without optimisation (faster build, larger app)
      --smoke           start on a free port, drive one journey in a headless browser, stop
  test                  every check of this repository; the last line is `N passed, N failed`
  strangers             those of them that tools of others make: linter, fuzzer, tus client, tus server
  size [--crates]       bytes of the app by file, against the budget; or by crate
  floor                 bytes of an empty app with our framework and router, built as ours is
  bench guides [options] our guide search beside the engines of others, in one browser
      --quick           a small catalogue, each engine once
      --json            nothing but the line for scripts
  fuzz guides [options] random queries and damaged snapshots for the guide index
      --inputs N        how many (default 10000000)
      --seed N          which (default 20261122)
  faults [options] [ID] faults injected for real into app and hall; one, or all of them
      --seed N          which random ones (default 20261123)
      --write           write the table anew into docs/faults.md
  shots                 screenshots of every screen into shots/
  catalogue [options]   every component in every state on one page, into tmp/catalogue/
      --open            serve it and show it in a browser
      --shots DIR       pictures of every component, by day, by night, large, in forced colours
      --dev             build it without optimisation
";

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Setup,
    Build { mode: Mode },
    Serve(ServeOptions),
    Test,
    Strangers,
    Size { crates: bool },
    Floor,
    Shots,
    BenchGuides { scale: Scale, json: bool },
    FuzzGuides { inputs: u64, seed: u64 },
    Catalogue { mode: Mode, after: After },
    Faults(faults::Options),
}

/// How the app is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// What is shipped: optimised for size, precompressed.
    Release,
    /// Quick to build, megabytes large.
    Dev,
}

/// Options of `serve`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    pub(crate) port: u16,
    /// `None` is the default directory, the only one that `reset` may delete.
    pub(crate) data: Option<PathBuf>,
    pub(crate) demo: bool,
    pub(crate) lan: bool,
    pub(crate) reset: bool,
    pub(crate) smoke: bool,
    pub(crate) mode: Mode,
}

impl ServeOptions {
    /// A demo on a port; 0 is any that is free.
    pub(crate) const fn at(port: u16) -> Self {
        Self { port, data: None, demo: true, lan: false, reset: false, smoke: false, mode: Mode::Release }
    }
}

/// Reads the command line.
///
/// # Errors
///
/// [`Failure::Usage`] for an unknown command or option, or a value that does not fit.
pub(crate) fn parse(mut words: lexopt::Parser) -> Result<Task, Failure> {
    let command = match words.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Task::Help),
        Some(Value(command)) => command.string()?,
        Some(option) => return Err(option.unexpected().into()),
    };
    let task = match command.as_str() {
        "help" => Task::Help,
        "setup" => Task::Setup,
        "build" => Task::Build { mode: mode(flag(&mut words, "dev")?) },
        "serve" => Task::Serve(serve(&mut words)?),
        "test" => Task::Test,
        "strangers" => Task::Strangers,
        "size" => Task::Size { crates: flag(&mut words, "crates")? },
        "floor" => Task::Floor,
        "shots" => Task::Shots,
        "bench" => bench(&mut words)?,
        "fuzz" => fuzz(&mut words)?,
        "catalogue" => catalogue(&mut words)?,
        "faults" => Task::Faults(faults(&mut words)?),
        unknown => return Err(Failure::Usage(format!("there is no command `{unknown}`"))),
    };
    match words.next()? {
        None => Ok(task),
        Some(rest) => Err(rest.unexpected().into()),
    }
}

fn mode(dev: bool) -> Mode {
    if dev { Mode::Dev } else { Mode::Release }
}

/// Reads the one optional flag a command has.
fn flag(words: &mut lexopt::Parser, name: &str) -> Result<bool, Failure> {
    match words.next()? {
        None => Ok(false),
        Some(Long(given)) if given == name => Ok(true),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn bench(words: &mut lexopt::Parser) -> Result<Task, Failure> {
    match words.next()? {
        Some(Value(what)) if what == "guides" => {}
        _ => return Err(Failure::Usage("there is one measurement: `bench guides`".into())),
    }
    let (mut scale, mut json) = (Scale::Province, false);
    while let Some(word) = words.next()? {
        match word {
            Long("quick") => scale = Scale::Town,
            Long("json") => json = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::BenchGuides { scale, json })
}

fn fuzz(words: &mut lexopt::Parser) -> Result<Task, Failure> {
    match words.next()? {
        Some(Value(what)) if what == "guides" => {}
        _ => return Err(Failure::Usage("there is one thing to throw at: `fuzz guides`".into())),
    }
    let (mut inputs, mut seed) = (10_000_000, 20_261_122);
    while let Some(word) = words.next()? {
        match word {
            Long("inputs") => inputs = words.value()?.parse()?,
            Long("seed") => seed = words.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::FuzzGuides { inputs, seed })
}

fn faults(words: &mut lexopt::Parser) -> Result<faults::Options, Failure> {
    let mut options = faults::Options::default();
    while let Some(word) = words.next()? {
        match word {
            Long("seed") => options.seed = words.value()?.parse()?,
            Long("write") => options.write = true,
            Value(id) => options.ids.push(id.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn catalogue(words: &mut lexopt::Parser) -> Result<Task, Failure> {
    let (mut mode, mut after) = (Mode::Release, After::default());
    while let Some(word) = words.next()? {
        match word {
            Long("open") => after.open = true,
            Long("shots") => after.shots = Some(PathBuf::from(words.value()?)),
            Long("dev") => mode = Mode::Dev,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::Catalogue { mode, after })
}

fn serve(words: &mut lexopt::Parser) -> Result<ServeOptions, Failure> {
    let mut options = ServeOptions::at(8080);
    while let Some(word) = words.next()? {
        match word {
            Long("port") => options.port = words.value()?.parse()?,
            Long("data") => options.data = Some(PathBuf::from(words.value()?)),
            Long("no-demo") => options.demo = false,
            Long("lan") => options.lan = true,
            Long("reset") => options.reset = true,
            Long("smoke") => options.smoke = true,
            Long("dev") => options.mode = Mode::Dev,
            other => return Err(other.unexpected().into()),
        }
    }
    if options.reset && options.data.is_some() {
        return Err(Failure::Usage(
            "--reset only forgets the default data directory; delete yours by hand".into(),
        ));
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Task, Failure> {
        parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn commands_are_read() {
        let table = [
            ("", Task::Help),
            ("--help", Task::Help),
            ("setup", Task::Setup),
            ("build", Task::Build { mode: Mode::Release }),
            ("build --dev", Task::Build { mode: Mode::Dev }),
            ("test", Task::Test),
            ("strangers", Task::Strangers),
            ("size", Task::Size { crates: false }),
            ("size --crates", Task::Size { crates: true }),
            ("floor", Task::Floor),
            ("faults", Task::Faults(faults::Options::default())),
            (
                "faults --seed 7 --write N4 L1",
                Task::Faults(faults::Options { seed: 7, write: true, ids: vec!["N4".into(), "L1".into()] }),
            ),
            ("shots", Task::Shots),
            ("fuzz guides --inputs 9", Task::FuzzGuides { inputs: 9, seed: 20_261_122 }),
            ("bench guides", Task::BenchGuides { scale: Scale::Province, json: false }),
            ("bench guides --quick --json", Task::BenchGuides { scale: Scale::Town, json: true }),
            ("catalogue", Task::Catalogue { mode: Mode::Release, after: After::default() }),
            (
                "catalogue --dev --open --shots out",
                Task::Catalogue { mode: Mode::Dev, after: After { open: true, shots: Some("out".into()) } },
            ),
        ];
        for (line, task) in table {
            assert_eq!(read(line).unwrap(), task, "{line}");
        }
    }

    #[test]
    fn serve_reads_every_option() {
        let Task::Serve(options) =
            read("serve --port 9000 --data /srv/hall --no-demo --lan --smoke --dev").unwrap()
        else {
            panic!("not serve");
        };
        assert_eq!(options.port, 9000);
        assert_eq!(options.data, Some(PathBuf::from("/srv/hall")));
        assert!(!options.demo && options.lan && options.smoke && !options.reset);
        assert_eq!(options.mode, Mode::Dev);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let table = [
            "launch",
            "build --fast",
            "build --dev --dev",
            "test now",
            "bench",
            "bench speed",
            "catalogue --shots",
            "serve --port seventy",
            "serve --port 70000",
            "serve --data",
            "serve --reset --data /srv/hall",
        ];
        for line in table {
            assert!(matches!(read(line), Err(Failure::Usage(_))), "{line}");
        }
    }
}
