//! A calendar below a date field: opened by its button or Alt+Down, it writes the day, month or year that is chosen.

use super::{Bench, field};
use crate::edit::Spot;
use crate::model::{Date, Day, When};
use crate::ui::{dialogs, icons, theme};
use egui::{
    Area, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, Rect, Response, Sense, Stroke, Ui, Vec2, vec2,
};

/// Width of the calendar, in points.
const WIDTH_PT: f32 = 268.0;

/// Which field's calendar is open.
#[derive(Default)]
pub(super) struct CalendarState {
    open: Option<(Spot, (i32, u32))>,
    has_closed: bool,
}

impl CalendarState {
    /// Forgets what happened in the frame before.
    pub(super) fn begin_frame(&mut self) {
        self.has_closed = false;
    }

    /// Whether Escape closed it in this frame.
    pub(super) fn has_closed(&self) -> bool {
        self.has_closed
    }
}

/// Draws the button in the field, and the calendar if it is open; the date that was chosen.
pub(super) fn show(ui: &mut Ui, bench: &mut Bench<'_>, spot: Spot, text: &Response) -> Option<String> {
    let is_open = bench.form.calendar.open.is_some_and(|(at, _)| at == spot);
    let is_asked = text.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::ArrowDown));
    if button(ui, bench, spot, text) || is_asked {
        bench.form.calendar.open = if is_open { None } else { Some((spot, month(bench, spot))) };
        return None;
    }
    let (_, month) = bench.form.calendar.open.filter(|(at, _)| *at == spot)?;
    let chosen = bench.draft.get(spot).trim().parse::<When>().ok().map(When::earliest);
    let at = place(ui, text.rect);
    let mut taken = None;
    let area = Area::new(Id::unique("form calendar")).order(Order::Foreground).fixed_pos(at);
    let response = area.show(ui.ctx(), |ui| {
        let palette = theme::palette(ui.ctx());
        let frame = Frame::NONE
            .fill(theme::color(palette.panel))
            .stroke(Stroke::new(1.0, theme::color(palette.line)))
            .corner_radius(CornerRadius::same(6))
            .shadow(ui.visuals().popup_shadow)
            .inner_margin(Margin::same(10));
        frame.show(ui, |ui| {
            ui.set_width(WIDTH_PT - 20.0);
            let done = dialogs::calendar::show(ui, bench.inputs, month, chosen);
            bench.form.calendar.open = Some((spot, done.month));
            taken = done.when;
        });
    });
    let is_outside = ui.input(|input| {
        let at = input.pointer.interact_pos();
        input.pointer.any_pressed()
            && at.is_some_and(|at| !response.response.rect.expand(4.0).contains(at) && !text.rect.contains(at))
    });
    let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
    if taken.is_some() || is_outside || is_escape {
        bench.form.calendar.open = None;
        bench.form.calendar.has_closed = is_escape;
        bench.form.wanted = (!is_outside).then(|| field::id(spot));
        ui.ctx().request_repaint();
    }
    taken.map(|when| when.to_string())
}

/// Below the field, or above it where there is no room.
fn place(ui: &Ui, field: Rect) -> egui::Pos2 {
    const HEIGHT_PT: f32 = 260.0;
    let screen = ui.ctx().content_rect();
    let is_below = field.bottom() + HEIGHT_PT < screen.bottom();
    let top = if is_below { field.bottom() + 3.0 } else { (field.top() - HEIGHT_PT).max(screen.top()) };
    egui::pos2(field.right() - WIDTH_PT, top)
}

fn button(ui: &Ui, bench: &Bench<'_>, spot: Spot, text: &Response) -> bool {
    let center = text.rect.right_center() - vec2(14.0, 0.0);
    let rect = Rect::from_center_size(center, Vec2::splat(20.0));
    let response = ui.interact(rect, text.id.with("calendar"), Sense::CLICK);
    let palette = theme::palette(ui.ctx());
    let color = theme::color(if response.hovered() { palette.strong } else { palette.weak });
    icons::calendar(ui.painter(), center, 6.0, color);
    let name = format!("Calendar for {}", field::spoken(bench, spot));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.on_hover_text("Choose from a calendar (Alt+Down)").clicked()
}

/// The month to begin with: that of the date, else of the incident, else what is on screen.
fn month(bench: &Bench<'_>, spot: Spot) -> (i32, u32) {
    let typed = |text: &str| text.trim().parse::<When>().ok().map(When::earliest);
    let own = typed(bench.draft.get(spot)).or_else(|| typed(bench.draft.get(crate::edit::Field::When)));
    let day = own.unwrap_or_else(|| {
        let (first, last) = bench.inputs.loaded.columns.span_days();
        let center = bench.inputs.loaded.viewport(bench.inputs.state).center().floor() as i32;
        Day::from_days(center.clamp(first.days(), last.days().max(first.days())))
    });
    let (year, month, _) = Date::from_day(day).earliest().ymd();
    (year, month)
}
