//! The switches over the center: what it shows, then what is set of that; and the buttons that move the view.

use super::{Action, Inputs, Msg, UiState, compare, icons, keys, table, theme, widgets};
use crate::view::{Centre, LaneKey, Metric, Scale, Stacking, Step, ViewChange};
use egui::{Align, Layout, Ui, vec2};

/// Draws the switches.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let frame = egui::Frame::NONE
        .fill(theme::color(theme::palette(ui.ctx()).panel))
        .inner_margin(egui::Margin::symmetric(10, 4));
    egui::Panel::top("switches").frame(frame).show(ui, |ui| {
        // The buttons first: what does not fit beside them goes on in a second line.
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            buttons(ui, inputs, state, msgs);
            let room = vec2(ui.available_width(), theme::CONTROL_PT);
            let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
            ui.allocate_ui_with_layout(room, layout, |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                centres(ui, inputs, state, msgs);
                ui.separator();
                match inputs.state.centre {
                    Centre::Timeline => switches(ui, inputs, msgs),
                    Centre::Table => table::switches(ui, inputs, msgs),
                    Centre::Compare => compare::switches(ui, inputs, msgs),
                }
            });
        });
    });
}

/// What the center shows.
fn centres(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        for centre in Centre::ALL {
            let is_on = inputs.state.centre == centre;
            let button = ui.add(egui::Button::selectable(is_on, centre.label()).frame_when_inactive(true));
            let name = format!("Show as {}", centre.label().to_lowercase());
            button.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_on, &name));
            let key = Action::Centre(centre).shortcuts().first().map(|key| widgets::key_names(key).join("+"));
            let hover = format!("{} ({})", centre.definition(), key.unwrap_or_default());
            if button.on_hover_text(hover).clicked() {
                keys::run(ui.ctx(), Action::Centre(centre), inputs, state, msgs);
            }
        }
    });
}

fn switches(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let now = inputs.state;
    let lanes =
        widgets::choice(ui, "Lanes", now.lanes.definition(), now.lanes, &LaneKey::ALL, |key| key.label().to_owned());
    msgs.extend(lanes.map(|key| ViewChange::Lanes(key).into()));
    let colors =
        widgets::choice(ui, "Color", "What colors the marks and splits the bars", now.colors, &LaneKey::ALL, |key| {
            key.label().to_owned()
        });
    msgs.extend(colors.map(|key| ViewChange::Colors(key).into()));
    ui.separator();
    let metric = widgets::choice(ui, "Plot", "What the bars measure", now.metric, &Metric::ALL, |metric| {
        metric.label().to_owned()
    });
    msgs.extend(metric.map(|metric| ViewChange::Metric(metric).into()));
    let steps: Vec<Option<Step>> = std::iter::once(None).chain(Step::ALL.map(Some)).collect();
    let step = widgets::choice(ui, "by", "Length of a bar", now.step, &steps, |step| {
        step.map_or("fitting step".to_owned(), |step| step.label().to_owned())
    });
    msgs.extend(step.map(|step| ViewChange::Step(step).into()));
    let stackings = [Stacking::Stacked, Stacking::Plain];
    let hover = "Whether the bars are split by the coloring key. A stack is drawn only on the linear scale; on the others the \
                 parts stand side by side, where a stack would lie";
    let stacking = widgets::choice(ui, "Bars", hover, now.stacking, &stackings, |stacking| match stacking {
        Stacking::Stacked if now.scale == Scale::Linear => "stacked".to_owned(),
        Stacking::Stacked => "side by side".to_owned(),
        Stacking::Plain => "whole".to_owned(),
    });
    msgs.extend(stacking.map(|stacking| ViewChange::Stacking(stacking).into()));
    let scale =
        widgets::choice(ui, "Scale", "How the height of a bar follows its number", now.scale, &Scale::ALL, |scale| {
            scale.label().to_owned()
        });
    msgs.extend(scale.map(|scale| ViewChange::Scale(scale).into()));
    let mut is_running = now.cumulative;
    if ui.checkbox(&mut is_running, "Running total").changed() {
        msgs.push(ViewChange::Cumulative(is_running).into());
    }
}

fn buttons(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let mut run = |ui: &mut Ui,
                   action: Action,
                   name: &str,
                   is_enabled: bool,
                   paint: fn(&egui::Painter, egui::Pos2, f32, egui::Color32)| {
        if widgets::icon_button(ui, name, is_enabled, paint).clicked() {
            keys::run(ui.ctx(), action, inputs, state, msgs);
        }
    };
    if inputs.state.centre == Centre::Timeline {
        run(ui, Action::FitAll, "Show the whole span (0)", true, icons::fit);
        run(ui, Action::ZoomIn, "Zoom in (+)", true, icons::plus);
        run(ui, Action::ZoomOut, "Zoom out (-)", true, icons::minus);
    }
    run(ui, Action::Forward, "Forward (Alt+→)", inputs.can_go.1, icons::forward);
    run(ui, Action::Back, "Back (Alt+←)", inputs.can_go.0, icons::back);
}
