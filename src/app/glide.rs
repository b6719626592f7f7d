//! A movement of the view over a short time.

use crate::view::Viewport;

/// How long a movement takes, in seconds.
const DURATION_S: f64 = 0.24;

/// A movement from one view to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glide {
    from: Viewport,
    to: Viewport,
    started: f64,
    duration_s: f64,
}

impl Glide {
    /// A movement that starts at `now`, in seconds; over at once if motion is reduced.
    pub(super) fn new(from: Viewport, to: Viewport, now: f64, is_reduced: bool) -> Self {
        Self { from, to, started: now, duration_s: if is_reduced { 0.0 } else { DURATION_S } }
    }

    /// The view at a time, and whether the movement is over.
    pub(super) fn at(&self, now: f64) -> (Viewport, bool) {
        let t = if self.duration_s > 0.0 { (now - self.started) / self.duration_s } else { 1.0 };
        if t >= 1.0 {
            return (self.to, true);
        }
        let t = t.max(0.0);
        // Fast at first, then slowing down.
        let eased = 1.0 - (1.0 - t).powi(3);
        (self.from.toward(self.to, eased), false)
    }
}
