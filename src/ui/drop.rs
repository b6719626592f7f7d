//! Files dragged onto the window: says what letting go will do, and opens what was dropped.

use super::{Effect, Msg, theme};
use egui::{Align2, Id, LayerId, Order, Ui};

/// Draws the hint and opens dropped files in place of the open ones.
pub(crate) fn show(ui: &Ui, msgs: &mut Vec<Msg>) {
    if ui.input(|input| !input.raw.hovered_files.is_empty()) {
        let palette = theme::palette(ui.ctx());
        let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
        let rect = ui.ctx().content_rect();
        painter.rect_filled(rect, 0.0, theme::faded(palette.ground, 0.85));
        let text = "Let go to open these timelines in place of the open ones";
        painter.text(rect.center(), Align2::CENTER_CENTER, text, theme::strong(18.0), theme::color(palette.strong));
    }
    let dropped: Vec<_> = ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !dropped.is_empty() {
        msgs.push(Msg::Effect(Effect::Open(dropped)));
    }
}
