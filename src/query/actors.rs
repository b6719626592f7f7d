//! The tree of actors: who belongs to whom, and what each is called.

use super::fold;
use crate::model::{Actor, ActorId};
use std::collections::BTreeMap;

/// The actors of all open timelines. The same id in two files is one actor, told by the file opened first.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ActorTree {
    actors: BTreeMap<ActorId, Actor>,
    order: Vec<ActorId>,
}

/// No tree is deeper; a deeper one is a ring.
const MAX_DEPTH: usize = 64;

impl ActorTree {
    /// The tree of these actors, in the order given.
    pub fn new<'a>(actors: impl IntoIterator<Item = &'a Actor>) -> Self {
        let mut tree = Self::default();
        for actor in actors {
            if !tree.actors.contains_key(&actor.id) {
                tree.actors.insert(actor.id.clone(), actor.clone());
                tree.order.push(actor.id.clone());
            }
        }
        tree
    }

    /// The actor with this id.
    pub fn get(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(id)
    }

    /// Every actor, in file order.
    pub fn iter(&self) -> impl Iterator<Item = &Actor> {
        self.order.iter().filter_map(|id| self.actors.get(id))
    }

    /// Actors without a parent that the tree knows, in file order.
    pub fn roots(&self) -> Vec<&ActorId> {
        let is_root = |actor: &&Actor| actor.parent.as_ref().is_none_or(|parent| !self.actors.contains_key(parent));
        self.iter().filter(is_root).map(|actor| &actor.id).collect()
    }

    /// Actors directly under this one, in file order.
    pub fn children(&self, id: &ActorId) -> Vec<&ActorId> {
        self.iter().filter(|actor| actor.parent.as_ref() == Some(id)).map(|actor| &actor.id).collect()
    }

    /// The actor and what it belongs to, itself first. An id that the tree does not know stands alone.
    pub fn path<'a>(&'a self, id: &'a ActorId) -> Vec<&'a ActorId> {
        let mut path = vec![id];
        let mut at = id;
        while let Some(parent) = self.actors.get(at).and_then(|actor| actor.parent.as_ref()) {
            if path.len() >= MAX_DEPTH || path.contains(&parent) {
                break;
            }
            path.push(parent);
            at = parent;
        }
        path
    }

    /// Whether `actor` is `ancestor` or somewhere under it.
    pub fn is_within(&self, actor: &ActorId, ancestor: &ActorId) -> bool {
        self.path(actor).contains(&ancestor)
    }

    /// Short name, else full name, else the id.
    pub fn label<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.actors.get(id).map_or(id.as_str(), Actor::label)
    }

    /// Full name, else the id.
    pub fn full_name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.actors.get(id).map_or(id.as_str(), |actor| actor.name.as_str())
    }

    /// Everything the actor is called: id, short name, name, aliases.
    pub fn names<'a>(&'a self, id: &'a ActorId) -> Vec<&'a str> {
        let mut names = vec![id.as_str()];
        if let Some(actor) = self.actors.get(id) {
            names.extend(actor.short.as_deref());
            names.push(&actor.name);
            names.extend(actor.aliases.iter().map(String::as_str));
        }
        names
    }

    /// Whether one of the actor's names is `folded` after folding.
    pub fn is_called(&self, id: &ActorId, folded: &str) -> bool {
        self.names(id).iter().any(|name| fold(name) == folded)
    }
}
