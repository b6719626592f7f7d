//! Asks before a page is opened in the browser: the host first, then everything that speaks for caution.

use super::Next;
use super::sheet::{self, Sheet};
use crate::model::{Source, SourceKind};
use crate::ui::{Effect, Inputs, Msg, icons, problems, theme, widgets};
use egui::{Context, RichText, Ui, vec2};

/// Draws the dialog.
pub(crate) fn show(ctx: &Context, inputs: &Inputs<'_>, url: &str, is_new: bool, msgs: &mut Vec<Msg>) -> Next {
    Sheet::form("Open this page in the browser?", 600.0).show(ctx, |ui| {
        let source = source_of(inputs, url);
        address(ui, url);
        if let Some(source) = source {
            ui.add_space(8.0);
            ui.label(format!("{}: {}", source.publisher, source.title));
        }
        let warnings = warnings(url, source);
        warnings.iter().for_each(|words| warning(ui, words));
        let can_open = refusal(url).is_none();
        let mut next = Next::Stay;
        sheet::buttons(ui, |ui| {
            let open = sheet::main_button(ui, "Open in browser", can_open);
            if open.clicked() {
                msgs.push(Msg::Effect(Effect::OpenUrl(url.to_owned())));
                next = Next::Close;
            }
            if sheet::side_button(ui, "Copy address").clicked() {
                msgs.push(widgets::copy(url.to_owned(), "Address"));
                next = Next::Close;
            }
            let cancel = sheet::side_button(ui, "Cancel");
            if cancel.clicked() {
                next = Next::Close;
            }
            // Where caution is asked for, a key pressed too soon does nothing.
            let first = if can_open && warnings.is_empty() { &open } else { &cancel };
            if is_new {
                first.request_focus();
            }
        });
        next
    })
}

fn address(ui: &mut Ui, url: &str) {
    let palette = theme::palette(ui.ctx());
    let host = problems::escaped(widgets::host(url));
    ui.label(theme::strong_text(host, 20.0).color(theme::color(palette.strong)));
    ui.add_space(6.0);
    let frame = egui::Frame::NONE
        .fill(theme::color(palette.ground))
        .stroke(egui::Stroke::new(1.0, theme::color(palette.line)))
        .corner_radius(4)
        .inner_margin(10);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let size = vec2(ui.available_width(), 0.0);
        let mut job = egui::text::LayoutJob::simple(
            problems::escaped(url),
            egui::FontId::monospace(12.5),
            theme::color(palette.text),
            size.x,
        );
        job.wrap.break_anywhere = true;
        egui::ScrollArea::vertical().max_height(120.0).show(ui, |ui| ui.label(job));
    });
}

fn warning(ui: &mut Ui, words: &str) {
    let color = theme::color(theme::palette(ui.ctx()).warning);
    ui.add_space(8.0);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), egui::Sense::hover());
        icons::warning(ui.painter(), rect.center(), 6.0, color);
        ui.add(egui::Label::new(RichText::new(words).color(color)).wrap());
    });
}

/// The source that has this address, as itself or as an archived copy.
fn source_of<'a>(inputs: &'a Inputs<'_>, url: &str) -> Option<&'a Source> {
    let sources = inputs.loaded.catalog.files().iter().flat_map(|file| &file.sources);
    let is_it = |address: &Option<String>| address.as_deref() == Some(url);
    sources.map(|source| &**source).find(|source| is_it(&source.url) || is_it(&source.archive))
}

/// Why the address is not opened at all.
fn refusal(url: &str) -> Option<&'static str> {
    if !widgets::is_web_address(url) {
        return Some("Only addresses that begin with http:// or https:// are opened");
    }
    if widgets::host(url).is_empty() {
        return Some("The address names no host");
    }
    let is_odd = |c: char| c.is_whitespace() || c == '\\' || problems::is_hidden(c);
    url.chars().any(is_odd).then_some("The address holds a blank, a backslash or a character that cannot be seen")
}

fn warnings(url: &str, source: Option<&Source>) -> Vec<String> {
    let mut words: Vec<String> = refusal(url).map(str::to_owned).into_iter().collect();
    let host = widgets::host(url);
    if is_number(host) {
        words.push("The host is a bare number, not a name: it does not say whose page this is".to_owned());
    }
    if !host.is_ascii() || host.to_ascii_lowercase().split('.').any(|label| label.starts_with("xn--")) {
        words.push("The name holds letters beyond a to z, which can look like another name".to_owned());
    }
    if has_user(url) {
        words.push("What stands before the @ is no part of the host".to_owned());
    }
    if source.is_some_and(|source| source.kind == SourceKind::ClaimChannel) {
        words.push(
            "This is a report of the group's own channel: it may show violence, and opening it may be watched or \
             forbidden where you are"
                .to_owned(),
        );
    }
    words
}

/// Whether a host is an IP address in any spelling that browsers take.
fn is_number(host: &str) -> bool {
    if host.starts_with('[') {
        return true;
    }
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_hex = |text: &str| text.chars().all(|c| c.is_ascii_hexdigit());
    !last.is_empty() && (last.chars().all(|c| c.is_ascii_digit()) || last.strip_prefix("0x").is_some_and(is_hex))
}

fn has_user(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', '\\']).next().is_some_and(|authority| authority.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names() {
        for host in ["127.0.0.1", "10.0.0.1:8080", "[::1]", "2130706433", "0x7f.1", "1.2.3.0x4"] {
            assert!(is_number(host), "{host}");
        }
        for host in ["reuters.com", "example.org:443", "3fm.nl", "de.wikipedia.org"] {
            assert!(!is_number(host), "{host}");
        }
    }

    #[test]
    fn only_plain_web_addresses_are_opened() {
        assert_eq!(refusal("https://www.reuters.com/world/a?b=c#d"), None);
        for url in
            ["file:///etc/passwd", "javascript:alert(1)", "https://a.b\\@c.d", "https://a.b/\u{202e}x", "https://"]
        {
            assert!(refusal(url).is_some(), "{url}");
        }
    }

    #[test]
    fn a_backslash_ends_the_host_as_in_browsers() {
        assert_eq!(widgets::host("https://evil.example\\@good.example/"), "evil.example");
        assert!(has_user("https://good.example@evil.example/"));
        assert!(!has_user("https://good.example/@handle"));
    }
}
