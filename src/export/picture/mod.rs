//! Pictures: the timeline and the casualty plot as SVG, of any size, in one or in pages; the same scene as on screen.
//!
//! What is seen is made by `view`; here it is painted as SVG, and [`raster`] turns that into pixels. Text stays text;
//! every mark has a spoken name.

mod lanes;
mod legend;
mod options;
mod plan;
mod plot;
mod raster;
mod shape;
mod xml;

pub use options::{Drawing, Paging, PictureOptions};
pub(super) use raster::{fonts, png, tree_of};
pub use xml::escape;

use super::{Content, ExportError, Format, Pace, Part};
use crate::model::Day;
use plan::{
    GAP_PT, GUTTER_PT, HEADER_PT, MARGIN_PT, MARKING_PT, NOTE_PT, NOTE_SIZE_PT, Plan, RULER_PT, SMALL_PT, Subject,
};
use std::fmt::Write as _;
use xml::{Anchor, Style, Svg, fill, num};

/// The pictures as files, in order; several if they are paged.
pub(super) fn parts(format: Format, content: &Content<'_>, pace: &mut Pace<'_>) -> Result<Vec<Part>, ExportError> {
    let mut parts = Vec::new();
    let svgs = svgs(content, pace)?;
    let fonts = fonts();
    for (i, svg) in svgs.iter().enumerate() {
        pace.ask(content.rows.len() * (svgs.len() + i) / (2 * svgs.len()))?;
        let bytes = if format == Format::Png { png(&tree_of(svg, &fonts)?)? } else { svg.clone().into_bytes() };
        parts.push(Part { suffix: "", bytes });
    }
    Ok(parts)
}

/// The pictures as SVG, in order.
pub(super) fn svgs(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<Vec<String>, ExportError> {
    painted(Subject::new(content), pace)
}

/// The same without the stamp at the bottom, for pages that carry their own.
pub(super) fn bare_svgs(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<Vec<String>, ExportError> {
    painted(Subject { has_notes: false, ..Subject::new(content) }, pace)
}

fn painted(mut subject: Subject<'_>, pace: &mut Pace<'_>) -> Result<Vec<String>, ExportError> {
    pace.ask(0)?;
    let plans = subject.plans();
    let content = subject.content;
    let mut svgs = Vec::new();
    for (i, plan) in plans.iter().enumerate() {
        pace.ask(content.rows.len() * i / (2 * plans.len()))?;
        svgs.push(Painter::new(&mut subject, plan, (i + 1, plans.len())).paint());
    }
    Ok(svgs)
}

/// Paints one picture.
struct Painter<'a, 'b> {
    subject: &'b mut Subject<'a>,
    plan: &'b Plan,
    page: (usize, usize),
    svg: Svg,
}

impl<'a, 'b> Painter<'a, 'b> {
    fn new(subject: &'b mut Subject<'a>, plan: &'b Plan, page: (usize, usize)) -> Self {
        Self { subject, plan, page, svg: Svg::default() }
    }

    fn paint(mut self) -> String {
        self.open();
        self.frame();
        if self.subject.content.rows.is_empty() {
            self.empty();
        } else {
            let clip = self.clip();
            self.ruler();
            self.beyond();
            if self.subject.options.drawing.has_lanes() {
                self.lanes(&clip);
            }
            if self.subject.options.drawing.has_plot() {
                self.plot();
            }
        }
        self.legend();
        self.notes();
        self.svg.raw("</svg>\n");
        self.svg.into_text()
    }

    /// Left edge of the axis.
    fn axis(&self) -> f32 {
        MARGIN_PT + GUTTER_PT
    }

    /// Right edge of the axis.
    fn right(&self) -> f32 {
        self.plan.width - MARGIN_PT
    }

    fn x(&self, day: f64) -> f32 {
        self.axis() + self.plan.days.view.x_from_day(day, self.plan.axis_width())
    }

    fn small(&self) -> Style {
        Style::new(SMALL_PT, self.subject.palette.text)
    }

    fn weak(&self) -> Style {
        Style::new(SMALL_PT, self.subject.palette.weak)
    }

    /// The element itself, with title and description.
    fn open(&mut self) {
        let Plan { width, height, zoom, .. } = *self.plan;
        let stamp = &self.subject.stamp;
        let (title, days) = (xml::escape(&stamp.title()), xml::escape(&self.days()));
        let mut head = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let _ = writeln!(
            head,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" xml:lang=\"en\" \
             role=\"graphics-document\" aria-labelledby=\"title desc\" font-family=\"Inter, Arial, Helvetica, sans-serif\">\n\
             <title id=\"title\">{title}, {days}</title>\n<desc id=\"desc\">{}</desc>",
            (width / zoom).round(),
            (height / zoom).round(),
            num(width),
            num(height),
            xml::escape(&stamp.one_line()),
        );
        self.svg.raw(&head);
        self.svg.rect([0.0, 0.0, width, height], 0.0, &fill(self.subject.palette.ground, 1.0));
        self.svg.raw("\n");
    }

    fn days(&self) -> String {
        let (first, last) = (self.plan.days.first, self.plan.days.last);
        format!("{} to {}", first.long(), last.long())
    }

    /// The markings, the title, and which page it is.
    fn frame(&mut self) {
        let palette = self.subject.palette;
        let marking = self.subject.stamp.marking.clone();
        let mut top = MARGIN_PT;
        if !marking.is_empty() {
            let (x, width) = (self.plan.width / 2.0, self.plan.width - 2.0 * MARGIN_PT);
            let words = self.subject.letters.cut(&marking, crate::view::Font::InterSemiBold, 13.0, width);
            let style = Style::strong(13.0, palette.strong);
            self.svg.text(x, top + 4.0, Anchor::Middle, style, &words);
            self.svg.text(x, self.plan.height - MARGIN_PT - 4.0, Anchor::Middle, style, &words);
            top += MARKING_PT;
        }
        let (page, n_pages) = self.page;
        let mut room = self.plan.width - 2.0 * MARGIN_PT;
        if n_pages > 1 {
            let words = format!("{page} of {n_pages}");
            self.svg.text(self.right(), top + 12.0, Anchor::End, self.weak(), &words);
            room -= 90.0;
        }
        let title = self.subject.stamp.title();
        let title = self.subject.letters.cut(&title, crate::view::Font::InterSemiBold, 20.0, room);
        self.svg.text(MARGIN_PT, top + 12.0, Anchor::Start, Style::strong(20.0, palette.strong), &title);
        let mut words = self.days();
        if !self.subject.stamp.query.is_empty() {
            words.push_str(&format!(" · filter: {}", self.subject.stamp.query));
        }
        let words = self.subject.letters.cut(&words, crate::view::Font::Inter, SMALL_PT, room);
        self.svg.text(MARGIN_PT, top + 34.0, Anchor::Start, self.weak(), &words);
    }

    /// What clips to the axis.
    fn clip(&mut self) -> String {
        let id = self.svg.new_id();
        let bottom = self.plan.plot_top + self.plan.plot_height;
        self.svg.raw(&format!("<clipPath id=\"{id}\">"));
        self.svg.rect([self.axis(), 0.0, self.plan.axis_width(), bottom.max(self.plan.keys_top)], 0.0, "");
        self.svg.raw("</clipPath>\n");
        id
    }

    fn ruler(&mut self) {
        let palette = self.subject.palette;
        let top = self.ruler_top();
        let (middle, bottom) = (top + RULER_PT / 2.0, top + RULER_PT);
        let end = if self.subject.options.drawing.has_lanes() {
            self.plan.lanes_top + self.plan.lanes_height
        } else {
            bottom
        };
        let ticks = crate::view::ruler(self.plan.days.view, self.plan.axis_width());
        let (axis, right) = (self.axis(), self.right());
        let inside = |x: f32| (axis - 0.5..=right + 0.5).contains(&x);
        self.svg.begin("img", &format!("Time axis, {}", self.days()));
        for tick in &ticks.lower {
            let (x, next) = (self.x(tick.day), self.x(tick.next));
            if inside(x) {
                self.svg.line([x, middle + 4.0, x, end], &xml::stroke(palette.grid, 1.0, 0.55));
            }
            let at = f32::midpoint(x, next);
            if inside(at) && !tick.label.is_empty() {
                self.svg.text(at, (middle + bottom) / 2.0, Anchor::Middle, self.weak(), &tick.label);
            }
        }
        for tick in &ticks.upper {
            let x = self.x(tick.day);
            if inside(x) {
                self.svg.line([x, bottom, x, end], &xml::stroke(palette.grid, 1.0, 1.0));
                self.svg.line([x, top, x, bottom], &xml::stroke(palette.line, 1.0, 1.0));
            }
            if !tick.label.is_empty() && x < right {
                let style = Style::strong(12.5, palette.text);
                self.svg.text(x.max(axis) + 5.0, (top + middle) / 2.0, Anchor::Start, style, &tick.label);
            }
        }
        self.svg.line([axis, bottom, right, bottom], &xml::stroke(palette.line, 1.0, 1.0));
        self.svg.end();
    }

    /// How many incidents lie before the first picture and after the last.
    fn beyond(&mut self) {
        let (page, n_pages) = self.page;
        let (before, after) = self.subject.beyond(self.plan.days.view);
        let top = self.ruler_top();
        let right = self.axis() - 8.0;
        if page == 1 && before > 0 {
            let words = format!("← {} earlier", crate::model::thousands(before.into()));
            self.svg.text(right, top + RULER_PT * 0.25, Anchor::End, self.weak(), &words);
        }
        if page == n_pages && after > 0 {
            let words = format!("{} later →", crate::model::thousands(after.into()));
            self.svg.text(right, top + RULER_PT * 0.75, Anchor::End, self.weak(), &words);
        }
    }

    fn ruler_top(&self) -> f32 {
        let marking = if self.subject.stamp.marking.is_empty() { 0.0 } else { MARKING_PT };
        MARGIN_PT + marking + HEADER_PT
    }

    /// Nothing matches: says so where the picture would be.
    fn empty(&mut self) {
        let palette = self.subject.palette;
        let is_filtered = !self.subject.content.loaded.columns.is_empty();
        let words = if is_filtered { "No incident matches the filter" } else { "No incidents to show" };
        let y = f32::midpoint(self.ruler_top(), self.plan.keys_top);
        self.svg.text(self.plan.width / 2.0, y, Anchor::Middle, Style::strong(16.0, palette.text), words);
    }

    /// Where the picture comes from.
    fn notes(&mut self) {
        if self.plan.notes.is_empty() {
            return;
        }
        let style = Style::new(NOTE_SIZE_PT, self.subject.palette.weak);
        let marking = if self.subject.stamp.marking.is_empty() { 0.0 } else { MARKING_PT };
        let n = self.plan.notes.len() as f32;
        let top = self.plan.height - MARGIN_PT - marking - n * NOTE_PT;
        let line = xml::stroke(self.subject.palette.line, 1.0, 1.0);
        self.svg.line([MARGIN_PT, top - GAP_PT * 0.6, self.right(), top - GAP_PT * 0.6], &line);
        self.svg.begin("note", "Where this comes from");
        for (i, line) in self.plan.notes.iter().enumerate() {
            self.svg.text(MARGIN_PT, top + NOTE_PT * (i as f32 + 0.5), Anchor::Start, style, line);
        }
        self.svg.end();
    }
}

/// A day's position on the axis.
fn at(day: Day) -> f64 {
    f64::from(day.days())
}
