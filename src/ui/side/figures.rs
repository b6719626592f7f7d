//! The figures of one incident in large: killed, injured, the attackers' own, and whether the rule counts them.

use super::Desk;
use super::pieces::{note, section};
use crate::model::{Count, InFigures, Incident, Kind, Report, Vocabulary, thousands};
use crate::query::{Included, LeftOut, Row};
use crate::ui::{icons, theme, widgets};
use crate::view::Toll;
use egui::{Align, CornerRadius, Layout, RichText, Sense, Ui, vec2};

/// Sizes of a large figure, in points: the first that fits.
const SIZES_PT: [f32; 4] = [26.0, 22.0, 19.0, 16.0];

/// Largest size of "unknown", in points.
const UNKNOWN_PT: f32 = 19.0;

/// Draws the figures.
pub(super) fn show(ui: &mut Ui, row: Row, incident: &Incident, desk: &Desk<'_>) {
    section(ui, "Figures");
    let gap = 16.0;
    let width = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, 2.0);
        for (toll, count) in [(Toll::Killed, incident.killed()), (Toll::Injured, incident.injured())] {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                amount(ui, toll.label(), count);
                if let Some(words) = unsupported(incident, toll, count) {
                    note(ui, words);
                }
            });
        }
    });
    ui.add_space(4.0);
    if let Some(words) = attackers(incident) {
        note(ui, &words);
    }
    counted(ui, row, incident, desk);
}

fn amount(ui: &mut Ui, name: &str, count: Count) {
    let palette = theme::palette(ui.ctx());
    ui.label(widgets::weak(name, ui));
    let range = range_words(count);
    let width = ui.available_width();
    let fits = |size: &f32| {
        let font = theme::strong(*size);
        ui.painter().layout_no_wrap(range.clone(), font, theme::color(palette.strong)).size().x <= width
    };
    let sizes = SIZES_PT.into_iter().filter(|size| count.is_known() || *size <= UNKNOWN_PT);
    let size = sizes.into_iter().find(fits).unwrap_or(16.0);
    let color = if count.is_known() { palette.strong } else { palette.weak };
    ui.label(theme::strong_text(range, size).color(theme::color(color)));
    range_bar(ui, name, count);
    match count.best {
        Some(best) if count.low != count.high => {
            ui.label(RichText::new(format!("best {}", thousands(best.into()))).color(theme::color(palette.text)));
        }
        _ => {}
    }
}

/// What to know of a figure that no outside report gives.
fn unsupported(incident: &Incident, toll: Toll, count: Count) -> Option<&'static str> {
    let gives = |report: &&Report| match toll {
        Toll::Killed => report.killed.is_some(),
        Toll::Injured => report.injured.is_some(),
    };
    let mut reports = incident.reports.iter().filter(gives).peekable();
    if !count.is_known() {
        return None;
    }
    if reports.peek().is_none() {
        return Some("No report in the record gives it");
    }
    reports.all(|report| report.claimed).then_some("Only the group's own report gives it")
}

/// The figure in words without its best part, unless that is all there is.
fn range_words(count: Count) -> String {
    if count.low.is_none() && count.high.is_none() {
        return count.words();
    }
    Count { best: None, ..count }.words()
}

/// From zero to the highest figure: where low, best and high lie. Only where there is a range.
fn range_bar(ui: &mut Ui, name: &str, count: Count) {
    let (Some(low), Some(high)) = (count.low, count.high) else { return };
    if low >= high {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
    let x = |n: u32| rect.left() + rect.width() * (f64::from(n) / f64::from(high)) as f32;
    let band = |from: f32, to: f32, height: f32| {
        let y = rect.center().y;
        egui::Rect::from_x_y_ranges(from..=to, y - height / 2.0..=y + height / 2.0)
    };
    let painter = ui.painter();
    painter.rect_filled(band(rect.left(), rect.right(), 4.0), CornerRadius::same(2), theme::color(palette.raised));
    painter.rect_filled(band(x(low), x(high), 4.0), CornerRadius::same(2), theme::faded(palette.accent, 0.75));
    if let Some(best) = count.best {
        let at = x(best).clamp(rect.left() + 1.0, rect.right() - 1.0);
        painter.rect_filled(band(at - 1.0, at + 1.0, 10.0), CornerRadius::ZERO, theme::color(palette.strong));
    }
    let best = count.best.map_or("not given".to_owned(), |best| thousands(best.into()));
    let words = format!("{name}: low {}, best {best}, high {}", thousands(low.into()), thousands(high.into()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    response.on_hover_text(format!("{words}\nThe bar starts at zero"));
}

/// The attackers' own deaths, and whether the figures hold them.
fn attackers(incident: &Incident) -> Option<String> {
    let own = incident.perpetrators?;
    let killed = own.killed.map(|n| thousands(n.into()));
    Some(match (own.in_figures, killed) {
        (InFigures::No, Some(n)) => format!("Attackers killed {n}, not in these figures"),
        (InFigures::No, None) => "Attackers' own deaths unknown, not in these figures".to_owned(),
        (InFigures::Yes, Some(n)) => format!("Attackers killed {n}, included in these figures, which cannot be split"),
        (InFigures::Yes, None) => "Attackers are included in these figures, which cannot be split".to_owned(),
        (InFigures::Unknown, Some(n)) => {
            format!("Attackers killed {n}; the sources do not say whether these figures include them")
        }
        (InFigures::Unknown, None) => {
            "Attackers' own deaths unknown; the sources do not say whether these figures include them".to_owned()
        }
    })
}

/// Whether the rule counts the incident, and if not, why.
fn counted(ui: &mut Ui, row: Row, incident: &Incident, desk: &Desk<'_>) {
    let columns = &desk.inputs.loaded.columns;
    let rule = &desk.inputs.shown.rule;
    let is_counted = rule.counts(row as usize, columns);
    let as_counted = rule.killed(row as usize, columns);
    let words = if !is_counted {
        format!("Not counted under “{}”: {}", rule.label(), reasons(row, incident, desk).join("; "))
    } else if as_counted != incident.killed() {
        format!("Counted under “{}”, the attackers added: killed {}", rule.label(), as_counted.words())
    } else {
        format!("Counted under “{}”", rule.label())
    };
    let palette = theme::palette(ui.ctx());
    let color = theme::color(palette.weak);
    let response = super::pieces::columns_of(
        ui,
        18.0,
        |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 15.0), Sense::hover());
            let paint = if is_counted { icons::tick } else { icons::minus };
            paint(ui.painter(), rect.center(), 4.5, color);
        },
        |ui| {
            note(ui, &words);
        },
    );
    response.on_hover_text(rule.words());
}

fn reasons(row: Row, incident: &Incident, desk: &Desk<'_>) -> Vec<String> {
    let rule = &desk.inputs.shown.rule;
    let columns = &desk.inputs.loaded.columns;
    let actors = desk.inputs.loaded.catalog.actors();
    let mut reasons = Vec::new();
    for reason in rule.reasons_against(row as usize, columns) {
        reasons.push(match reason {
            LeftOut::Kind => format!("it is {}", with_article(incident.kind)),
            LeftOut::Confidence => {
                format!("the record is of {} confidence", incident.confidence.label().to_lowercase())
            }
            LeftOut::Without(Included::OtherBranches) => {
                format!("it is filed under {}, outside the Islamic State", actors.label(&incident.branch))
            }
            LeftOut::Without(Included::OutsideSpan) => "it began outside the span of the timeline".to_owned(),
            LeftOut::Without(Included::Unattributed) => "it is filed under nobody".to_owned(),
            LeftOut::Without(Included::ArmedTargets) => "its main target is armed".to_owned(),
            LeftOut::Without(Included::Inspired) => "it is filed under inspired individuals".to_owned(),
            LeftOut::Without(Included::ClaimedOnly) => "it is claimed, and nobody has published a finding".to_owned(),
            LeftOut::Without(Included::Disputed) => "claims and findings name different actors".to_owned(),
            LeftOut::Without(Included::Nonfatal) => "nobody is known to have died in it".to_owned(),
            LeftOut::Without(Included::Perpetrators) => continue,
        });
    }
    reasons
}

fn with_article(kind: Kind) -> String {
    let name = kind.label().to_lowercase();
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}
