//! What a timeline file holds besides its incidents.

use super::{ActorId, Date, Incident, IncidentId, SourceId, SourceKind, When};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The file's own data.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Header {
    /// Version of the file format; this program reads 1.
    pub format: Option<u32>,
    /// Title of the timeline.
    pub title: String,
    /// Version of the data, usually a date.
    pub version: String,
    /// Days that totals, overview and first view cover; both ends count.
    pub span: Option<When>,
    /// Scope, inclusion rule, branch rule and counting conventions.
    pub about: String,
    /// Licence of the data, as an SPDX expression.
    pub license: String,
    /// Ids of removed incidents, so that none is used again.
    pub retired_ids: Vec<IncidentId>,
}

/// A group, a branch of one, or a catch-all such as `unattributed`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Actor {
    /// Readable id.
    pub id: ActorId,
    /// Full name.
    pub name: String,
    /// Short name for lanes and chips.
    #[serde(default)]
    pub short: Option<String>,
    /// Other names in use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The actor it belongs to.
    #[serde(default)]
    pub parent: Option<ActorId>,
    /// Who it is, in one sentence.
    #[serde(default)]
    pub about: Option<String>,
}

impl Actor {
    /// The short name, else the full one.
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// A background span such as the battle of Mosul.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Period {
    /// Readable id.
    pub id: String,
    /// Title on the band.
    pub title: String,
    /// From when to when.
    pub when: When,
    /// What it was, in one sentence.
    #[serde(default)]
    pub about: Option<String>,
    /// Sources of its dates.
    #[serde(default)]
    pub sources: Vec<SourceId>,
}

/// Where something was read. One address is one source, shared by all incidents that name it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Source {
    /// Readable id.
    pub id: SourceId,
    /// Title of the page or work.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Date>,
    /// ISO 639-1 code of its language.
    #[serde(default)]
    pub language: Option<String>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// Its address, `http` or `https`.
    #[serde(default)]
    pub url: Option<String>,
    /// Address of an archived copy.
    #[serde(default)]
    pub archive: Option<String>,
    /// The source it passes on.
    #[serde(default)]
    pub relay_of: Option<SourceId>,
}

/// What one open file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FileRecords {
    /// How the file is called on screen and in JSON.
    pub name: String,
    /// The file's own data.
    pub header: Header,
    /// Records in error; where there is none, errors outside records. So it is 0 only if nothing must be mended.
    pub n_errors: usize,
    /// Its actors, in file order.
    pub actors: Vec<Actor>,
    /// Its background spans, in file order.
    pub periods: Vec<Period>,
    /// Its sources, in file order.
    pub sources: Vec<Arc<Source>>,
    /// Its incidents, in any order.
    pub incidents: Vec<Arc<Incident>>,
}
