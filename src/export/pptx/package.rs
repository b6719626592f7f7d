//! The container: parts with their types and relations, as a zip whose bytes depend on nothing else.

use crate::export::markup::escape;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The beginning of every part.
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// What a part points to.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last part of its type, such as `slide`, or a whole type.
    pub(super) kind: &'static str,
    pub(super) target: String,
    pub(super) is_outside: bool,
}

impl Relation {
    pub(super) fn new(id: impl Into<String>, kind: &'static str, target: impl Into<String>) -> Self {
        Self { id: id.into(), kind, target: target.into(), is_outside: false }
    }
}

/// The package as it grows.
#[derive(Default)]
pub(super) struct Package {
    /// Name without a slash in front, and what it holds, in the order they are written.
    parts: Vec<(String, Vec<u8>)>,
    types: BTreeMap<String, &'static str>,
}

impl Package {
    /// Adds a part with its relations; a type is that of an XML part, pictures go by their ending.
    pub(super) fn add(&mut self, name: &str, kind: &'static str, bytes: impl Into<Vec<u8>>, relations: &[Relation]) {
        self.parts.push((name.to_owned(), bytes.into()));
        if !kind.is_empty() {
            self.types.insert(name.to_owned(), kind);
        }
        if !relations.is_empty() {
            let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
            let place = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            self.parts.push((format!("{place}_rels/{file}.rels"), relations_xml(relations).into_bytes()));
        }
    }

    /// The relations of the package itself.
    pub(super) fn relate(&mut self, relations: &[Relation]) {
        self.parts.push(("_rels/.rels".to_owned(), relations_xml(relations).into_bytes()));
    }

    /// The bytes of the whole.
    pub(super) fn bytes(self) -> zip::result::ZipResult<Vec<u8>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("[Content_Types].xml", options)?;
        zip.write_all(self.types_xml().as_bytes())?;
        for (name, bytes) in &self.parts {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn types_xml(&self) -> String {
        let parts: String = self
            .types
            .iter()
            .map(|(name, kind)| {
                format!("<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-{kind}+xml\"/>")
            })
            .collect();
        format!(
            "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/>\
             {parts}</Types>"
        )
    }
}

fn relations_xml(relations: &[Relation]) -> String {
    let relation = |relation: &Relation| {
        let outside = if relation.is_outside { " TargetMode=\"External\"" } else { "" };
        let kind =
            if relation.kind.contains(':') { relation.kind.to_owned() } else { format!("{DOCUMENT}{}", relation.kind) };
        format!(
            "<Relationship Id=\"{}\" Type=\"{kind}\" Target=\"{}\"{outside}/>",
            escape(&relation.id),
            escape(&relation.target)
        )
    };
    let relations: String = relations.iter().map(relation).collect();
    format!(
        "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    )
}
