//! Three values become one, field by field.

use crate::format::{Member, Value};

/// The way to a field, from the record inwards.
pub(super) type Path = Vec<String>;

/// What `ours` becomes when what `theirs` changed since `base` is made in it; where both changed the same, `ours` stays
/// and the path is noted.
pub(super) fn merge(
    path: &Path,
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    conflicts: &mut Vec<Path>,
) -> Option<Value> {
    if ours == theirs || base == theirs {
        return ours.cloned();
    }
    if base == ours {
        return theirs.cloned();
    }
    let merged = match (ours, theirs) {
        (Some(ours), Some(theirs)) if is_struct_pair(ours, theirs) => {
            Some(merge_fields(path, base, ours, theirs, conflicts))
        }
        (Some(ours), Some(theirs)) if ours.is_list() && theirs.is_list() => {
            merge_lists(base.map_or(&[], |base| base.members.as_slice()), &ours.members, &theirs.members)
        }
        _ => None,
    };
    merged.or_else(|| {
        conflicts.push(path.clone());
        ours.cloned()
    })
}

fn is_struct_pair(ours: &Value, theirs: &Value) -> bool {
    ours.is_struct() && theirs.is_struct() && ours.text == theirs.text
}

fn merge_fields(path: &Path, base: Option<&Value>, ours: &Value, theirs: &Value, conflicts: &mut Vec<Path>) -> Value {
    let mut names: Vec<&str> = ours.members.iter().map(|member| member.name.as_str()).collect();
    names.extend(theirs.members.iter().map(|m| m.name.as_str()).filter(|name| ours.field(name).is_none()));
    let mut members = Vec::new();
    for name in names {
        let mut inner = path.clone();
        inner.push(name.to_owned());
        let base = base.and_then(|base| base.field(name));
        let value = merge(&inner, base, ours.field(name), theirs.field(name), conflicts);
        members.extend(value.map(|value| Member::field(name, value)));
    }
    Value { members, ..ours.clone() }
}

/// Lists as sets in an order: what either side took out is out, what either put in is in. `None` where both changed one
/// item, or nobody can tell.
fn merge_lists(base: &[Member], ours: &[Member], theirs: &[Member]) -> Option<Value> {
    let gone = |side: &[Member]| base.iter().filter(|item| !side.contains(item)).cloned().collect::<Vec<_>>();
    let came = |side: &[Member]| side.iter().filter(|item| !base.contains(item)).cloned().collect::<Vec<_>>();
    let (our_gone, their_gone) = (gone(ours), gone(theirs));
    let both_changed = our_gone.iter().any(|item| their_gone.contains(item));
    if both_changed && !came(ours).is_empty() && !came(theirs).is_empty() {
        return None;
    }
    let mut merged: Vec<Member> = ours.iter().filter(|item| !their_gone.contains(item)).cloned().collect();
    let mut behind = None;
    for item in theirs {
        if let Some(at) = merged.iter().position(|other| other == item) {
            behind = Some(at);
        } else if !base.contains(item) {
            let at = behind.map_or(0, |at| at + 1);
            merged.insert(at, item.clone());
            behind = Some(at);
        }
    }
    Some(Value { members: merged, ..Value::list([]) })
}

/// The value at a path.
pub(super) fn at<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| value.field(name))
}

/// The value with another at a path.
pub(super) fn with(value: &Value, path: &[String], new: Option<&Value>) -> Value {
    let mut value = value.clone();
    let Some((name, rest)) = path.split_first() else { return new.cloned().unwrap_or(value) };
    let inner = match (value.field(name), rest) {
        (_, []) => new.cloned(),
        (Some(inner), rest) => Some(with(inner, rest, new)),
        (None, _) => None,
    };
    match (value.members.iter().position(|member| member.name == *name), inner) {
        (Some(at), Some(inner)) => {
            if let Some(member) = value.members.get_mut(at) {
                member.value = inner;
            }
        }
        (Some(at), None) => {
            value.members.remove(at);
        }
        (None, Some(inner)) => value.members.push(Member::field(name, inner)),
        (None, None) => {}
    }
    value
}
