//! Pages to the bytes of a PDF: fonts as subsets, outline, tags for listeners, links.

use super::flow::{Flow, Line, Link, Mark, Op, Page, Tag};
use crate::export::ExportError;
use crate::model::Day;
use crate::view::{Font, Rgb};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, TagGroup, TagTree, kind};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;
use std::num::NonZeroU16;

/// What the file says of itself.
pub(super) struct About {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) program: String,
    pub(super) day: Day,
}

/// The bytes of the file.
///
/// # Errors
/// If it cannot be made.
pub(super) fn file(flow: &Flow, pictures: &[Tree], about: About) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new_with(SerializeSettings::default());
    let fonts: Vec<(Font, krilla::text::Font)> = Font::ALL
        .into_iter()
        .filter_map(|font| Some((font, krilla::text::Font::new(font.bytes().into(), 0)?)))
        .collect();
    let mut identifiers: Vec<Vec<Identifier>> = flow.tags.iter().map(|_| Vec::new()).collect();
    for page in &flow.pages {
        let Some(settings) = PageSettings::from_wh(page.size[0], page.size[1]) else { continue };
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for op in &page.ops {
            paint(&mut surface, op, &fonts, pictures, &mut identifiers);
        }
        surface.finish();
        for annotation in links(page, flow) {
            sheet.add_annotation(annotation.into());
        }
        sheet.finish();
    }
    document.set_outline(outline(&flow.marks));
    document.set_tag_tree(tags(&flow.tags, identifiers));
    document.set_metadata(metadata(about));
    document.finish().map_err(|err| ExportError::Failed(format!("the PDF cannot be made: {err:?}")))
}

fn metadata(about: About) -> Metadata {
    let (year, month, day) = about.day.ymd();
    let small = |n: u32| u8::try_from(n).unwrap_or(1);
    let made = DateTime::new(u16::try_from(year).unwrap_or(0))
        .month(small(month))
        .day(small(day))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(about.title.clone())
        .description(about.description)
        .language("en".to_owned())
        .creator(about.program.clone())
        .producer(about.program)
        .document_id(about.title)
        .creation_date(made)
}

fn paint(
    surface: &mut Surface<'_>,
    op: &Op,
    fonts: &[(Font, krilla::text::Font)],
    pictures: &[Tree],
    identifiers: &mut [Vec<Identifier>],
) {
    match op {
        Op::Begin(tag) => {
            let identifier = surface.start_tagged(ContentTag::Other);
            if let Some(own) = identifiers.get_mut(*tag) {
                own.push(identifier);
            }
        }
        Op::BeginArtifact => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        }
        Op::End => surface.end_tagged(),
        Op::Text(line) => text(surface, line, fonts),
        Op::Rect([x, y, width, height], color) => {
            let path = Rect::from_xywh(*x, *y, *width, *height).and_then(|rect| {
                let mut path = PathBuilder::new();
                path.push_rect(rect);
                path.finish()
            });
            if let Some(path) = path {
                surface.set_fill(Some(fill(*color)));
                surface.draw_path(&path);
            }
        }
        Op::Picture(picture, [x, y, width, height]) => {
            if let (Some(tree), Some(size)) = (pictures.get(*picture), Size::from_wh(*width, *height)) {
                surface.push_transform(&Transform::from_translate(*x, *y));
                let _ = surface.draw_svg(tree, size, SvgSettings::default());
                surface.pop();
            }
        }
        Op::Link(..) => {}
    }
}

fn fill([r, g, b]: Rgb) -> Fill {
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn text(surface: &mut Surface<'_>, line: &Line, fonts: &[(Font, krilla::text::Font)]) {
    let Some((_, font)) = fonts.iter().find(|(font, _)| *font == line.font) else { return };
    let glyphs: Vec<KrillaGlyph> = line
        .glyphs
        .iter()
        .map(|glyph| {
            let (x, y) = glyph.offset;
            KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, x, y, 0.0, glyph.text.clone(), None)
        })
        .collect();
    surface.set_fill(Some(fill(line.color)));
    surface.draw_glyphs(Point::from_xy(line.x, line.y), &glyphs, font.clone(), &line.text, line.size, false);
}

fn links<'a>(page: &'a Page, flow: &'a Flow) -> impl Iterator<Item = LinkAnnotation> + 'a {
    page.ops.iter().filter_map(|op| {
        let Op::Link([x, y, width, height], link) = op else { return None };
        let to = |key| {
            let (page, y) = flow.places.get(&key).copied()?;
            Some(Target::Destination(XyzDestination::new(page, Point::from_xy(0.0, y)).into()))
        };
        let target = match link {
            Link::Web(url) => Target::Action(Action::Link(LinkAction::new(url.clone()))),
            Link::Source(number) => to((true, *number))?,
            Link::Incident(row) => to((false, *row as usize))?,
        };
        Some(LinkAnnotation::new(Rect::from_xywh(*x, *y, width.max(0.1), *height)?, target))
    })
}

/// The marks as a tree: each belongs to the one of a lower level before it.
fn outline(marks: &[Mark]) -> Outline {
    fn nodes(marks: &[Mark]) -> Vec<OutlineNode> {
        let mut nodes = Vec::new();
        let mut rest = marks;
        while let Some((mark, after)) = rest.split_first() {
            let n = after.iter().take_while(|other| other.level > mark.level).count();
            let (children, next) = after.split_at(n);
            let place = XyzDestination::new(mark.page, Point::from_xy(0.0, (mark.y - 10.0).max(0.0)));
            let mut node = OutlineNode::new(mark.title.clone(), place).with_open(mark.level < 2);
            nodes_into(&mut node, children);
            nodes.push(node);
            rest = next;
        }
        nodes
    }
    fn nodes_into(node: &mut OutlineNode, marks: &[Mark]) {
        for child in nodes(marks) {
            node.push_child(child);
        }
    }
    let mut outline = Outline::new();
    for node in nodes(marks) {
        outline.push_child(node);
    }
    outline
}

fn tags(tags: &[Tag], identifiers: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
    for (tag, identifiers) in tags.iter().zip(identifiers) {
        if identifiers.is_empty() {
            continue;
        }
        let mut group = match tag {
            Tag::Heading(level, title) => TagGroup::new(krilla::tagging::Tag::<kind::Hn>::Hn(
                NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN),
                Some(title.clone()),
            )),
            Tag::Paragraph => TagGroup::new(krilla::tagging::Tag::<kind::P>::P),
            Tag::Figure(alt) => TagGroup::new(krilla::tagging::Tag::<kind::Figure>::Figure(Some(alt.clone()))),
        };
        for identifier in identifiers {
            group.push(identifier);
        }
        tree.push(group);
    }
    tree
}
