//! Running other programs.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::Failure;

/// Runs to the end, output straight to the terminal.
///
/// # Errors
///
/// When the program cannot be started or ends with a failure.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = status(command)?;
    if status.success() { Ok(()) } else { Err(Failure::Failed { program: line(command), status }) }
}

/// Runs to the end; what the program says is shown only when it fails.
///
/// # Errors
///
/// When the program cannot be started or ends with a failure.
pub(crate) fn quietly(command: &mut Command) -> Result<(), Failure> {
    let output = command.output().map_err(not_started(command))?;
    if output.status.success() {
        return Ok(());
    }
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    Err(Failure::Failed { program: line(command), status: output.status })
}

/// Runs to the end and gives its status, whatever it is.
///
/// # Errors
///
/// When the program cannot be started.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus, Failure> {
    command.status().map_err(not_started(command))
}

/// Runs to the end, showing standard output line by line and giving each line to `see`.
///
/// # Errors
///
/// When the program cannot be started.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<ExitStatus, Failure> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(not_started(command))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
    }
    child.wait().map_err(not_started(command))
}

/// Standard output of a short program, trimmed; `None` when it is absent or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// For `map_err` on starting a program.
pub(crate) fn not_started(command: &Command) -> impl FnOnce(std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    move |source| Failure::NotStarted { program, source }
}

/// Name and arguments, as a person would type them.
fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|it| it.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
