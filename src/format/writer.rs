//! The canonical layout of values: that of `timelines/islamic-state.ron`.
//!
//! An incident has one field a line; counts, places, reports and other small things stand on one line, and so do lists of
//! words and texts. Actors, periods and sources stand on two or three lines under their bracket. Whatever holds a comment
//! is written one member a line.

use super::fields::{self, Form};
use super::lex::Bracket;
use super::value::{Member, Value};
use super::{Layout, List, layout};

/// How lines end and how deep they step in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Style {
    /// `\n` or `\r\n`.
    pub line_end: &'static str,
    /// One step of indentation.
    pub step: String,
}

impl Style {
    /// The line end that most lines of the text have; tabs if the text steps in with them.
    pub fn of(text: &str) -> Self {
        let n_lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let n_returns = text.matches("\r\n").count();
        Self::counted(n_lines, n_returns, usize::from(text.contains("\n\t")))
    }

    /// As [`Self::of`], from the line feeds of a text, those behind a carriage return and those before a tab.
    pub fn counted(n_feeds: usize, n_returns: usize, n_tabs: usize) -> Self {
        let line_end = if n_returns * 2 > n_feeds { "\r\n" } else { "\n" };
        let step = if n_tabs > 0 { "\t" } else { "    " };
        Self { line_end, step: step.to_owned() }
    }
}

/// How the members of a value stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spread {
    /// On one line.
    Inline,
    /// One a line, each with a comma.
    Lines,
    /// Several a line, going on under the bracket.
    Flow,
}

/// Lays values out.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    style: &'a Style,
    keeps_on_one_line: bool,
}

impl<'a> Writer<'a> {
    /// Writes in the canonical layout.
    pub fn new(style: &'a Style) -> Self {
        Self { style, keeps_on_one_line: false }
    }

    /// Writes everything on one line; only for values without comments.
    pub fn on_one_line(style: &'a Style) -> Self {
        Self { style, keeps_on_one_line: true }
    }

    /// The value, whose first line stands behind this indentation.
    pub fn value(self, value: &Value, indent: &str) -> String {
        let Some(bracket) = value.bracket else { return value.text.clone() };
        let open = open_sign(bracket);
        let inner = match self.spread(value) {
            Spread::Inline => self.inline(value, indent),
            Spread::Lines => self.lines(value, indent),
            Spread::Flow => self.flow(value, indent),
        };
        format!("{}{open}{inner}{}", value.text, bracket.close())
    }

    /// A member without the comments around it: name and value.
    pub fn member(self, member: &Member, indent: &str) -> String {
        let value = self.value(&member.value, indent);
        if member.name.is_empty() { value } else { format!("{}: {value}", member.name) }
    }

    fn spread(self, value: &Value) -> Spread {
        if self.keeps_on_one_line {
            return Spread::Inline;
        }
        if value.has_comments() {
            return Spread::Lines;
        }
        match value.kind.as_str() {
            "Timeline" | "Incident" | "Views" | "View" | "Story" | "Step" => Spread::Lines,
            "Actor" | "Period" | "Source" => Spread::Flow,
            _ if value.is_list() && is_list_of_lines(value) => Spread::Lines,
            _ => Spread::Inline,
        }
    }

    fn inline(self, value: &Value, indent: &str) -> String {
        value.members.iter().map(|member| self.member(member, indent)).collect::<Vec<_>>().join(", ")
    }

    fn lines(self, value: &Value, indent: &str) -> String {
        let deeper = format!("{indent}{}", self.style.step);
        let line_end = self.style.line_end;
        let mut out = String::new();
        for (i, member) in value.members.iter().enumerate() {
            if member.is_apart && i > 0 {
                out.push_str(line_end);
            }
            for comment in &member.above {
                out += &format!("{line_end}{deeper}{comment}");
            }
            out += &format!("{line_end}{deeper}{},", self.member(member, &deeper));
            for comment in &member.behind {
                out += &format!(" {comment}");
            }
        }
        for comment in &value.tail {
            out += &format!("{line_end}{deeper}{comment}");
        }
        if out.is_empty() { out } else { out + line_end + indent }
    }

    fn flow(self, value: &Value, indent: &str) -> String {
        let under = " ".repeat(value.text.chars().count() + 1);
        let mut out = String::new();
        for (i, member) in value.members.iter().enumerate() {
            if i > 0 && begins_line(value, &member.name) {
                out += &format!(",{}{indent}{under}", self.style.line_end);
            } else if i > 0 {
                out.push_str(", ");
            }
            out.push_str(&self.member(member, indent));
        }
        out
    }
}

fn open_sign(bracket: Bracket) -> char {
    match bracket {
        Bracket::Round => '(',
        Bracket::Square => '[',
        Bracket::Curly => '{',
    }
}

/// Lists of records, reports and attributions, and longer lists of other structs.
fn is_list_of_lines(list: &Value) -> bool {
    let Some(first) = list.members.first().map(|member| &member.value) else { return false };
    match first.kind.as_str() {
        "" => false,
        "Cite" | "Related" => list.members.len() > 1,
        _ => true,
    }
}

fn begins_line(record: &Value, name: &str) -> bool {
    match record.kind.as_str() {
        "Source" => name == "language" || name == "kind" && record.field("language").is_none(),
        "Period" => name == "about" || name == "sources",
        _ => name == "about",
    }
}

/// Puts the fields of a value read from a text into the order of the format, and notes what each struct is.
///
/// Fields that the format does not know follow the known ones.
pub fn arrange(value: &mut Value, list: List) {
    arrange_by(value, fields::record(list));
}

fn arrange_by(value: &mut Value, form: Form) {
    match form {
        // `Some(…)`, which the format does not ask for but takes.
        _ if value.text == "Some" && value.members.len() == 1 => {
            for member in &mut value.members {
                arrange_by(&mut member.value, form);
            }
        }
        Form::Struct(kind, known) if value.bracket == Some(Bracket::Round) => {
            kind.clone_into(&mut value.kind);
            let place = |name: &str| known.iter().position(|(known, _)| *known == name).unwrap_or(known.len());
            value.members.sort_by_key(|member| place(&member.name));
            for member in &mut value.members {
                if let Some(form) = form.at([member.name.as_str()]) {
                    arrange_by(&mut member.value, form);
                }
            }
        }
        Form::Many(item) if value.is_list() => {
            for member in &mut value.members {
                arrange_by(&mut member.value, *item);
            }
        }
        _ => {}
    }
}

/// The whole file in the canonical layout, with every comment and every value as written; `None` if brackets, quotes or
/// commas are wrong somewhere, since nobody can tell then what belongs to what.
pub fn format_file(text: &str) -> Option<String> {
    let layout = layout(text);
    let is_damaged = List::ALL.iter().any(|list| layout.slots(*list).iter().any(|slot| slot.broken.is_some()));
    if is_damaged || layout.problems.iter().any(super::Problem::is_error) {
        return None;
    }
    if !layout.has_value {
        return Some(text.to_owned());
    }
    format_root(text, &layout)
}

fn format_root(text: &str, layout: &Layout) -> Option<String> {
    let start = layout.root.clone()?.start;
    let (mut root, end) = Value::read(text, start)?;
    arrange_root(&mut root);
    let style = Style { step: "    ".to_owned(), ..Style::of(text) };
    let before = text.get(..start)?.trim_end_matches([' ', '\t', '\n', '\r']);
    let line_end = if before.is_empty() || before == "\u{feff}" { "" } else { style.line_end };
    let after = text.get(end..)?.trim_end_matches([' ', '\t', '\n', '\r']);
    let file = Writer::new(&style).value(&root, "");
    Some(format!("{before}{line_end}{file}{after}{}", style.line_end))
}

fn arrange_root(root: &mut Value) {
    "Timeline".clone_into(&mut root.kind);
    let header = fields::HEADER.names();
    let place = |name: &str| {
        let list = List::ALL.iter().position(|list| list.field() == name);
        let known = header.iter().position(|known| *known == name);
        known.or(list.map(|at| header.len() + 1 + at)).unwrap_or(header.len())
    };
    root.members.sort_by_key(|member| place(&member.name));
    for member in &mut root.members {
        if let Some(list) = List::of_field(&member.name) {
            for record in &mut member.value.members {
                arrange(&mut record.value, list);
            }
        }
    }
}
