//! The window's layout without a window: frames of 1920×1080 points, one after the other.

use daymark::edit::Document;
use daymark::ui::{self, Files, Inputs, UiState};
use daymark::view::{Loaded, Shown, ViewState};
use egui::epaint::Primitive;
use egui::{Context, Event, RawInput, Rect, pos2, vec2};
use std::sync::Arc;

/// Where the pointer rests, over the lanes.
const POINTER: egui::Pos2 = pos2(1_000.0, 420.0);

/// How much of the window is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// Switches, overview, ruler, lanes and plot.
    Centre,
    /// All panels.
    Window,
}

/// What a frame gives the graphics card.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Drawn {
    /// Shapes before tessellation.
    pub(crate) shapes: usize,
    /// Vertices after it, by fours.
    pub(crate) quads: usize,
    /// Titles in the lanes.
    pub(crate) titles: usize,
}

impl Drawn {
    /// The larger of each.
    pub(crate) fn max(self, other: Self) -> Self {
        Self {
            shapes: self.shapes.max(other.shapes),
            quads: self.quads.max(other.quads),
            titles: self.titles.max(other.titles),
        }
    }
}

/// A context and what the panels remember.
pub(crate) struct Stage<'a> {
    loaded: &'a Loaded,
    documents: &'a [Arc<Document>],
    shown: Shown,
    ctx: Context,
    ui_state: UiState,
    n_frames: u32,
    /// How far the wheel turns in each frame, in points.
    pub(crate) wheel: f32,
}

impl<'a> Stage<'a> {
    /// A stage whose fonts, theme and panels are in place.
    pub(crate) fn new(loaded: &'a Loaded, documents: &'a [Arc<Document>], state: &ViewState) -> Self {
        let ctx = Context::default();
        ui::install_fonts(&ctx);
        let shown = Shown::new(loaded, state, None);
        let mut stage = Self { loaded, documents, shown, ctx, ui_state: UiState::default(), n_frames: 0, wheel: 0.0 };
        for _ in 0..3 {
            stage.frame(state, Part::Window);
        }
        stage
    }

    /// Lays out, paints and tessellates one frame, a sixtieth of a second after the one before.
    pub(crate) fn frame(&mut self, state: &ViewState, part: Part) -> Drawn {
        self.frame_with(state, part, Vec::new())
    }

    /// The same with what was pressed and typed.
    pub(crate) fn frame_with(&mut self, state: &ViewState, part: Part, events: Vec<Event>) -> Drawn {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, vec2(1920.0, 1080.0))),
            time: Some(f64::from(self.n_frames) / 60.0),
            predicted_dt: 1.0 / 60.0,
            events: if self.n_frames == 0 { vec![Event::PointerMoved(POINTER)] } else { events },
            ..RawInput::default()
        };
        let mut input = input;
        if self.wheel != 0.0 {
            input.events.push(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                source: egui::MouseWheelSource::Wheel,
                delta: vec2(0.0, self.wheel),
                phase: egui::TouchPhase::Move,
                modifiers: egui::Modifiers::NONE,
            });
        }
        self.n_frames += 1;
        let (shown, ui_state, files) = (&self.shown, &mut self.ui_state, Files::default());
        let inputs =
            Inputs { can_go: (true, false), ..Inputs::quiet(self.loaded, shown, self.documents, state, &files) };
        let mut output = self.ctx.run_ui(input, |ui| {
            let _messages = match part {
                Part::Centre => ui::centre(ui, &inputs, ui_state),
                Part::Window => ui::shell(ui, &inputs, ui_state),
            };
        });
        output.textures_delta.clear();
        let shapes = output.shapes.len();
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let vertices: usize = primitives
            .iter()
            .map(|clipped| match &clipped.primitive {
                Primitive::Mesh(mesh) => mesh.vertices.len(),
                Primitive::Callback(_) => 0,
            })
            .sum();
        Drawn { shapes, quads: vertices.div_ceil(4), titles: self.ui_state.n_titles() }
    }
}
