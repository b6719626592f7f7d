//! Cards in rows that do not collide: each takes a stretch of its row for its mark and, where there is room, its title.

use super::{Mark, Viewport};

/// Rows of cards a lane may have: those that fit, and close by some more, for there titles matter more than seeing all
/// lanes at once.
pub(super) fn max_card_rows(viewport: Viewport, budget: f32, row_pt: f32) -> usize {
    let at_least = match viewport.days() {
        ..62.0 => 10,
        ..200.0 => 4,
        ..400.0 => 3,
        _ => 1,
    };
    (((budget - 8.0) / row_pt).floor().max(0.0) as usize).max(at_least)
}

/// What a card takes of its row, and where its title stands: to the right of the mark, or to the left at the edge.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CardSpan {
    /// Left edge of what is taken.
    pub(super) from: f32,
    /// Right edge of what is taken.
    pub(super) to: f32,
    /// Left edge of the title.
    pub(super) title_x: f32,
    /// Width of the title; 0 without one.
    pub(super) title_pt: f32,
}

impl CardSpan {
    /// `most` is the largest radius that fits the row.
    pub(super) fn new(mark: &Mark, most: f32, title_pt: f32, width: f32) -> Self {
        let (left, right) = mark.extent_with(mark.radius.min(most));
        if title_pt == 0.0 {
            return Self { from: left - 1.0, to: right + 1.0, title_x: right, title_pt };
        }
        let title_x = title_x(left, right, title_pt, width);
        Self {
            from: (left - 1.0).min(title_x - 2.0),
            to: (right + 1.0).max(title_x + title_pt + 8.0),
            title_x,
            title_pt,
        }
    }
}

/// Cards in rows. Kept between frames, so that its lists are allocated once.
#[derive(Clone, Default, Debug)]
pub(super) struct Cards {
    n_rows: usize,
    /// Taken stretches of each row, with the card that takes it.
    rows: Vec<Vec<(f32, f32, usize)>>,
    /// Row and stretch of each card.
    pub(super) placed: Vec<(usize, CardSpan)>,
}

impl Cards {
    pub(super) fn clear(&mut self, n_rows: usize) {
        self.n_rows = n_rows;
        self.rows.iter_mut().for_each(Vec::clear);
        self.rows.resize_with(n_rows.max(self.rows.len()), Vec::new);
        self.placed.clear();
    }

    pub(super) fn take(&mut self, card: usize, row: usize, span: CardSpan) {
        if let Some(taken) = self.rows.get_mut(row) {
            taken.push((span.from, span.to, card));
        }
        match self.placed.get_mut(card) {
            Some(place) => *place = (row, span),
            None => self.placed.push((row, span)),
        }
    }

    pub(super) fn is_free(&self, row: usize, span: CardSpan) -> bool {
        self.rows.get(row).is_some_and(|taken| taken.iter().all(|(a, b, _)| span.to <= *a || span.from >= *b))
    }

    /// The free row nearest to `row`.
    pub(super) fn nearest_free(&self, row: usize, span: CardSpan) -> Option<usize> {
        (0..self.n_rows)
            .flat_map(|away| [row.checked_sub(away), Some(row + away)])
            .flatten()
            .find(|row| *row < self.n_rows && self.is_free(*row, span))
    }

    /// Gives a placed card more room, in the nearest row that has it; false if none has.
    pub(super) fn widen(&mut self, card: usize, span: CardSpan) -> bool {
        let Some((row, narrow)) = self.placed.get(card).copied() else { return false };
        if let Some(taken) = self.rows.get_mut(row) {
            taken.retain(|(_, _, other)| *other != card);
        }
        let found = self.nearest_free(row, span);
        match found {
            Some(wide) => self.take(card, wide, span),
            None => self.take(card, row, narrow),
        }
        found.is_some()
    }

    /// First and last row with a card.
    pub(super) fn used_rows(&self) -> (usize, usize) {
        let rows = self.placed.iter().map(|(row, _)| *row);
        rows.fold(None, |range: Option<(usize, usize)>, row| {
            Some(range.map_or((row, row), |(first, last)| (first.min(row), last.max(row))))
        })
        .unwrap_or((0, 0))
    }
}

/// Where a title of some width begins beside a mark: at its right, else at its left, else over its visible part.
fn title_x(left: f32, right: f32, title: f32, width: f32) -> f32 {
    let before = left - 4.0 - title;
    if right.max(0.0) + 4.0 + title <= width {
        right.max(0.0) + 4.0
    } else if before > 0.0 {
        before
    } else {
        (left.max(0.0) + 4.0).min(width - title - 4.0).max(4.0)
    }
}
