//! How incidents are tied to each other: the ties of one incident, both ways, and the whole of a wave or a cell.

use super::Loaded;
use crate::model::Relation;
use crate::query::{Catalog, Row};
use std::collections::HashMap;

/// A tie between two incidents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Link {
    /// The one whose record names it.
    pub from: Row,
    /// The one that is named.
    pub to: Row,
    /// What ties them.
    pub how: Relation,
}

/// The ties of all incidents, from either end.
#[derive(Clone, Debug, Default)]
pub struct Links {
    by_row: HashMap<Row, Vec<Link>>,
}

/// A wave or cell is followed no further than so many ties.
const MAX_LINKS: usize = 200;

impl Links {
    /// The ties that the records name; ids that are not there are left out.
    pub fn new(catalog: &Catalog) -> Self {
        let mut by_row: HashMap<Row, Vec<Link>> = HashMap::new();
        for (from, entry) in (0..).zip(catalog.incidents()) {
            for related in &entry.incident.related {
                let Some(to) = catalog.row(related.id.as_str()) else { continue };
                let link = Link { from, to, how: related.how };
                for end in [from, to] {
                    let links = by_row.entry(end).or_default();
                    if !links.contains(&link) {
                        links.push(link);
                    }
                }
            }
        }
        Self { by_row }
    }

    /// The ties of one incident, those that its record names and those that name it.
    pub fn of(&self, row: Row) -> &[Link] {
        self.by_row.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The ties of an incident and of everything that is in one wave or cell with it, at most 200, in order of rows.
    pub fn around(&self, row: Row) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let mut rows = vec![row];
        let mut at = 0;
        while let Some(next) = rows.get(at).copied() {
            at += 1;
            for link in self.of(next) {
                let holds_together = matches!(link.how, Relation::SameWave | Relation::SameCell);
                if links.len() >= MAX_LINKS || links.contains(link) || (next != row && !holds_together) {
                    continue;
                }
                links.push(*link);
                for end in [link.from, link.to] {
                    if holds_together && !rows.contains(&end) {
                        rows.push(end);
                    }
                }
            }
        }
        links.sort_unstable();
        links
    }
}

impl Loaded {
    /// The ties of the incidents, made at first use.
    pub fn links(&self) -> &Links {
        self.links.get_or_init(|| Links::new(&self.catalog))
    }
}
