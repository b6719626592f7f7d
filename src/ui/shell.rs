//! Puts the panels together.

use super::{
    Inputs, Msg, UiState, centre, dialogs, drop, keys, legend, menu, progress, search, side, standing, status, theme,
    toolbar,
};
use egui::Ui;

/// The whole window: the messages of all panels, in the order a person caused them.
pub fn shell(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState) -> Vec<Msg> {
    theme::apply(ui.ctx(), inputs.state.theme, inputs.state.reduced_motion);
    state.timeline.note_input(ui.ctx());
    let mut msgs = Vec::new();
    keys::listen(ui.ctx(), inputs, state, &mut msgs);
    menu::show(ui, inputs, state, &mut msgs);
    standing::show(ui, inputs, &mut msgs);
    search::show(ui, inputs, state, &mut msgs);
    toolbar::show(ui, inputs, state, &mut msgs);
    status::show(ui, inputs, state, &mut msgs);
    if inputs.state.legend {
        legend::show(ui, inputs, state);
    }
    if inputs.state.side_panel {
        side::show(ui, inputs, state, &mut msgs);
    }
    msgs.extend(centre(ui, inputs, state));
    progress::show(ui, inputs, &mut msgs);
    drop::show(ui, &mut msgs);
    dialogs::show(ui, inputs, state, &mut msgs);
    msgs
}
