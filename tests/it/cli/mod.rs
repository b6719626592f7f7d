//! The command line, driven as `main` drives it.

#![expect(clippy::panic, reason = "a run that goes elsewhere than expected has nothing to compare")]

mod edit;
mod exit;
mod json;
mod law;
mod merge;
mod stories;
mod text;
mod views;

use daymark::cli::{Outcome, run};
use daymark::model::Day;
use serde_json::Value;
use std::ffi::OsString;
use std::path::Path;
use tempfile::TempDir;

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) outcome: Outcome,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn exit(&self) -> u8 {
        match &self.outcome {
            Outcome::Exit(status) => *status,
            Outcome::Window(args) => panic!("the window opened: {args:?}"),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|err| panic!("{err}: {}{}", self.out, self.err))
    }
}

/// Low, best and high with the attackers' own deaths on top; where the victims are unknown those are a lower bound.
pub(crate) fn with_extra(count: [Option<u64>; 3], extra: Option<u64>) -> [Option<u64>; 3] {
    match extra {
        None => count,
        Some(n) if count.iter().all(Option::is_none) => [Some(n), None, None],
        Some(n) => count.map(|part| part.map(|part| part + n)),
    }
}

/// The contract's arithmetic, written down once more, over low, best and high of each counted incident.
pub(crate) fn added_up(counts: impl Iterator<Item = [Option<u64>; 3]>) -> serde_json::Value {
    let (mut sums, mut open) = ([0; 3], [0; 3]);
    for [low, best, high] in counts {
        if low.or(best).or(high).is_none() {
            open[2] += 1;
            continue;
        }
        sums[0] += low.or(best).unwrap_or(0);
        sums[1] += best.or(low).unwrap_or(0);
        sums[2] += high.or(best).or(low).unwrap_or(0);
        open[0] += u64::from(best.is_none());
        open[1] += u64::from(high.is_none());
    }
    let [low, best, high] = sums;
    let [no_best, no_high, unknown] = open;
    serde_json::json!({"low": low, "best": best, "high": high, "no_best": no_best, "no_high": no_high, "unknown": unknown})
}

/// Runs with these arguments on 1 January 2026.
pub(crate) fn daymark<S: Into<OsString> + Clone>(args: &[S]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let today = Day::from_ymd(2026, 1, 1).unwrap();
    let outcome = run(args.iter().cloned().map(Into::into), &mut out, &mut err, today);
    Ran { outcome, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// A folder with files, gone at the end of the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The path of a file in it, as an argument.
    pub(crate) fn at(&self, name: &str) -> String {
        self.path().join(name).display().to_string()
    }
}

/// A timeline of these records, each being its fields beyond id, kind, title, place and confidence.
pub(crate) fn timeline(records: &[(&str, &str)]) -> String {
    let records: Vec<String> = records.iter().map(|(id, fields)| incident(id, fields)).collect();
    crate::support::timeline(&records.join("\n"))
}

/// A record that is good if the fields give it a date.
fn incident(id: &str, fields: &str) -> String {
    format!(
        "Incident(id: \"{id}\", kind: Attack, title: \"Attack {id}\", branch: \"is\", confidence: High,
            place: Place(country: \"AFG\", precision: City), cites: [Cite(source: \"s\")], {fields}),"
    )
}

/// A key of each item of a list.
pub(crate) fn pluck<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap()).collect()
}
