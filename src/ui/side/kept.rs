//! Values that depend on all incidents of the filter, kept until the filter or another key changes.

use crate::query::Filtered;
use std::sync::Arc;

/// A value, and what it was made from.
pub(super) struct Kept<K, T> {
    // Held, not only compared: another filter's result can then never lie at the same address.
    filtered: Arc<Filtered>,
    key: K,
    value: T,
}

/// The value in `slot` if it was made from this filter and key; else `make` makes it.
pub(super) fn kept<K: PartialEq, T: Clone>(
    slot: &mut Option<Kept<K, T>>,
    filtered: &Arc<Filtered>,
    key: K,
    make: impl FnOnce(&K) -> T,
) -> T {
    if let Some(kept) = slot
        && Arc::ptr_eq(&kept.filtered, filtered)
        && kept.key == key
    {
        return kept.value.clone();
    }
    let value = make(&key);
    *slot = Some(Kept { filtered: Arc::clone(filtered), key, value: value.clone() });
    value
}
