//! `daymark export`: incidents, their figures or their sources as a file that others read.

use super::args::ExportArgs;
use super::ask::{Asked, Filter};
use super::open::open;
use super::text::counted;
use super::{Answer, CliError};
use crate::export::{self, Content, Format, Pace, Part};
use crate::model::Day;
use crate::store::{self, Disk, StoreError};
use std::path::{Path, PathBuf};

pub(super) fn export(args: &ExportArgs, today: Day) -> Result<Answer, CliError> {
    let name = args.out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = format_of(args, &name)?;
    let filter = Filter::read(&args.filter)?;
    let disk = Disk::of_user();
    let suffixes = format.suffixes().iter();
    let outs: Vec<PathBuf> = suffixes.map(|suffix| with_suffix(&args.out, suffix)).collect();
    if let Some(file) = outs.iter().find_map(|out| args.files.iter().find(|file| store::is_same_file(&disk, out, file)))
    {
        let message = format!("this is one of the timelines to export, and is not replaced: {}", file.display());
        return Err(CliError::Hinted(message, "write the export to another name".to_owned()));
    }
    let asked = filter.ask(open(&args.files)?, today);
    let parts = parts_of(&asked, format, args, &name, today);
    let files: Vec<(PathBuf, &[u8])> =
        outs.iter().zip(&parts).map(|(out, part)| (out.clone(), part.bytes.as_slice())).collect();
    store::write_out(&disk, &files, args.force).map_err(refused)?;
    let mut answer = asked.answer(String::new());
    let names: Vec<String> = outs.iter().map(|out| out.display().to_string()).collect();
    let n = counted(asked.mask.count(), "incident");
    answer.err.push_str(&format!("wrote {}: {n}\n", names.join(" and ")));
    Ok(answer)
}

fn format_of(args: &ExportArgs, name: &str) -> Result<Format, CliError> {
    let can = || {
        let endings: Vec<String> = Format::ALL.iter().map(|format| format!(".{}", format.ending())).collect();
        format!("it writes {}; --format names one for any ending", endings.join(" "))
    };
    if name.to_lowercase().ends_with(".ron") {
        let message = format!("a timeline is not written by export: {}", args.out.display());
        return Err(CliError::Hinted(message, can()));
    }
    match args.format.or_else(|| Format::of_name(name)) {
        Some(format) => Ok(format),
        None => {
            let message = format!("export cannot write a file with this ending: {}", args.out.display());
            Err(CliError::Hinted(message, can()))
        }
    }
}

fn parts_of(asked: &Asked, format: Format, args: &ExportArgs, name: &str, today: Day) -> Vec<Part> {
    let content = Content {
        loaded: &asked.loaded,
        rows: &asked.rows(),
        query: &asked.filter.query,
        rule: &asked.filter.rule,
        as_of: asked.filter.as_of,
        unsaved: &[],
        exported: args.stamp.unwrap_or(today),
        marking: &args.marking,
        story: None,
    };
    // Nobody stops it but by ending the program.
    export::write(format, &content, name, &mut Pace::new(&mut |_| true)).unwrap_or_default()
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn refused(err: StoreError) -> CliError {
    match err {
        StoreError::Exists(_) => CliError::Hinted(err.to_string(), "--force replaces it".to_owned()),
        err => err.into(),
    }
}
