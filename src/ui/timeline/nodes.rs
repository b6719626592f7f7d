//! Names the marks on screen for those who listen, and lets them be pressed without a pointer.

use crate::ui::{Inputs, widgets};
use crate::view::{Scene, spoken_mark};
use egui::{Rect, Sense, Ui, Vec2, accesskit::Action, pos2};

/// Marks that get a node of their own in one frame.
const MAX_NODES: usize = 500;

/// One node for each mark on screen; the mark that was pressed through its node, if any.
pub(super) fn show(ui: &mut Ui, area: Rect, scene: &Scene, scroll: f32, inputs: &Inputs<'_>) -> Option<usize> {
    if !widgets::has_listener(ui.ctx()) {
        return None;
    }
    let mut pressed = None;
    for (i, mark) in scene.marks.iter().enumerate().take(MAX_NODES) {
        // A span that reaches in from outside is named where it is seen.
        let (left, right) = mark.extent();
        if right < 0.0 || left > area.width() {
            continue;
        }
        let center = pos2(area.left() + mark.x.clamp(0.0, area.width()), area.top() + mark.y - scroll);
        if !area.contains(center) {
            continue;
        }
        let rect = Rect::from_center_size(center, Vec2::splat(mark.radius * 2.0));
        let id = ui.scope_id().with(("mark", mark.row));
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| {
            let text = spoken_mark(&inputs.loaded.catalog, &inputs.loaded.columns, mark);
            egui::WidgetInfo::selected(egui::Role::Button, true, mark.is_selected, text)
        });
        if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
            pressed = Some(i);
        }
    }
    pressed
}
