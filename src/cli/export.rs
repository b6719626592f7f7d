//! `daymark export`: incidents, their figures or their sources as a file that others read.

use super::args::ExportArgs;
use super::ask::{Asked, Filter};
use super::open::open;
use super::text::counted;
use super::{Answer, CliError, stories};
use crate::export::{self, Content, Format, Pace, Part, PictureOptions};
use crate::model::Day;
use crate::store::{self, Disk, StoreError};
use crate::view::Story;
use std::path::PathBuf;

pub(super) fn export(args: &ExportArgs, today: Day) -> Result<Answer, CliError> {
    let name = args.out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = format_of(args, &name)?;
    let filter = Filter::read(&args.filter)?;
    let disk = Disk::of_user();
    let picture = picture_of(args, format)?;
    is_no_timeline(&disk, std::slice::from_ref(&args.out), &args.files)?;
    let (story, n_faults) = story_of(args, format)?;
    let asked = filter.ask(open(&args.files)?, today);
    let parts = parts_of(&asked, format, args, (&picture, story.as_ref()), &name, today)?;
    let outs: Vec<PathBuf> =
        export::part_names(&name, &parts).into_iter().map(|name| args.out.with_file_name(name)).collect();
    is_no_timeline(&disk, &outs, &args.files)?;
    let files: Vec<(PathBuf, &[u8])> =
        outs.iter().zip(&parts).map(|(out, part)| (out.clone(), part.bytes.as_slice())).collect();
    store::write_out(&disk, &files, args.force).map_err(refused)?;
    let mut answer = asked.answer(String::new());
    if n_faults > 0 {
        let problems = counted(n_faults, "problem");
        answer.err.push_str(&format!("warning: the story has {problems}, so that parts of it are left out\n"));
    }
    let n = counted(asked.mask.count(), "incident");
    answer.err.push_str(&format!("wrote {}: {n}\n", names_of(&outs)));
    Ok(answer)
}

/// The story that is asked for, and how many problems it has.
///
/// # Errors
/// If there is none, or the format has no place for one.
fn story_of(args: &ExportArgs, format: Format) -> Result<(Option<Story>, usize), CliError> {
    let Some(name) = &args.story else { return Ok((None, 0)) };
    if !format.carries_story() {
        let message = format!("--story is not for .{}", format.ending());
        return Err(CliError::Hinted(message, format!("these can hold one: {}", endings(Format::carries_story))));
    }
    let (story, problems) = stories::read_named(name, &args.files)?;
    Ok((Some(story), problems.iter().filter(|problem| problem.is_error()).count()))
}

fn format_of(args: &ExportArgs, name: &str) -> Result<Format, CliError> {
    let can = || format!("it writes {}; --format names one for any ending", endings(|_| true));
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

/// The endings of some formats, such as ".svg .png".
fn endings(is_one: impl Fn(Format) -> bool) -> String {
    let some = Format::ALL.into_iter().filter(|format| is_one(*format));
    some.map(|format| format!(".{}", format.ending())).collect::<Vec<_>>().join(" ")
}

fn parts_of(
    asked: &Asked,
    format: Format,
    args: &ExportArgs,
    (picture, story): (&PictureOptions, Option<&Story>),
    name: &str,
    today: Day,
) -> Result<Vec<Part>, CliError> {
    let content = Content {
        loaded: &asked.loaded,
        rows: &asked.rows(),
        query: &asked.filter.query,
        rule: &asked.filter.rule,
        as_of: asked.filter.as_of,
        unsaved: &[],
        exported: args.stamp.unwrap_or(today),
        marking: &args.marking,
        story,
        picture,
    };
    // Nobody stops it but by ending the program.
    export::write(format, &content, name, &mut Pace::new(&mut |_| true))
        .map_err(|err| CliError::Hinted(err.to_string(), "try another size or another format".to_owned()))
}

/// # Errors
/// If an export would take the place of a timeline that it is made from.
fn is_no_timeline(disk: &Disk, outs: &[PathBuf], timelines: &[PathBuf]) -> Result<(), CliError> {
    let found = outs.iter().find_map(|out| timelines.iter().find(|file| store::is_same_file(disk, out, file)));
    found.map_or(Ok(()), |file| {
        let message = format!("this is one of the timelines to export, and is not replaced: {}", file.display());
        Err(CliError::Hinted(message, "write the export to another name".to_owned()))
    })
}

/// "a", "a and b", "a to z (26 files)".
fn names_of(outs: &[PathBuf]) -> String {
    match outs {
        [first, .., last] if outs.len() > 2 => {
            format!("{} to {} ({} files)", first.display(), last.display(), outs.len())
        }
        _ => outs.iter().map(|out| out.display().to_string()).collect::<Vec<_>>().join(" and "),
    }
}

/// # Errors
/// If options of pictures are given for what is none.
fn picture_of(args: &ExportArgs, format: Format) -> Result<PictureOptions, CliError> {
    if let Some(option) = args.picture.first_given().filter(|_| !format.has_pictures()) {
        let message = format!("{option} is for pictures, not for .{}", format.ending());
        return Err(CliError::Hinted(message, format!("these have pictures: {}", endings(Format::has_pictures))));
    }
    Ok(args.picture.options())
}

fn refused(err: StoreError) -> CliError {
    match err {
        StoreError::Exists(_) => CliError::Hinted(err.to_string(), "--force replaces it".to_owned()),
        err => err.into(),
    }
}
