//! The lanes: density, marks, bars and titles, with hover, selection, panning and zooming.

use super::{GUTTER_PT, TimelineState, look_at, nodes, tooltip, zoomed_by_wheel};
use crate::query::Row;
use crate::ui::form::TimelinePart;
use crate::ui::sprites::{Sprite, Sprites};
use crate::ui::{Inputs, Msg, UiState, keys, theme, widgets};
use crate::view::{Body, MAX_TITLE_PT, Mark, Palette, Scene, SceneInput, ViewChange, Viewport};
use egui::{
    Color32, CornerRadius, Galley, Mesh, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};
use std::sync::Arc;

/// Draws the lanes and answers the pointer.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    inputs: &Inputs<'_>,
    view: Viewport,
    state: &mut UiState,
    msgs: &mut Vec<Msg>,
) {
    let area = Rect::from_min_max(pos2(rect.left() + GUTTER_PT, rect.top()), rect.max);
    let mut scene = std::mem::take(&mut state.scene);
    build(ui, area, inputs, view, &mut state.timeline, &mut scene);
    let response = ui.interact(area, egui::Id::unique("timeline"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Timeline"));
    focus(ui, &response, state);
    reveal(rect, inputs, &scene, &mut state.timeline);
    scroll(ui, &response, rect, &scene, &mut state.timeline);
    let painter = ui.painter().with_clip_rect(rect);
    let canvas = Canvas {
        painter: &painter,
        rect,
        area,
        top: area.top() - state.timeline.scroll,
        palette: theme::palette(ui.ctx()),
    };
    let edited = canvas.lanes(ui, inputs, &scene, msgs);
    let hit = pointer(ui, &response, area, inputs, view, state, &scene, msgs);
    canvas.cursor(view, state.timeline.cursor_day);
    canvas.density(inputs, &scene);
    canvas.bars(&scene);
    canvas.links(inputs, &scene, &mut state.timeline.links);
    if state.timeline.sprites.is_none() {
        state.timeline.sprites = Some(Sprites::new(ui.ctx()));
    }
    if let Some(sprites) = &state.timeline.sprites {
        canvas.marks(sprites, inputs, &scene, hit, ui.pixels_per_point());
    }
    canvas.titles(inputs, &scene, hit);
    if response.has_focus() {
        let stroke = Stroke::new(1.0, theme::faded(canvas.palette.accent, 0.7));
        painter.rect_stroke(area.shrink(0.5), CornerRadius::same(3), stroke, StrokeKind::Inside);
    }
    empty(ui, area, inputs, msgs);
    if let Some(pressed) = nodes::show(ui, area, &scene, state.timeline.scroll, inputs) {
        select(&scene, pressed, inputs, ui.input(|input| input.modifiers.command), msgs);
    }
    if let Some(mark) = hit.and_then(|hit| scene.marks.get(hit)) {
        response.on_hover_ui_at_pointer(|ui| tooltip::show(ui, inputs, mark, scene.members_of(mark)));
    }
    state.scene = scene;
    if let Some(group) = edited {
        keys::edit_part(&group, inputs, state, msgs);
    }
}

fn build(ui: &Ui, area: Rect, inputs: &Inputs<'_>, view: Viewport, timeline: &mut TimelineState, scene: &mut Scene) {
    let colors = inputs.loaded.groups(inputs.state.colors);
    let input = SceneInput {
        columns: &inputs.loaded.columns,
        lanes: &inputs.shown.lanes,
        colors,
        viewport: view,
        width: area.width(),
        height: area.height() - 2.0,
        selection: &inputs.shown.selection,
    };
    let pixels_per_point = ui.pixels_per_point();
    timeline.widths.take_if(|widths| widths.pixels_per_point != pixels_per_point);
    let widths = timeline.widths.get_or_insert_with(|| LetterWidths::new(ui));
    scene.build(&input, &mut |row| widths.of(inputs.loaded.columns.title(row)));
}

/// How wide each ASCII character is in a title. Many more titles are measured than find room, and laying one out costs
/// a hundred times as much.
pub(super) struct LetterWidths {
    by_character: [f32; 128],
    pixels_per_point: f32,
}

impl LetterWidths {
    fn new(ui: &Ui) -> Self {
        let width = |i: usize| ui.fonts_mut(|fonts| fonts.glyph_width(&theme::small(), char::from(i as u8)));
        Self { by_character: std::array::from_fn(width), pixels_per_point: ui.pixels_per_point() }
    }

    /// Width of a title; kerning aside, which makes it a little less, and other scripts as wide as an `m`.
    fn of(&self, text: &str) -> f32 {
        let letter = |c: char| {
            self.by_character.get(c as usize).or(self.by_character.get(usize::from(b'm'))).copied().unwrap_or(8.0)
        };
        text.chars().map(letter).sum::<f32>().min(MAX_TITLE_PT)
    }
}

fn title(painter: &Painter, text: &str) -> Arc<Galley> {
    widgets::one_line(painter, text, theme::small(), Color32::PLACEHOLDER, MAX_TITLE_PT)
}

/// The timeline takes the focus at the start; it keeps arrows and Escape while it has it.
fn focus(ui: &Ui, response: &Response, state: &mut UiState) {
    if !state.has_greeted || response.clicked() || response.drag_started() {
        response.request_focus();
        state.has_greeted = true;
    }
    let filter =
        egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
}

/// A newly selected incident whose lane is out of sight is scrolled to.
fn reveal(rect: Rect, inputs: &Inputs<'_>, scene: &Scene, timeline: &mut TimelineState) {
    if timeline.revealed == inputs.shown.selection {
        return;
    }
    timeline.revealed.clone_from(&inputs.shown.selection);
    let Some(mark) = scene.marks.iter().find(|mark| mark.is_selected) else { return };
    let room = 24.0_f32.min(rect.height() / 2.0);
    let (lowest, highest) = (mark.y + room - rect.height(), mark.y - room);
    timeline.scroll = timeline.scroll.max(lowest).min(highest.max(0.0));
}

fn scroll(ui: &Ui, response: &Response, rect: Rect, scene: &Scene, timeline: &mut TimelineState) {
    let most = (scene.height - rect.height()).max(0.0);
    if response.contains_pointer() && most > 0.0 {
        timeline.scroll -= ui.input(|input| input.smooth_scroll_delta().y);
    }
    timeline.scroll = timeline.scroll.clamp(0.0, most);
    if most > 0.0 {
        let palette = theme::palette(ui.ctx());
        let share = rect.height() / scene.height;
        let top = rect.top() + timeline.scroll / scene.height * rect.height();
        let bar = Rect::from_min_size(pos2(rect.right() - 6.0, top), vec2(4.0, rect.height() * share));
        ui.painter().rect_filled(bar, 2.0, theme::color(palette.line));
    }
}

/// Hover, click, drag and wheel; the mark under the pointer.
#[expect(clippy::too_many_arguments, reason = "one place where the pointer meets everything it can move")]
fn pointer(
    ui: &Ui,
    response: &Response,
    area: Rect,
    inputs: &Inputs<'_>,
    view: Viewport,
    state: &mut UiState,
    scene: &Scene,
    msgs: &mut Vec<Msg>,
) -> Option<usize> {
    if response.dragged() && response.drag_delta().x != 0.0 {
        let days = f64::from(response.drag_delta().x) / f64::from(area.width()) * view.days();
        msgs.push(look_at(view.panned(-days)));
    }
    state.timeline.hovered = None;
    let at = response.hover_pos().filter(|_| !state.timeline.is_led_by_keys)?;
    state.timeline.cursor_day = Some(view.day_from_x(at.x - area.left(), area.width()));
    if let Some(next) = zoomed_by_wheel(ui, view, at.x - area.left(), area.width()) {
        msgs.push(look_at(next));
    }
    let hit = scene.mark_at(at.x - area.left(), at.y - area.top() + state.timeline.scroll, 3.0);
    state.timeline.hovered = hit.and_then(|hit| scene.marks.get(hit)).map(|mark| mark.row);
    if response.double_clicked() {
        match hit.and_then(|hit| scene.marks.get(hit)) {
            Some(mark) => msgs.push(Msg::Glide(close_view(inputs, scene.members_of(mark)))),
            None => msgs.push(Msg::Glide(inputs.loaded.whole_span())),
        }
    } else if response.clicked() {
        let adds = ui.input(|input| input.modifiers.command);
        match hit {
            Some(hit) => select(scene, hit, inputs, adds, msgs),
            None if !adds => msgs.push(ViewChange::Select(Vec::new()).into()),
            None => {}
        }
    }
    hit
}

fn select(scene: &Scene, hit: usize, inputs: &Inputs<'_>, adds: bool, msgs: &mut Vec<Msg>) {
    let Some(mark) = scene.marks.get(hit) else { return };
    let ids = scene.members_of(mark).iter().map(|row| inputs.loaded.id(*row).to_owned());
    if adds {
        msgs.extend(ids.map(|id| Msg::View(ViewChange::Toggle(id))));
    } else {
        msgs.push(ViewChange::Select(ids.collect()).into());
    }
}

/// A view in which these incidents stand well apart.
fn close_view(inputs: &Inputs<'_>, rows: &[Row]) -> Viewport {
    let days = rows.iter().map(|row| inputs.loaded.columns.days(*row));
    let (first, last) = days.fold((i32::MAX, i32::MIN), |(a, b), (c, d)| (a.min(c), b.max(d)));
    let room = if rows.len() > 1 { f64::from(last - first) * 0.3 + 3.0 } else { 21.0 };
    Viewport { start: f64::from(first) - room, end: f64::from(last) + 1.0 + room }.clamped()
}

/// Where and with what the lanes are painted.
pub(super) struct Canvas<'a> {
    pub(super) painter: &'a Painter,
    rect: Rect,
    pub(super) area: Rect,
    pub(super) top: f32,
    pub(super) palette: &'static Palette,
}

impl Canvas<'_> {
    fn color(&self, rgb: crate::view::Rgb) -> Color32 {
        theme::color(rgb)
    }

    fn hue(&self, hue: usize) -> Color32 {
        self.color(self.palette.hue(hue))
    }

    /// Ground and label of every lane.
    fn lanes(&self, ui: &mut Ui, inputs: &Inputs<'_>, scene: &Scene, msgs: &mut Vec<Msg>) -> Option<TimelinePart> {
        let mut edited = None;
        let groups = inputs.loaded.groups(inputs.state.lanes);
        let is_colored = inputs.state.lanes == inputs.state.colors;
        for (lane_box, lane) in scene.lanes.iter().zip(&inputs.shown.lanes.lanes) {
            let top = self.top + lane_box.top;
            let bottom = top + lane_box.height;
            if bottom < self.rect.top() || top > self.rect.bottom() {
                continue;
            }
            self.painter.hline(self.rect.x_range(), bottom, Stroke::new(1.0, self.color(self.palette.grid)));
            let gutter =
                Rect::from_min_max(pos2(self.rect.left(), top), pos2(self.area.left(), bottom)).intersect(self.rect);
            let label = lane.label(groups);
            let is_one = lane.ranks.len() == 1;
            if is_colored && is_one {
                let hue = lane.ranks.first().map_or(crate::view::N_HUES, |rank| groups.hue(*rank));
                let stripe =
                    Rect::from_min_max(gutter.min + vec2(6.0, 5.0), pos2(gutter.left() + 9.0, gutter.bottom() - 5.0));
                self.painter.rect_filled(stripe, 1.5, self.hue(hue));
            }
            let count = lane_box.n_on_screen.to_string();
            let count = self.painter.layout_no_wrap(count, theme::small(), self.color(self.palette.weak));
            let width = gutter.width() - 30.0 - count.size().x;
            let is_thin = lane_box.height < 20.0;
            let (font, color) =
                if is_thin { (theme::small(), self.palette.weak) } else { (theme::body(), self.palette.text) };
            let name = widgets::one_line(self.painter, &label, font, self.color(color), width);
            let y = gutter.center().y;
            self.painter.galley(
                pos2(gutter.left() + 15.0, y - name.size().y / 2.0),
                name,
                self.color(self.palette.text),
            );
            let count_at = pos2(gutter.right() - 8.0 - count.size().x, y - count.size().y / 2.0);
            self.painter.galley(count_at, count, self.color(self.palette.weak));
            edited = edited.or(lane_label(ui, gutter, inputs, lane, &label, msgs));
        }
        let x = self.area.left();
        self.painter.vline(x, self.rect.y_range(), Stroke::new(1.0, self.color(self.palette.line)));
        edited
    }

    fn cursor(&self, view: Viewport, day: Option<f64>) {
        let Some(day) = day else { return };
        let x = self.area.left() + view.x_from_day(day, self.area.width());
        self.painter.vline(x, self.area.y_range(), Stroke::new(1.0, theme::faded(self.palette.accent, 0.6)));
    }

    fn density(&self, inputs: &Inputs<'_>, scene: &Scene) {
        if scene.columns.is_empty() {
            return;
        }
        let groups = inputs.loaded.groups(inputs.state.lanes);
        let is_colored = inputs.state.lanes == inputs.state.colors;
        let mut mesh = Mesh::default();
        for column in &scene.columns {
            let (Some(lane_box), Some(lane)) =
                (scene.lanes.get(column.lane), inputs.shown.lanes.lanes.get(column.lane))
            else {
                continue;
            };
            let hue = match lane.ranks.as_slice() {
                [rank] if is_colored => self.hue(groups.hue(*rank)),
                _ => self.color(self.palette.weak),
            };
            let bottom = self.top + lane_box.top + lane_box.height - 2.0;
            let height = (lane_box.height - 8.0) * column.share.sqrt();
            let x = self.area.left() + column.x;
            mesh.add_colored_rect(
                Rect::from_min_max(pos2(x, bottom - height), pos2(x + column.width - 0.6, bottom)),
                hue,
            );
        }
        self.painter.with_clip_rect(self.area).add(mesh);
    }

    /// Bodies of incidents of more than a day: solid where they went on, hollow where the day is not known.
    fn bars(&self, scene: &Scene) {
        let painter = self.painter.with_clip_rect(self.area);
        for mark in &scene.marks {
            let Body::Bar { start, end, is_span, soft_start, soft_end } = mark.body else { continue };
            let y = self.top + mark.y;
            let rect =
                Rect::from_min_max(pos2(self.area.left() + start, y - 4.0), pos2(self.area.left() + end, y + 4.0));
            let color = self.hue(mark.hue);
            let mut mesh = Mesh::default();
            let fill = color.gamma_multiply(if is_span { 0.5 } else { 0.16 });
            soft_bar(&mut mesh, rect, fill, soft_start, soft_end);
            if !is_span {
                for edge in [rect.top(), rect.bottom() - 1.0] {
                    let line = Rect::from_min_max(pos2(rect.left(), edge), pos2(rect.right(), edge + 1.0));
                    soft_bar(&mut mesh, line, color, soft_start, soft_end);
                }
            }
            painter.add(mesh);
        }
    }

    fn marks(&self, sprites: &Sprites, inputs: &Inputs<'_>, scene: &Scene, hit: Option<usize>, pixels_per_point: f32) {
        let painter = self.painter.with_clip_rect(self.area);
        let mut mesh = sprites.mesh();
        let mut add = |mark: &Mark, grow: f32, is_hollow: bool, color: Color32| {
            let center = pos2(self.area.left() + mark.x, self.top + mark.y);
            let sprite = Sprite { center, radius: mark.radius + grow, kind: mark.kind, is_hollow, color };
            sprites.add(&mut mesh, sprite, pixels_per_point);
        };
        let ground = self.color(self.palette.ground);
        let is_drawn = |mark: &Mark| mark.n_incidents() > 1 || !matches!(mark.body, Body::Bar { is_span: false, .. });
        for mark in scene.marks.iter().filter(|mark| is_drawn(mark)) {
            let color = self.hue(mark.hue);
            add(mark, 1.2, false, ground);
            if mark.n_incidents() > 1 {
                add(mark, 0.0, false, color.gamma_multiply(0.32));
                add(mark, 0.0, true, color);
            } else if mark.is_hollow {
                add(mark, 0.0, true, color);
            } else {
                add(mark, 0.0, false, color.gamma_multiply(0.92));
            }
        }
        if let Some(mark) = hit.and_then(|hit| scene.marks.get(hit)) {
            add(mark, 2.2, true, self.color(self.palette.strong));
        }
        painter.add(mesh);
        let ring = Stroke::new(2.0, self.color(self.palette.accent));
        for mark in scene.marks.iter().filter(|mark| mark.is_selected) {
            painter.circle_stroke(pos2(self.area.left() + mark.x, self.top + mark.y), mark.radius + 3.0, ring);
        }
        for mark in scene.marks.iter().filter(|mark| mark.is_disputed(&inputs.loaded.columns)) {
            let center = pos2(self.area.left() + mark.x, self.top + mark.y);
            painter.extend(dashed_ring(center, mark.radius + 2.4, self.color(self.palette.text)));
        }
        for mark in scene.marks.iter().filter(|mark| mark.n_incidents() > 1) {
            let at = pos2(self.area.left() + mark.x, self.top + mark.y);
            let font = egui::FontId::proportional(if mark.n_incidents() > 99 { 8.5 } else { 10.5 });
            painter.text(
                at,
                egui::Align2::CENTER_CENTER,
                mark.n_incidents().to_string(),
                font,
                self.color(self.palette.strong),
            );
        }
    }

    fn titles(&self, inputs: &Inputs<'_>, scene: &Scene, hit: Option<usize>) {
        let painter = self.painter.with_clip_rect(self.area);
        for title in &scene.titles {
            let Some(mark) = scene.marks.get(title.mark) else { continue };
            let galley = self::title(&painter, inputs.loaded.columns.title(mark.row));
            let is_lit = mark.is_selected || hit == Some(title.mark);
            let color = self.color(if is_lit { self.palette.strong } else { self.palette.text });
            let at = pos2(self.area.left() + title.x, self.top + title.y - galley.size().y / 2.0);
            painter.galley(at, galley, color);
        }
    }
}

/// A ring of eight dashes.
pub(crate) fn dashed_ring(center: Pos2, radius: f32, color: Color32) -> impl Iterator<Item = egui::Shape> {
    const DASHES: u8 = 8;
    let at = move |turn: f32| center + egui::Vec2::angled(turn * std::f32::consts::TAU) * radius;
    (0..DASHES).map(move |dash| {
        let from = f32::from(dash) / f32::from(DASHES);
        egui::Shape::line_segment([at(from), at(from + 0.6 / f32::from(DASHES))], Stroke::new(1.2, color))
    })
}

/// A bar whose soft ends fade out over a few points.
fn soft_bar(mesh: &mut Mesh, rect: Rect, color: Color32, soft_start: bool, soft_end: bool) {
    let fade = (rect.width() * 0.4).min(10.0);
    let stops = [
        (rect.left(), if soft_start { Color32::TRANSPARENT } else { color }),
        (rect.left() + fade, color),
        (rect.right() - fade, color),
        (rect.right(), if soft_end { Color32::TRANSPARENT } else { color }),
    ];
    let first = mesh.vertices.len() as u32;
    for (x, color) in stops {
        mesh.colored_vertex(pos2(x, rect.top()), color);
        mesh.colored_vertex(pos2(x, rect.bottom()), color);
    }
    for k in 0..3 {
        let at = first + k * 2;
        mesh.add_triangle(at, at + 1, at + 2);
        mesh.add_triangle(at + 2, at + 1, at + 3);
    }
}

/// The name of a lane tells who it is and filters by it; the group that is to be edited.
fn lane_label(
    ui: &mut Ui,
    gutter: Rect,
    inputs: &Inputs<'_>,
    lane: &crate::view::Lane,
    label: &str,
    msgs: &mut Vec<Msg>,
) -> Option<TimelinePart> {
    let groups = inputs.loaded.groups(inputs.state.lanes);
    let response = ui.interact(gutter, ui.scope_id().with(("lane", label)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Lane {label}")));
    let term = lane.ranks.first().filter(|_| lane.ranks.len() == 1).and_then(|rank| groups.groups.get(*rank));
    if response.clicked()
        && let Some(group) = term
        && !group.term.is_empty()
    {
        msgs.push(ViewChange::Query(super::super::search::with_term(&inputs.state.query, &group.term)).into());
    }
    let branch = term.and_then(|group| group.term.strip_prefix("branch:")).map(|id| id.trim_matches('"').to_owned());
    let edited = branch.clone().filter(|_| response.secondary_clicked()).map(TimelinePart::Actor);
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.label(theme::strong_text(label, 14.0));
        for rank in lane.ranks.iter().take(12) {
            let Some(group) = groups.groups.get(*rank) else { continue };
            if lane.ranks.len() > 1 {
                ui.label(format!("{} ({})", group.label, group.n_incidents));
            } else if !group.definition.is_empty() {
                ui.label(&group.definition);
            }
        }
        if term.is_some_and(|group| !group.term.is_empty()) {
            ui.label(widgets::weak("Click to show only these", ui));
        }
        if branch.is_some() {
            ui.label(widgets::weak("Right-click to edit the group", ui));
        }
    });
    edited
}

/// What lies beyond the edges of the screen, and the way there; in the gutter beside overview and ruler.
pub(super) fn edge_chips(ui: &mut Ui, whole: Rect, inputs: &Inputs<'_>, view: Viewport, msgs: &mut Vec<Msg>) {
    let lanes = &inputs.shown.lanes;
    let (start, end) = (view.start.floor() as i32, view.end.ceil() as i32);
    let after = lanes.n_between(end, lanes.last_day() + 1);
    let on_screen: u32 = lanes.lanes.iter().map(|lane| lane.n_on_screen(start, end)).sum();
    let before = (lanes.n_incidents() as u32).saturating_sub(on_screen + after);
    for (n, is_earlier) in [(before, true), (after, false)] {
        if n == 0 {
            continue;
        }
        let text = if is_earlier { format!("← {n} earlier") } else { format!("{n} later →") };
        let palette = theme::palette(ui.ctx());
        let galley = ui.painter().layout_no_wrap(text.clone(), theme::small(), theme::color(palette.text));
        let size = galley.size() + vec2(16.0, 7.0);
        let top = whole.top() + if is_earlier { 10.0 } else { 44.0 };
        let rect = Rect::from_min_size(pos2(whole.left() + GUTTER_PT - size.x - 8.0, top), size);
        let response = ui.interact(rect, ui.scope_id().with(("edge", is_earlier)), Sense::click());
        let ground = if response.hovered() { palette.hovered } else { palette.raised };
        ui.painter().rect_filled(rect, CornerRadius::same(11), theme::color(ground));
        ui.painter().galley(rect.min + vec2(8.0, 3.5), galley, theme::color(palette.text));
        widgets::focus_ring(ui, &response);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
        if response.clicked() {
            msgs.push(Msg::Glide(toward_hidden(inputs, view, is_earlier)));
        }
        response.on_hover_text("Go to the nearest of them");
    }
}

/// The view moved until the nearest incident beyond the edge is on screen.
fn toward_hidden(inputs: &Inputs<'_>, view: Viewport, is_left: bool) -> Viewport {
    let columns = &inputs.loaded.columns;
    let mask = &inputs.shown.filtered.mask;
    let day = |row: Row| f64::from(columns.days(row).0);
    let found = if is_left {
        mask.iter().take_while(|row| day(*row) < view.start).last()
    } else {
        mask.iter().find(|row| day(*row) >= view.end)
    };
    found.map_or(view, |row| view.showing(day(row), day(row) + 1.0))
}

/// Nothing matches, or nothing is there: says so and offers the way back.
fn empty(ui: &mut Ui, area: Rect, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    if inputs.shown.n_shown() > 0 {
        return;
    }
    let is_filtered = !inputs.loaded.columns.is_empty();
    ui.scope_builder(egui::UiBuilder::new().max_rect(area.shrink(24.0)), |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((area.height() / 2.0 - 60.0).max(0.0));
            let title = if is_filtered { "No incident matches the filter" } else { "No incidents to show" };
            ui.label(theme::strong_text(title, 16.0));
            for note in &inputs.shown.filtered.notes {
                ui.label(note);
            }
            if is_filtered {
                ui.label(format!("All {} incidents are hidden by the filter.", inputs.loaded.columns.len()));
                if ui.button("Clear the filter").clicked() {
                    msgs.push(ViewChange::Query(String::new()).into());
                }
            } else {
                ui.label("The open file holds no incident that can be read.");
                if ui.button("Open the shipped timeline").clicked() {
                    msgs.push(Msg::Effect(crate::ui::Effect::OpenShipped));
                }
            }
        });
    });
}
