//! The part of the export dialog that says what pictures show and how large they are.

use super::sheet;
use crate::export::{Drawing, Format, Paging, PictureOptions};
use crate::ui::{theme, widgets};
use crate::view::Theme;
use egui::{RichText, Ui};

/// What the pictures of an export show; lanes, colors and plot are those of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PictureChoice {
    /// What is drawn.
    pub drawing: Drawing,
    /// One picture or several.
    pub paging: Paging,
    /// Width and height in pixels; `None` is as large as the lanes need.
    pub size_px: Option<[u32; 2]>,
    /// Colors.
    pub theme: Theme,
    /// The days on screen, else all days of the incidents.
    pub is_on_screen: bool,
}

impl Default for PictureChoice {
    fn default() -> Self {
        let usual = PictureOptions::default();
        Self {
            drawing: usual.drawing,
            paging: usual.paging,
            size_px: usual.size_px,
            theme: usual.view.theme,
            is_on_screen: false,
        }
    }
}

/// The choice with its size as typed.
#[derive(Default)]
pub(crate) struct PictureState {
    choice: PictureChoice,
    size: String,
}

impl PictureState {
    /// The choice; what is typed for a size and is none counts as nothing.
    pub(crate) fn choice(&self) -> PictureChoice {
        PictureChoice { size_px: self.size().unwrap_or_default(), ..self.choice }
    }

    /// Why the size as typed cannot be taken.
    pub(crate) fn fault(&self) -> Option<String> {
        self.size().err()
    }

    fn size(&self) -> Result<Option<[u32; 2]>, String> {
        let typed = self.size.trim();
        if typed.is_empty() || self.choice.paging == Paging::Strip {
            return Ok(None);
        }
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let size = typed.split_once(['x', 'X', '×']).and_then(|(w, h)| Some([number(w)?, number(h)?]));
        let size = size.ok_or_else(|| "Write width and height in pixels, such as 1920x1080".to_owned())?;
        PictureOptions::check_size(size).map(|()| Some(size)).map_err(|why| widgets::sentence(&why))
    }
}

/// Draws the part, for formats that have pictures.
pub(crate) fn show(ui: &mut Ui, format: Format, state: &mut PictureState) {
    if !format.has_pictures() {
        return;
    }
    sheet::heading(ui, "Picture", false);
    let choice = &mut state.choice;
    ui.horizontal_wrapped(|ui| {
        let hover = "Lanes, colors and plot are those of the window";
        let drawn = widgets::choice(ui, "Draw", hover, choice.drawing, &Drawing::ALL, |it| it.label().to_owned());
        choice.drawing = drawn.unwrap_or(choice.drawing);
        let days = |is_on_screen| if is_on_screen { "those on screen" } else { "all of the incidents" }.to_owned();
        let chosen = widgets::choice(ui, "Days", "", choice.is_on_screen, &[false, true], days);
        choice.is_on_screen = chosen.unwrap_or(choice.is_on_screen);
        let chosen = widgets::choice(ui, "Colors", "", choice.theme, &Theme::ALL, |it| it.label().to_owned());
        choice.theme = chosen.unwrap_or(choice.theme);
    });
    if !format.is_picture() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let hover = "Several pictures are numbered: NAME-1, NAME-2 and so on";
        let all = [Paging::One, Paging::Strip, Paging::Years, 2.into(), 3.into(), 4.into(), 6.into(), 12.into()];
        choice.paging =
            widgets::choice(ui, "Pages", hover, choice.paging, &all, Paging::label).unwrap_or(choice.paging);
        ui.label(widgets::weak("Size", ui));
        let is_free = choice.paging != Paging::Strip;
        let edit = egui::TextEdit::singleline(&mut state.size)
            .id(egui::Id::unique("export size"))
            .hint_text(if is_free { "as needed, or 1920x1080" } else { "as long as its days need" })
            .desired_width(190.0);
        let response = ui.add_enabled(is_free, edit).accessible_name("Size in pixels");
        widgets::field_edge(ui, &response);
    });
    if let Some(fault) = state.fault() {
        ui.label(RichText::new(fault).color(theme::color(theme::palette(ui.ctx()).error)));
    }
}
