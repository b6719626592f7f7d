//! The legend of a picture.

use super::Painter;
use super::plan::{KEY_ROW_PT, MARGIN_PT};
use super::xml::{Anchor, Style, fill, stroke};
use crate::model::Kind;
use crate::view::Key;

impl Painter<'_, '_> {
    pub(super) fn legend(&mut self) {
        if self.plan.keys.is_empty() {
            return;
        }
        self.svg.begin("group", "Legend");
        for (i, row) in self.plan.keys.iter().enumerate() {
            let y = self.plan.keys_top + KEY_ROW_PT * (i as f32 + 0.5);
            for (x, key) in row {
                self.svg.begin_titled(&match key.definition() {
                    "" => key.label().to_owned(),
                    definition => format!("{}: {definition}", key.label()),
                });
                self.key(MARGIN_PT + x + 8.0, y, key);
                self.svg.text(MARGIN_PT + x + 18.0, y, Anchor::Start, self.small(), key.label());
                self.svg.end();
            }
        }
        self.svg.end();
    }

    fn key(&mut self, x: f32, y: f32, key: &Key) {
        let color = self.subject.palette.text;
        let full = fill(color, 1.0);
        match key {
            Key::Hue { hue, .. } => {
                let paint = fill(self.hue(*hue), 1.0);
                self.svg.rect([x - 5.5, y - 5.5, 11.0, 11.0], 2.0, &paint);
            }
            Key::Kind(kind) => self.shape(*kind, [x, y, 5.0], &full),
            Key::Several => {
                self.hollow(Kind::Attack, [x, y, 6.0], color);
                self.svg.text(x, y, Anchor::Middle, Style::new(8.0, color), "n");
            }
            Key::Hollow => self.hollow(Kind::Attack, [x, y, 5.0], color),
            Key::Disputed => {
                self.svg.circle(x, y, 3.5, &full);
                self.dashed_ring(x, y, 6.0, color);
            }
            Key::WentOn => self.svg.rect([x - 7.5, y - 3.5, 15.0, 7.0], 1.0, &fill(color, 0.5)),
            Key::DayBetween => self.svg.rect([x - 7.0, y - 3.5, 14.0, 7.0], 1.0, &stroke(color, 1.0, 1.0)),
            Key::Density => {
                for (k, height) in [5.0_f32, 10.0, 7.0].into_iter().enumerate() {
                    self.svg.rect([x - 5.0 + k as f32 * 4.0, y + 6.0 - height, 3.0, height], 0.0, &full);
                }
            }
            Key::Area => {
                self.svg.circle(x - 5.5, y, 2.0, &full);
                self.svg.circle(x + 2.0, y, 4.5, &full);
            }
            Key::LowToHigh => {
                let paint = stroke(color, 1.3, 1.0);
                self.svg.line([x, y - 6.0, x, y + 6.0], &paint);
                for end in [y - 6.0, y + 6.0] {
                    self.svg.line([x - 3.0, end, x + 3.0, end], &paint);
                }
            }
            Key::KilledInjured => {
                self.svg.rect([x - 5.0, y - 5.0, 4.0, 10.0], 0.0, &full);
                self.svg.rect([x, y - 5.0, 4.0, 10.0], 0.0, &fill(color, 0.5));
            }
            Key::Tie(_) | Key::Note(_) => {}
        }
    }
}
