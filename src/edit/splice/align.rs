//! Which items of a list stayed, came and went.

use crate::format::Member;

/// What became of an item; indices of the old and the new list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// The item is still there, changed or not.
    Both(usize, usize),
    /// The old item is no more.
    Gone(usize),
    /// A new item.
    New(usize),
}

/// Lists longer than this are compared item by item in their order, which is coarser but takes linear time.
const COMPARED: usize = 600;

/// The items in the order of the new list. Between two that stayed, old and new ones are taken pairwise as changed.
pub(super) fn align(old: &[Member], new: &[Member]) -> Vec<Step> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or(&[]), new.get(start..).unwrap_or(&[]));
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut steps: Vec<Step> = (0..start).map(|i| Step::Both(i, i)).collect();
    let mut at = (start, start);
    let equal = common(old.get(start..old_end).unwrap_or(&[]), new.get(start..new_end).unwrap_or(&[]));
    for (was, is) in equal.into_iter().map(|(was, is)| (start + was, start + is)) {
        between(at, (was, is), &mut steps);
        steps.push(Step::Both(was, is));
        at = (was + 1, is + 1);
    }
    between(at, (old_end, new_end), &mut steps);
    steps.extend((0..end).map(|i| Step::Both(old_end + i, new_end + i)));
    steps
}

fn between(from: (usize, usize), to: (usize, usize), steps: &mut Vec<Step>) {
    let n_pairs = (to.0 - from.0).min(to.1 - from.1);
    steps.extend((0..n_pairs).map(|i| Step::Both(from.0 + i, from.1 + i)));
    steps.extend((from.0 + n_pairs..to.0).map(Step::Gone));
    steps.extend((from.1 + n_pairs..to.1).map(Step::New));
}

/// Indices of a longest common subsequence.
fn common(old: &[Member], new: &[Member]) -> Vec<(usize, usize)> {
    if old.len() > COMPARED || new.len() > COMPARED {
        return Vec::new();
    }
    // lengths[i][j]: how many items old[i..] and new[j..] have in common.
    let mut lengths = vec![vec![0_u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] = match old[i] == new[j] {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
