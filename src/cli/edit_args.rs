//! Arguments of the commands that change or compare timelines.

use super::values;
use std::path::PathBuf;

pub(super) const SET_HELP: &str = "\
FIELD is the path in the file, VALUE the bare text or number without quotes; items of lists count from 0.
  killed.best=149 place.city=Krasnogorsk when=2024-03-22 confidence=High
  place.site=                     makes it unknown
  place.at='55.826, 37.39'        latitude, longitude
  tags+='concert venue' tags-=x   adds to a list, takes out of it
  reports.0.killed='at least 40'  143, up to 9, about 50, 12-15, dozens
  reports+='Report(source: \"news-am-2024-03-22\", killed: Exactly(40))'

Several are one edit, all or none. All other bytes of the file stay. If the record would be in error, nothing is written; a \
warning never refuses an edit, nor does an error elsewhere in the file.

  daymark set timelines/islamic-state.ron 2024-03-22-crocus-city-hall killed.best=149 tags+=verdict";

#[derive(clap::Args, Debug)]
pub(super) struct AddArgs {
    /// The timeline to change
    pub(super) file: PathBuf,
    /// The file with the record
    #[arg(long, value_name = "RECORD.ron")]
    pub(super) from: PathBuf,
}

#[derive(clap::Args, Debug)]
pub(super) struct SetArgs {
    /// The timeline to change
    pub(super) file: PathBuf,
    /// Id of an incident, else of a source, an actor or a period; Timeline for the header
    pub(super) id: String,
    /// What to change
    #[arg(value_name = "FIELD=VALUE", required = true, value_parser = values::change)]
    pub(super) changes: Vec<values::Change>,
}

#[derive(clap::Args, Debug)]
pub(super) struct RemoveArgs {
    /// The timeline to change
    pub(super) file: PathBuf,
    /// Id of an incident, else of a source, an actor or a period
    pub(super) id: String,
}

#[derive(clap::Args, Debug)]
pub(super) struct FmtArgs {
    /// Timelines to lay out
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Only tell which files are not laid out so
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct DiffArgs {
    /// A timeline
    pub(super) a: PathBuf,
    /// Another, or a later state of it
    pub(super) b: PathBuf,
    /// One JSON document: {"changes":[{"id","field","before","after"}]}
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct MergeArgs {
    /// The file that both sides began with
    pub(super) base: PathBuf,
    /// Our side; the result is written here
    pub(super) ours: PathBuf,
    /// Their side
    pub(super) theirs: PathBuf,
    /// Write the result here instead
    #[arg(short, value_name = "OUT")]
    pub(super) out: Option<PathBuf>,
}
