//! The command line: arguments to calls, text and JSON out.
//!
//! A command is a function from the open timelines to an `Answer`; only [`run`] writes. Files are opened through
//! `store`, and "today" comes in as a value.
//!
//! Exit status: 0 is done; 1 is done, and there is something to see (a file has an error, no incident has the id); 2 is
//! not done, and nothing was written, neither to standard output nor to a file (129 for `merge`).

mod args;
mod ask;
mod check;
mod diff;
mod edit;
mod edit_args;
mod export;
mod fmt;
mod json;
mod list;
mod merge;
mod open;
mod picture_args;
mod save;
mod sheet;
mod shot;
mod show;
mod stats;
mod stories;
mod text;
mod values;
mod views;
mod window;

pub use shot::ShotArgs;

use crate::model::Day;
use crate::store::StoreError;
use args::{Command, Request};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

/// What `main` does next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// End with this exit status.
    Exit(u8),
    /// Open the window.
    Window(WindowArgs),
}

/// What the window opens on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WindowArgs {
    /// The files as given, at least one of which can be opened; none means the shipped timeline.
    pub files: Vec<PathBuf>,
    /// The saved view to show, which is there.
    pub view: Option<String>,
    /// The story to open on by its title, which is there.
    pub story: Option<String>,
}

/// What a command has to say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Answer {
    /// The result, for standard output.
    out: String,
    /// Problems and notes, for standard error.
    err: String,
    /// Exit status: 0 or 1.
    exit: u8,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
enum CliError {
    /// Files that cannot be opened; one message each.
    #[error("{}", lines(.0))]
    Files(Vec<StoreError>),
    /// A file that cannot be written.
    #[error("{}", lines(std::slice::from_ref(.0)))]
    Store(#[from] StoreError),
    /// A query or a text that cannot be read, with its caret and hint.
    #[error("{0}")]
    Query(String),
    /// Anything else, with what to do instead.
    #[error("error: {0}\n  hint: {1}\n")]
    Hinted(String, String),
}

fn lines(errors: &[StoreError]) -> String {
    errors.iter().map(|err| format!("error: {err}\n")).collect()
}

/// Does what the arguments ask for. `args` come without the program's own name; `today` is the day of the user.
///
/// Reading less than all of the output, as `head` does, is no error.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write, today: Day) -> Outcome {
    let args: Vec<OsString> = args.into_iter().collect();
    let refused = args::status_if_refused(&args);
    match args::parse(args) {
        Ok(Request::Window(form)) => match window::window(form) {
            Ok(args) => Outcome::Window(args),
            Err(refusal) => Outcome::Exit(refuse(&refusal, refused, err)),
        },
        Ok(Request::Run(command)) => Outcome::Exit(match answer(*command, today) {
            Ok(answer) => say(&answer, out, err),
            Err(refusal) => refuse(&refusal, refused, err),
        }),
        Err(usage) => Outcome::Exit(show_usage(&usage, refused, out, err)),
    }
}

fn answer(command: Command, today: Day) -> Result<Answer, CliError> {
    match command {
        Command::Check(args) => check::check(&args, today),
        Command::Stats(args) => stats::stats(&args, today),
        Command::List(args) => list::list(&args, today),
        Command::Show(args) => show::show(&args),
        Command::Shot(args) => shot::shot(args, today),
        Command::Export(args) => export::export(&args, today),
        Command::Add(args) => edit::add(&args),
        Command::Set(args) => edit::set(&args),
        Command::Remove(args) => edit::remove(&args),
        Command::Fmt(args) => fmt::fmt(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Merge(args) => merge::merge(&args),
    }
}

/// Problems first, so that they are seen when the output is cut off.
fn say(answer: &Answer, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    // Nothing is left to tell it to where standard error fails.
    let _ = err.write_all(text::visible(&answer.err).as_bytes());
    match put(out, &answer.out) {
        Ok(()) => answer.exit,
        Err(failure) => {
            let _ = writeln!(err, "error: cannot write to standard output: {failure}");
            2
        }
    }
}

fn refuse(refusal: &CliError, status: u8, err: &mut dyn Write) -> u8 {
    let _ = err.write_all(text::visible(&refusal.to_string()).as_bytes());
    status
}

/// Also the way `--help` and `--version` come out.
fn show_usage(usage: &clap::Error, status: u8, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let words = usage.render().to_string();
    if usage.use_stderr() {
        let _ = err.write_all(words.as_bytes());
        return status;
    }
    say(&Answer { out: words, ..Answer::default() }, out, err)
}

/// A reader that has seen enough closes the pipe; that is no failure.
fn put(out: &mut dyn Write, text: &str) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(failure) if failure.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
