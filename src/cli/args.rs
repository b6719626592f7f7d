//! Arguments as typed, to what is asked for.
//!
//! A command is told by the first word that is no option; the words before it are moved behind it, so that options may
//! stand anywhere. Everything that can be wrong with an option's value is found here, before a file is opened.

use super::edit_args::{AddArgs, DiffArgs, FmtArgs, MergeArgs, RemoveArgs, SET_HELP, SetArgs};
use super::picture_args::PictureArgs;
use super::values;
use crate::export::Format;
use crate::model::{Date, Day};
use crate::query::{CountingRule, GroupKey};
use crate::view::Theme;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// Columns that help texts take at most.
const HELP_WIDTH: usize = 100;

#[derive(Parser, Debug)]
#[command(
    name = "daymark",
    version,
    about = "An interactive timeline of Islamic State attacks, 2015–2024, in which every figure explains itself",
    override_usage = "daymark [FILE]... [--view NAME | --story NAME]\n       daymark <COMMAND> ...",
    max_term_width = HELP_WIDTH,
    after_help = "\
Without a command the window opens on the FILEs, with --view on a view that is saved beside them, with \
--story at the first step of a story beside them. Without a FILE everything takes \
timelines/islamic-state.ron: from the working folder, else from beside the program or a folder above it, else the copy \
built into the program.

Options stand anywhere; `--` ends them. Results go to standard output, problems to standard error.

Exit status
  0  done, warnings or not; an empty list too
  1  done, and there is something to see: a file has records in error, no incident has the id, files differ
  2  not done, nothing written: wrong usage, an unreadable query or file, a file not writable, an edit refused"
)]
struct Program {
    #[command(subcommand)]
    command: Option<Command>,
}

/// The form without a command.
#[derive(Parser, Debug, Default)]
#[command(
    name = "daymark",
    version,
    override_usage = "daymark [FILE]... [--view NAME | --story NAME]\n       daymark <COMMAND> ..."
)]
pub(super) struct WindowForm {
    pub(super) files: Vec<PathBuf>,
    /// The saved view to open on
    #[arg(long, value_name = "NAME")]
    pub(super) view: Option<String>,
    /// The story to open on, by its title or file name
    #[arg(long, value_name = "NAME", conflicts_with = "view")]
    pub(super) story: Option<String>,
}

/// What is asked for.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    /// Say what is wrong in timelines
    #[command(after_help = "\
A FOLDER stands for every timeline in it. Saved views and stories beside a timeline are checked with it. Each problem is told as FILE:LINE:COLUMN: error: words, with its line and a \
hint. The exit status is 1 if there is an error, with --strict also if there is a warning.

With --query or --as-of only the problems of the incidents asked for are told, and those that belong to no incident \
that could be read.")]
    Check(CheckArgs),
    /// Add up the killed and injured of incidents
    #[command(after_help = "\
Low adds up the lowest figures, best the best ones, high the highest; an incident without any figure is unknown, which \
is not zero. Where one is unknown, or has no highest figure, the words say \"at least\". The group's own figures never \
enter a total. What the timelines hold is a selection, not a census: no total is the toll of the Islamic State.

  daymark stats --by year
  daymark stats --by branch --query 'country:AFG 2021..'")]
    Stats(StatsArgs),
    /// List incidents by day
    #[command(after_help = QUERY_HELP)]
    List(ListArgs),
    /// Show one incident with everything that is known of it
    #[command(after_help = "\
An id that the incident once had is good too; `daymark list` tells the ids.

  daymark show 2024-03-22-crocus-city-hall")]
    Show(ShowArgs),
    /// Draw the window as a picture, without opening one
    #[command(after_help = "\
OUT ends in .png; what stands there is replaced.

  daymark shot crocus.png --select 2024-03-22-crocus-city-hall --size 1920x1080")]
    Shot(ShotForm),
    /// Write incidents, their figures or their sources to a file that others read
    #[command(after_help = EXPORT_HELP)]
    Export(ExportArgs),
    /// Add a record to a timeline
    #[command(after_help = "\
RECORD.ron holds one record or several: Incident(…), with the Source(…) or Actor(…) that it needs. An incident is put by \
its day; comments in RECORD.ron are kept. If a record is in error or its id was ever used, nothing is written.

  daymark add timelines/islamic-state.ron --from new.ron")]
    Add(AddArgs),
    /// Change fields of one record
    #[command(after_help = SET_HELP)]
    Set(SetArgs),
    /// Take a record out; the id of an incident stays in retired_ids
    #[command(after_help = "\
Comments above the record stay. A record that others name is not removed.")]
    Remove(RemoveArgs),
    /// Lay timelines out as the shipped one is
    #[command(after_help = "\
Values and comments stay as they are written; no record changes its place. The files that change are named. With --check \
nothing is written, and the exit status is 1 if a file would change.")]
    Fmt(FmtArgs),
    /// Tell what two timelines say differently
    #[command(after_help = "\
Records are compared by id, then field by field; layout and comments do not matter. The exit status is 1 if they differ.")]
    Diff(DiffArgs),
    /// Merge what two sides changed, by record and field; a merge driver for git
    #[command(after_help = "\
The result goes into OURS, or OUT. Where both sides changed the same field, both stand in the text between git's own \
markers, and the exit status is 1, as it is if the merged file has an error that neither side had. It is 129, and nothing \
is written, where other commands end with 2.

  git config merge.timeline.driver 'daymark merge %O %A %B'
  echo 'timelines/*.ron merge=timeline' >> .gitattributes")]
    Merge(MergeArgs),
}

const QUERY_HELP: &str = "\
Terms of a query stand side by side and must all hold; OR, NOT or -, and parentheses combine them.
  killed>=20 injured<5 killed.low>100   figures; unknown satisfies no comparison
  2024-03  2021..2024  2021..           days, months, years; both ends count
  branch:is-kp country:Afghanistan kind:attack attack:arson target:police confidence:high
  killed:10..24 sources>=2              ranges of figures; independent sources
  actor: place: admin1: source: publisher: tag: id:   as the file has them; quote a value with blanks
  status:disputed source-kind:court     what attributions say taken together; kinds of sources
  near:34.5,69.2<50km                   places known to the district or better
  within:7d of:ID within:50km of:ID     near an incident, that one included
  has:range missing:second-source       what a record says: killed injured range attackers day
                                        coordinates attribution claim assessment claimed-figure
                                        second-source names related doubts
  anything else, or \"a phrase\"          must occur in the record

  daymark list --query 'branch:is-kp killed>=20 -kind:counter-operation'
  daymark list --query 'country:FRA OR country:BEL' --json";

const EXPORT_HELP: &str = "\
The format goes by the ending of OUT:
  .csv              a row for each incident; what the columns mean and where they come from stands
                    beside it in OUT-metadata.json (W3C CSVW)
  .json             every record as `daymark list --json` has it (JSON Schema: assets/export.schema.json)
  .geojson          points for maps; a place known to its province or country only has none
  .timelinejs.json  slides and eras for TimelineJS
  .ics              an iCalendar of all-day events
  .md               a readable list with figures, attributions, doubts and numbered sources
  .txt .bib .ris .csl.json
                    the sources that the incidents name: as text, BibTeX, RIS, CSL-JSON
  .pdf              a briefing: key figures, pictures, a sheet for each incident, numbered sources
  .html             one page for any browser, without a network: figures, pictures, every incident, numbered sources
  .pptx             slides: key figures, pictures, a slide for each incident or step of a story with notes, sources
  .svg .png         the timeline and the casualty plot as a picture, whole, in pages or as one long strip

Every output says which data, filter, counting rule and day it comes from. A file that is there is replaced only with
--force. With --stamp the same data give the same bytes on any day.

  daymark export afghanistan.csv --query 'country:AFG' --stamp 2026-11-23
  daymark export decade.png --size 8000x1400 --lanes country
  daymark export briefing.pdf --query 'branch:is-kp 2024' --marking UNCLASSIFIED";

#[derive(clap::Args, Debug)]
pub(super) struct ExportArgs {
    /// The file to write
    #[arg(value_name = "OUT")]
    pub(super) out: PathBuf,
    /// Timelines to read
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The format, whatever OUT ends in: html, pptx, csv, json, geojson, timelinejs, icalendar, markdown, citations,
    /// bibtex, ris, csl-json, svg, png, pdf
    #[arg(long, value_name = "NAME", value_parser = values::export_format)]
    pub(super) format: Option<Format>,
    /// The day that the output says it was made on, in place of today
    #[arg(long, value_name = "DATE", value_parser = values::day)]
    pub(super) stamp: Option<Day>,
    /// A line that the output carries, such as UNCLASSIFIED
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    pub(super) marking: String,
    /// The story that goes with it, by its title or the name of its file beside the timeline; for html, pptx, pdf
    /// and markdown
    #[arg(long, value_name = "NAME")]
    pub(super) story: Option<String>,
    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) picture: PictureArgs,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
}

#[derive(clap::Args, Debug)]
pub(super) struct FilterArgs {
    /// Only the incidents that match, such as 'country:AFG killed>=20' (see `daymark list --help`)
    #[arg(long, value_name = "Q", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    pub(super) query: String,
    /// How to count: victims-of-attacks, as-gtd-counts, as-ucdp-one-sided, and options such as 'victims -disputed figure:low'
    #[arg(long, value_name = "NAME", default_value_t = CountingRule::VICTIMS, value_parser = values::rule, allow_hyphen_values = true)]
    pub(super) rule: CountingRule,
    /// What was known on that day; of a month or a year the last day counts
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) as_of: Option<Date>,
}

#[derive(clap::Args, Debug)]
pub(super) struct CheckArgs {
    /// Timelines, and folders of timelines
    #[arg(value_name = "FILE|FOLDER")]
    pub(super) paths: Vec<PathBuf>,
    /// Let a warning fail the check as an error does
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// One JSON document: {"problems":[…]}
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct StatsArgs {
    /// Timelines to read
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Split the totals by year, month, branch, country, region, kind, attack, target, confidence, status, file, tag,
    /// actor, publisher or source
    #[arg(long, value_name = "KEY", value_parser = values::group_key)]
    pub(super) by: Option<GroupKey>,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct ListArgs {
    /// Timelines to read
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    /// One JSON document with the whole records, their sources and actors
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct ShowArgs {
    /// Present or previous id of the incident
    pub(super) id: String,
    /// Timelines to read
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// One JSON document: {"incident":{…},"sources":[…],"actors":[…]}
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct ShotForm {
    /// The picture to write
    #[arg(value_name = "OUT.png", value_parser = values::picture_path())]
    pub(super) out: PathBuf,
    /// Timelines to read
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Width and height in pixels, from 320x240 to 8192x8192
    #[arg(long, value_name = "WxH", default_value = "1280x720", value_parser = values::size)]
    pub(super) size: [u32; 2],
    /// The incident that the details show
    #[arg(long, value_name = "ID")]
    pub(super) select: Option<String>,
    /// Colours: dark, light or contrast
    #[arg(long, value_name = "NAME", default_value = "dark", value_parser = values::theme)]
    pub(super) theme: Theme,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
}

/// What the arguments ask for.
#[derive(Debug)]
pub(super) enum Request {
    /// A command with its arguments.
    Run(Box<Command>),
    /// The window on files, none being the shipped one.
    Window(WindowForm),
}

/// Reads the arguments, the program's own name not among them.
///
/// # Errors
/// Wrong usage; also `--help` and `--version`, which clap hands over as errors that belong on standard output.
pub(super) fn parse(mut args: Vec<OsString>) -> Result<Request, clap::Error> {
    let program = Program::command();
    let Some(at) = command_at(&args, &program) else {
        return window(args);
    };
    let command = args.remove(at);
    let args = [OsString::from("daymark"), command].into_iter().chain(args);
    match Program::try_parse_from(args)?.command {
        Some(command) => Ok(Request::Run(Box::new(command))),
        None => Ok(Request::Window(WindowForm::default())),
    }
}

/// Exit status where nothing was done: 2, but for `merge` 129, since git takes 1 to 128 for marked conflicts.
pub(super) fn status_if_refused(args: &[OsString]) -> u8 {
    let word = command_at(args, &Program::command()).and_then(|at| args.get(at));
    if word.is_some_and(|word| word == "merge") { 129 } else { 2 }
}

fn window(args: Vec<OsString>) -> Result<Request, clap::Error> {
    let args = std::iter::once(OsString::from("daymark")).chain(args);
    match WindowForm::try_parse_from(args) {
        Ok(form) => Ok(Request::Window(form)),
        // The help of the whole program, not that of a form that nobody sees.
        Err(err) if err.kind() == clap::error::ErrorKind::DisplayHelp => {
            Err(Program::try_parse_from(["daymark", "--help"]).err().unwrap_or(err))
        }
        Err(err) => Err(err),
    }
}

/// Where the command stands: the first word that is neither an option nor an option's value, if it is a command.
fn command_at(args: &[OsString], program: &clap::Command) -> Option<usize> {
    let mut at = 0;
    while let Some(word) = args.get(at) {
        match word.to_str() {
            Some("--") => return None,
            Some(option) if takes_next(option, program) => at += 2,
            Some(option) if option.starts_with('-') && option.len() > 1 => at += 1,
            word => return word.is_some_and(|word| is_command(word, program)).then_some(at),
        }
    }
    None
}

/// Whether the next word is this option's value.
fn takes_next(option: &str, program: &clap::Command) -> bool {
    if matches!(option, "-o" | "--view" | "--story") {
        return true;
    }
    let Some(name) = option.strip_prefix("--") else { return false };
    let mut options = program.get_subcommands().flat_map(clap::Command::get_arguments);
    options.any(|arg| arg.get_long() == Some(name) && arg.get_action().takes_values())
}

fn is_command(word: &str, program: &clap::Command) -> bool {
    word == "help" || program.find_subcommand(word).is_some()
}

/// The commands of this version, `help` left out.
pub(super) fn command_names() -> Vec<String> {
    Program::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}
