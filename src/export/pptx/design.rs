//! The design: theme, master, layouts and notes master, with real placeholders, so that a deck can be restyled.

use super::package::XML;
use crate::view::{Rgb, Theme};

/// Namespaces of every part below the theme.
pub(super) const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// The style of tables, defined in `tableStyles.xml`.
pub(super) const TABLE_STYLE: &str = "{6D1B1F0E-5C0D-4C3B-9B1A-0DA17A4B0001}";

/// The group that every tree of shapes begins with.
pub(super) const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
     <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/>\
     <a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// A place on the slide, in points from the top left; the slide is 960 × 540.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Frame {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

const fn frame(x: f32, y: f32, width: f32, height: f32) -> Frame {
    Frame { x, y, width, height }
}

/// Where titles stand.
pub(super) const TITLE: Frame = frame(40.0, 28.0, 880.0, 66.0);
/// The text or table of a slide.
pub(super) const WHOLE: Frame = frame(40.0, 108.0, 880.0, 384.0);
/// The left part, beside a table or picture.
pub(super) const LEFT: Frame = frame(40.0, 108.0, 400.0, 384.0);
/// The right part.
pub(super) const RIGHT: Frame = frame(460.0, 108.0, 460.0, 384.0);
/// A picture as wide as the slide.
pub(super) const PICTURE: Frame = frame(40.0, 104.0, 880.0, 350.0);
/// What is said of it.
pub(super) const CAPTION: Frame = frame(40.0, 460.0, 880.0, 34.0);
const COVER_TITLE: Frame = frame(60.0, 70.0, 840.0, 130.0);
/// The text of the cover.
pub(super) const COVER_TEXT: Frame = frame(60.0, 215.0, 840.0, 270.0);
const MARKING: Frame = frame(40.0, 6.0, 880.0, 22.0);
const FOOT: Frame = frame(40.0, 506.0, 780.0, 24.0);
const NUMBER: Frame = frame(840.0, 506.0, 80.0, 24.0);

impl Frame {
    /// As DrawingML.
    pub(super) fn xml(self, tag: &str) -> String {
        let [x, y, width, height] = [self.x, self.y, self.width, self.height].map(emu);
        format!("<{tag}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></{tag}>")
    }
}

/// Points in English metric units.
pub(super) fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

/// The forms of a slide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layout {
    Cover,
    Text,
    Picture,
    Table,
    TextAndTable,
    TextAndPicture,
}

impl Layout {
    pub(super) const ALL: [Self; 6] =
        [Self::Cover, Self::Text, Self::Picture, Self::Table, Self::TextAndTable, Self::TextAndPicture];

    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Cover => ("Title", "showMasterSp=\"0\" type=\"title\" "),
            Self::Text => ("Title and text", "type=\"obj\" "),
            Self::Picture => ("Picture", "type=\"picTx\" "),
            Self::Table => ("Table", "type=\"tbl\" "),
            Self::TextAndTable => ("Text and table", ""),
            Self::TextAndPicture => ("Text and picture", ""),
        }
    }

    fn shapes(self) -> Vec<String> {
        let title = || shape(2, "Title", "type=\"title\"", None, "Title", "");
        let text = |frame| shape(3, "Text", "type=\"body\" idx=\"1\"", Some(frame), "Text", "");
        let table =
            |idx: &str, frame| shape(4, "Table", &format!("type=\"tbl\" idx=\"{idx}\""), Some(frame), "Table", "");
        let picture = |frame| shape(4, "Picture", "type=\"pic\" idx=\"2\"", Some(frame), "Picture", "");
        match self {
            Self::Cover => vec![
                shape(
                    2,
                    "Title",
                    "type=\"ctrTitle\"",
                    Some(COVER_TITLE),
                    "Title",
                    "<a:lvl1pPr><a:defRPr sz=\"3400\"/></a:lvl1pPr>",
                ),
                shape(3, "Subtitle", "type=\"subTitle\" idx=\"1\"", Some(COVER_TEXT), "Subtitle", ""),
            ],
            Self::Text => vec![title(), text(WHOLE)],
            Self::Picture => vec![title(), picture(PICTURE), text(CAPTION)],
            Self::Table => vec![title(), table("1", WHOLE)],
            Self::TextAndTable => vec![title(), text(LEFT), table("2", RIGHT)],
            Self::TextAndPicture => vec![title(), text(LEFT), picture(RIGHT)],
        }
    }

    /// The part of the layout.
    pub(super) fn xml(self) -> String {
        let (name, kind) = self.name();
        let marking = shape(
            20,
            "Marking",
            "type=\"body\" sz=\"quarter\" idx=\"20\"",
            Some(MARKING),
            "Marking",
            "<a:lvl1pPr algn=\"ctr\"><a:defRPr sz=\"1200\" b=\"1\"/></a:lvl1pPr>",
        );
        format!(
            "{XML}<p:sldLayout {NAMESPACES} {kind}preserve=\"1\" userDrawn=\"1\"><p:cSld name=\"{name}\"><p:spTree>{TREE}{}{marking}{}</p:spTree></p:cSld>\
             <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
            self.shapes().concat(),
            feet(),
        )
    }
}

/// Footer and number, as every layout has them.
fn feet() -> String {
    shape(21, "Footer", "type=\"ftr\" sz=\"quarter\" idx=\"11\"", None, "", "") + &number_shape(22, "idx=\"12\"", None)
}

/// A placeholder of master or layout.
fn shape(id: u32, name: &str, ph: &str, frame: Option<Frame>, prompt: &str, levels: &str) -> String {
    let place = frame.map_or(String::new(), |frame| frame.xml("a:xfrm"));
    let geometry = if frame.is_some() { "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>" } else { "" };
    let text = match prompt {
        "" => "<a:endParaRPr lang=\"en-US\"/>".to_owned(),
        prompt => format!("<a:r><a:rPr lang=\"en-US\"/><a:t>{prompt}</a:t></a:r>"),
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
         <p:ph {ph}/></p:nvPr></p:nvSpPr><p:spPr>{place}{geometry}</p:spPr><p:txBody><a:bodyPr/>\
         <a:lstStyle>{levels}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )
}

/// The placeholder of the slide's number.
pub(super) fn number_shape(id: u32, idx: &str, frame: Option<Frame>) -> String {
    let place =
        frame.map_or(String::new(), |frame| frame.xml("a:xfrm") + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    let levels = match frame {
        Some(_) => {
            "<a:lvl1pPr algn=\"r\"><a:defRPr sz=\"1000\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl1pPr>"
        }
        None => "",
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Slide number\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
         <p:ph type=\"sldNum\" sz=\"quarter\" {idx}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr anchor=\"ctr\"/>\
         <a:lstStyle>{levels}</a:lstStyle><a:p><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\">\
         <a:rPr lang=\"en-US\"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang=\"en-US\"/></a:p></p:txBody></p:sp>"
    )
}

const COLOR_MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" \
     accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";

/// A level of text as the master sets it.
fn level(n: u8, size: u32, more: &str, font: &str) -> String {
    format!(
        "<a:lvl{n}pPr marL=\"0\" indent=\"0\" algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" hangingPunct=\"1\">\
         <a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc><a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/>\
         <a:defRPr sz=\"{size}\"{more} kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
         <a:latin typeface=\"+{font}-lt\"/><a:ea typeface=\"+{font}-ea\"/><a:cs typeface=\"+{font}-cs\"/></a:defRPr></a:lvl{n}pPr>"
    )
}

/// The master of slides.
pub(super) fn master() -> String {
    let inset = "lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"";
    let box_of = |id: u32, name: &str, ph: &str, frame: Frame, body: &str, levels: &str| {
        shape(id, name, ph, Some(frame), name, levels)
            .replace("<a:bodyPr/>", &format!("<a:bodyPr {inset} {body}</a:bodyPr>"))
    };
    let foot = "<a:lvl1pPr algn=\"l\"><a:defRPr sz=\"1000\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl1pPr>";
    let shapes = [
        box_of(2, "Title", "type=\"title\"", TITLE, "anchor=\"b\"><a:normAutofit/>", ""),
        box_of(3, "Text", "type=\"body\" idx=\"1\"", WHOLE, "><a:normAutofit/>", ""),
        box_of(4, "Footer", "type=\"ftr\" sz=\"quarter\" idx=\"3\"", FOOT, "anchor=\"ctr\">", foot)
            .replace("<a:t>Footer</a:t>", "<a:t></a:t>"),
        number_shape(5, "idx=\"4\"", Some(NUMBER)),
        rule_below_title(),
    ];
    let layouts: String = (1..=Layout::ALL.len())
        .map(|n| format!("<p:sldLayoutId id=\"{}\" r:id=\"rId{n}\"/>", 2_147_483_648 + n))
        .collect();
    let body: String = (1..=9).map(|n| level(n, 1800, "", "mn")).collect();
    format!(
        "{XML}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>\
         <p:spTree>{TREE}{}</p:spTree></p:cSld>{COLOR_MAP}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        shapes.concat(),
        level(1, 2600, " b=\"1\"", "mj"),
        level(1, 1800, "", "mn"),
    )
}

fn rule_below_title() -> String {
    format!(
        "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"6\" name=\"Line\"/><p:cNvCxnSpPr/><p:nvPr userDrawn=\"1\"/></p:nvCxnSpPr><p:spPr>{}\
         <a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill>\
         </a:ln></p:spPr></p:cxnSp>",
        frame(40.0, 98.0, 880.0, 0.0).xml("a:xfrm")
    )
}

/// The master of notes pages, on A4.
pub(super) fn notes_master() -> String {
    let text = |id, name, ph: &str, frame, levels| shape(id, name, ph, Some(frame), name, levels);
    let head = "<a:lvl1pPr algn=\"ctr\"><a:defRPr sz=\"1000\" b=\"1\"/></a:lvl1pPr>";
    let levels: String = (1..=9).map(|n| level(n, 1000, "", "mn")).collect();
    format!(
        "{XML}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>\
         <p:spTree>{TREE}{}{}{}{}</p:spTree></p:cSld>{COLOR_MAP}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>",
        text(2, "Header", "type=\"hdr\" sz=\"quarter\"", frame(40.0, 20.0, 515.0, 24.0), head)
            .replace("<a:t>Header</a:t>", "<a:t></a:t>"),
        image_shape(3, "idx=\"2\"", Some(frame(57.6, 56.0, 480.0, 270.0))),
        text(4, "Notes", "type=\"body\" sz=\"quarter\" idx=\"3\"", frame(40.0, 345.0, 515.0, 445.0), ""),
        number_shape(5, "idx=\"5\"", Some(frame(435.0, 800.0, 120.0, 24.0))),
    )
}

/// The picture of the slide on its notes page.
pub(super) fn image_shape(id: u32, idx: &str, frame: Option<Frame>) -> String {
    let place = frame.map_or(String::new(), |frame| {
        frame.xml("a:xfrm") + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:ln>"
    });
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\" {idx}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr></p:sp>"
    )
}

/// The theme: the program's light colors, and a face that every system has or has a copy of.
pub(super) fn theme() -> String {
    let palette = Theme::Light.palette();
    let color = |name: &str, [r, g, b]: Rgb| format!("<a:{name}><a:srgbClr val=\"{r:02X}{g:02X}{b:02X}\"/></a:{name}>");
    let hues: String = (0..6).map(|i| color(&format!("accent{}", i + 1), palette.hue(i))).collect();
    let colors = [
        color("dk1", palette.strong),
        color("lt1", palette.ground),
        color("dk2", palette.weak),
        color("lt2", palette.raised),
        hues,
        color("hlink", palette.accent),
        color("folHlink", palette.accent),
    ];
    let face = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"Arial\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{XML}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Daymark\"><a:themeElements>\
         <a:clrScheme name=\"Daymark\">{}</a:clrScheme><a:fontScheme name=\"Daymark\"><a:majorFont>{face}</a:majorFont>\
         <a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name=\"Daymark\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst>\
         <a:lnStyleLst>{line}{line}{line}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
        colors.concat()
    )
}

/// The style of tables: a head on grey, lines between rows.
pub(super) fn table_styles() -> String {
    let line = |side: &str, color: &str| {
        format!(
            "<a:{side}><a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"{color}\"/></a:solidFill></a:ln></a:{side}>"
        )
    };
    let text =
        |bold: &str| format!("<a:tcTxStyle{bold}><a:fontRef idx=\"minor\"/><a:schemeClr val=\"dk1\"/></a:tcTxStyle>");
    format!(
        "{XML}<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" def=\"{TABLE_STYLE}\">\
         <a:tblStyle styleId=\"{TABLE_STYLE}\" styleName=\"Daymark\"><a:wholeTbl>{}<a:tcStyle><a:tcBdr>{}{}</a:tcBdr>\
         <a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl><a:firstRow>{}<a:tcStyle><a:tcBdr>{}</a:tcBdr><a:fill><a:solidFill>\
         <a:schemeClr val=\"lt2\"/></a:solidFill></a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>",
        text(""),
        line("bottom", "lt2"),
        line("insideH", "lt2"),
        text(" b=\"on\""),
        line("bottom", "dk2"),
    )
}
