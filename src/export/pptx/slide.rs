//! A slide and its notes page as XML.

use super::design::{Frame, Layout, NAMESPACES, TABLE_STYLE, TITLE, TREE, WHOLE, emu, image_shape, number_shape};
use super::package::{Relation, XML};
use super::text::{Links, Para, cut_to, fill, height, n_lines, xml};
use crate::export::markup::escape;

/// Room to the left and right of the text in a cell, and above and below it, in points.
const CELL: (f32, f32) = (5.0, 3.0);

/// Sizes of a title in points: the first in which it takes two lines; in the last it may take three.
const TITLE_SIZES: [f32; 3] = [26.0, 22.0, 17.0];

/// A table: the first row is its head.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What it is of, for those who hear it.
    pub(super) about: String,
    /// Shares of the width.
    pub(super) widths: Vec<f32>,
    pub(super) rows: Vec<Vec<Vec<Para>>>,
}

/// A picture.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// What it shows, for those who hear it.
    pub(super) about: String,
    /// Name of the part in the package.
    pub(super) part: String,
    /// PNG.
    pub(super) bytes: Vec<u8>,
    /// Width by height.
    pub(super) aspect: f32,
}

/// A slide before it is written.
#[derive(Clone, Debug)]
pub(super) struct Slide {
    pub(super) layout: Layout,
    pub(super) title: String,
    pub(super) text: Vec<Para>,
    pub(super) table: Option<Table>,
    pub(super) picture: Option<Picture>,
    pub(super) notes: Vec<Para>,
}

impl Slide {
    pub(super) fn new(layout: Layout, title: impl Into<String>) -> Self {
        Self { layout, title: title.into(), text: Vec::new(), table: None, picture: None, notes: Vec::new() }
    }

    /// The slide, or several where it does not fit one: "Title (2 of 3)".
    pub(super) fn split(self) -> Vec<Self> {
        use super::design::{CAPTION, COVER_TEXT, LEFT, RIGHT};
        let (text_frame, table_frame) = match self.layout {
            Layout::Cover => (COVER_TEXT, WHOLE),
            Layout::Picture => (CAPTION, WHOLE),
            Layout::TextAndTable | Layout::TextAndPicture => (LEFT, RIGHT),
            Layout::Text | Layout::Table => (WHOLE, WHOLE),
        };
        let texts = fill(self.text.clone(), text_frame.width, text_frame.height);
        let tables = self.table.as_ref().map_or_else(Vec::new, |table| table.split(table_frame));
        let n = texts.len().max(tables.len());
        let (mut texts, mut tables) = (texts.into_iter(), tables.into_iter());
        let slide = |i: usize| Self {
            layout: self.layout,
            title: if n > 1 { format!("{} ({} of {n})", self.title, i + 1) } else { self.title.clone() },
            text: texts.next().unwrap_or_default(),
            table: tables.next(),
            picture: self.picture.clone().filter(|_| i == 0),
            notes: if i == 0 { self.notes.clone() } else { Vec::new() },
        };
        (0..n).map(slide).collect()
    }

    /// The slide as XML, and what it points to besides its notes.
    pub(super) fn xml(&self, marking: &str, foot: &str) -> (String, Vec<Relation>) {
        let mut links = Links::default();
        let layout = Layout::ALL.iter().position(|layout| *layout == self.layout).unwrap_or(0) + 1;
        let mut relations =
            vec![Relation::new("rId1", "slideLayout", format!("../slideLayouts/slideLayout{layout}.xml"))];
        let mut shapes = self.title_xml(&mut links);
        if !self.text.is_empty() {
            let ph =
                if self.layout == Layout::Cover { "type=\"subTitle\" idx=\"1\"" } else { "type=\"body\" idx=\"1\"" };
            shapes += &text_shape(3, "Text", ph, &self.text, &mut links);
        }
        if let Some(table) = &self.table {
            let (idx, frame) = match self.layout {
                Layout::TextAndTable => ("2", super::design::RIGHT),
                _ => ("1", WHOLE),
            };
            shapes += &table.xml(4, idx, frame, &mut links);
        }
        if let Some(picture) = &self.picture {
            let frame = if self.layout == Layout::Picture { super::design::PICTURE } else { super::design::RIGHT };
            shapes += &picture.xml(5, frame);
            relations.push(Relation::new("rId3", "image", format!("../{}", picture.part.trim_start_matches("ppt/"))));
        }
        if !marking.is_empty() {
            let line = Para::bold(12.0, cut_to(marking, 12.0, 880.0, 1));
            shapes += &text_shape(6, "Marking", "type=\"body\" sz=\"quarter\" idx=\"20\"", &[line], &mut links)
                .replacen(" marL=\"0\" indent=\"0\"", " marL=\"0\" indent=\"0\" algn=\"ctr\"", 1);
        }
        let foot = Para::of(10.0, cut_to(foot, 10.0, 760.0, 1));
        shapes += &text_shape(7, "Footer", "type=\"ftr\" sz=\"quarter\" idx=\"11\"", &[foot], &mut links);
        shapes += &number_shape(8, "idx=\"12\"", None);
        let outside = links.targets.iter().enumerate().map(|(i, target)| Relation {
            is_outside: true,
            ..Relation::new(format!("link{i}"), "hyperlink", target.clone())
        });
        relations.extend(outside);
        let xml = format!(
            "{XML}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>\
             <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        );
        (xml, relations)
    }

    fn title_xml(&self, links: &mut Links) -> String {
        let (ph, width) = match self.layout {
            Layout::Cover => ("type=\"ctrTitle\"", 840.0),
            _ => ("type=\"title\"", TITLE.width),
        };
        let sizes = if self.layout == Layout::Cover { [34.0, 28.0, 20.0] } else { TITLE_SIZES };
        let size = sizes.into_iter().find(|size| n_lines(&self.title, *size, width) <= 2).unwrap_or(sizes[2]);
        let title = Para::bold(size, cut_to(&self.title, size, width, 3));
        text_shape(2, "Title", ph, &[title], links)
    }

    /// Whether a part of the title is left out on the slide.
    pub(super) fn is_title_cut(title: &str) -> bool {
        n_lines(title, TITLE_SIZES[2], TITLE.width * 0.9) > 3
    }

    /// The notes page as XML.
    pub(super) fn notes_xml(&self, marking: &str) -> String {
        let mut links = Links::default();
        let mut shapes = image_shape(2, "", None);
        shapes += &text_shape(3, "Notes", "type=\"body\" idx=\"1\"", &self.notes, &mut links);
        if !marking.is_empty() {
            let line = Para::bold(10.0, cut_to(marking, 10.0, 500.0, 1));
            shapes += &text_shape(4, "Header", "type=\"hdr\" sz=\"quarter\"", &[line], &mut links);
        }
        shapes += &number_shape(5, "idx=\"5\"", None);
        format!(
            "{XML}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>\
             <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )
    }
}

fn text_shape(id: u32, name: &str, ph: &str, paras: &[Para], links: &mut Links) -> String {
    let text: String = match paras {
        [] => "<a:p><a:endParaRPr lang=\"en-US\"/></a:p>".to_owned(),
        paras => paras.iter().map(|para| xml(para, links)).collect(),
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {ph}/>\
         </p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>"
    )
}

impl Picture {
    /// As large as fits the frame, in the middle of it.
    fn xml(&self, id: u32, frame: Frame) -> String {
        let width = frame.width.min(frame.height * self.aspect);
        let place = Frame {
            x: frame.x + (frame.width - width) / 2.0,
            y: frame.y + (frame.height - width / self.aspect) / 2.0,
            width,
            height: width / self.aspect,
        };
        format!(
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Picture\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noGrp=\"1\" noChangeAspect=\"1\"/>\
             </p:cNvPicPr><p:nvPr><p:ph type=\"pic\" idx=\"2\"/></p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId3\"/>\
             <a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            escape(&self.about),
            place.xml("a:xfrm"),
        )
    }
}

impl Table {
    /// The widths in points.
    fn columns(&self, width: f32) -> Vec<f32> {
        let whole: f32 = self.widths.iter().sum();
        self.widths.iter().map(|share| share / whole * width).collect()
    }

    fn row_height(row: &[Vec<Para>], columns: &[f32]) -> f32 {
        let cells = row.iter().zip(columns).map(|(cell, width)| height(cell, width - 2.0 * CELL.0));
        cells.fold(0.0, f32::max) + 2.0 * CELL.1
    }

    /// Tables that each fit a frame, with the head repeated.
    fn split(&self, frame: Frame) -> Vec<Self> {
        let columns = self.columns(frame.width);
        let Some((head, rows)) = self.rows.split_first() else { return Vec::new() };
        let room = frame.height - Self::row_height(head, &columns);
        let mut pages: Vec<Vec<Vec<Vec<Para>>>> = vec![vec![head.clone()]];
        let mut left = room;
        for row in rows.iter().flat_map(|row| in_pieces(row, &columns, room)) {
            let height = Self::row_height(&row, &columns);
            if height > left && left < room {
                pages.push(vec![head.clone()]);
                left = room;
            }
            left -= height;
            if let Some(page) = pages.last_mut() {
                page.push(row);
            }
        }
        pages.into_iter().map(|rows| Self { rows, ..self.clone() }).collect()
    }

    fn xml(&self, id: u32, idx: &str, frame: Frame, links: &mut Links) -> String {
        let columns = self.columns(frame.width);
        let grid: String = columns.iter().map(|width| format!("<a:gridCol w=\"{}\"/>", emu(*width))).collect();
        let (x, y) = (emu(CELL.0), emu(CELL.1));
        let mut whole = 0.0;
        let mut rows = String::new();
        for row in &self.rows {
            let height = Self::row_height(row, &columns);
            whole += height;
            rows += &format!("<a:tr h=\"{}\">", emu(height));
            for cell in row {
                let text: String = cell.iter().map(|para| xml(para, links)).collect();
                rows += &format!(
                    "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>\
                     <a:tcPr marL=\"{x}\" marR=\"{x}\" marT=\"{y}\" marB=\"{y}\"/></a:tc>"
                );
            }
            rows += "</a:tr>";
        }
        format!(
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table\" descr=\"{}\"/><p:cNvGraphicFramePr>\
             <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr><p:ph type=\"tbl\" idx=\"{idx}\"/></p:nvPr></p:nvGraphicFramePr>{}\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl>\
             <a:tblPr firstRow=\"1\"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>\
             </a:graphicData></a:graphic></p:graphicFrame>",
            escape(&self.about),
            Frame { height: whole, ..frame }.xml("p:xfrm"),
        )
    }
}

/// A row in as many as it takes, if it is higher than the room.
fn in_pieces(row: &[Vec<Para>], columns: &[f32], room: f32) -> Vec<Vec<Vec<Para>>> {
    let cells: Vec<Vec<Vec<Para>>> = row
        .iter()
        .zip(columns)
        .map(|(cell, width)| fill(cell.clone(), width - 2.0 * CELL.0, room - 2.0 * CELL.1 - 8.0))
        .collect();
    let n = cells.iter().map(Vec::len).max().unwrap_or(0);
    let empty = || vec![Para::of(11.0, "")];
    let piece =
        |cell: &Vec<Vec<Para>>, i: usize| cell.get(i).filter(|paras| !paras.is_empty()).cloned().unwrap_or_else(empty);
    (0..n).map(|i| cells.iter().map(|cell| piece(cell, i)).collect()).collect()
}
