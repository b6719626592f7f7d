//! Fuzzy find over actions, incidents and places.

/// What the palette remembers.
#[derive(Default)]
pub(crate) struct PaletteState {
    /// The text as typed.
    pub(crate) text: String,
    /// The row that Enter takes.
    pub(crate) chosen: usize,
}
