//! Puts the panels together.

use super::{
    Inputs, Msg, UiState, centre, compare, dialogs, drop, facets, keys, legend, menu, note, progress, search, side,
    standing, status, stories, table, theme, toolbar,
};
use crate::view::Centre;
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
    note::show(ui, inputs, &mut msgs);
    status::show(ui, inputs, state, &mut msgs);
    if inputs.state.legend && inputs.state.centre == Centre::Timeline {
        legend::show(ui, inputs, state);
    }
    if state.stories.is_open {
        stories::show(ui, inputs, state, &mut msgs);
    }
    if inputs.state.facets {
        facets::show(ui, inputs, &mut state.facets, &mut msgs);
    } else {
        state.facets.has_focus = false;
    }
    if inputs.state.side_panel {
        side::show(ui, inputs, state, &mut msgs);
    }
    match inputs.state.centre {
        Centre::Timeline => msgs.extend(centre(ui, inputs, state)),
        Centre::Table => table::show(ui, inputs, state, &mut msgs),
        Centre::Compare => compare::show(ui, inputs, state, &mut msgs),
    }
    progress::show(ui, inputs, &mut msgs);
    drop::show(ui, &mut msgs);
    dialogs::show(ui, inputs, state, &mut msgs);
    msgs
}
