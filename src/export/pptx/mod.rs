//! Slides as Office Open XML (ECMA-376), written by hand: native text and tables in real placeholders, notes, and the
//! marking and number on every slide.
//!
//! What does not fit a slide goes on to a further one; nothing is dropped unsaid.

mod deck;
mod design;
mod incident;
mod package;
mod slide;
mod story;
mod text;

use super::markup::escape;
use super::{Content, ExportError, Pace, Stamp};
use design::{Layout, NAMESPACES};
use package::{Package, Relation, XML};
use slide::Slide;

/// The file.
pub(super) fn bytes(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<Vec<u8>, ExportError> {
    let stamp = Stamp::new(content);
    let slides = deck::slides(content, &stamp, pace)?;
    let mut package = Package::default();
    package.relate(&[
        Relation::new("rId1", "officeDocument", "ppt/presentation.xml"),
        Relation::new(
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        Relation::new("rId3", "extended-properties", "docProps/app.xml"),
    ]);
    properties(&mut package, &stamp, slides.len());
    presentation(&mut package, slides.len());
    design(&mut package);
    let foot = stamp.data.first().map_or(String::new(), super::Data::words);
    for (i, slide) in slides.iter().enumerate() {
        pace.step(i)?;
        add_slide(&mut package, i + 1, slide, &stamp.marking, &foot);
    }
    package.bytes().map_err(|err| ExportError::Failed(format!("the slides cannot be put together: {err}")))
}

fn add_slide(package: &mut Package, number: usize, slide: &Slide, marking: &str, foot: &str) {
    let (xml, mut relations) = slide.xml(marking, foot);
    if !slide.notes.is_empty() {
        relations.push(Relation::new("rId2", "notesSlide", format!("../notesSlides/notesSlide{number}.xml")));
        let back = [
            Relation::new("rId1", "notesMaster", "../notesMasters/notesMaster1.xml"),
            Relation::new("rId2", "slide", format!("../slides/slide{number}.xml")),
        ];
        let name = format!("ppt/notesSlides/notesSlide{number}.xml");
        package.add(&name, "officedocument.presentationml.notesSlide", slide.notes_xml(marking), &back);
    }
    if let Some(picture) = &slide.picture {
        package.add(&picture.part, "", picture.bytes.as_slice(), &[]);
    }
    let name = format!("ppt/slides/slide{number}.xml");
    package.add(&name, "officedocument.presentationml.slide", xml, &relations);
}

/// Title, language and day; where it comes from.
fn properties(package: &mut Package, stamp: &Stamp, n_slides: usize) {
    let (title, day) = (escape(&stamp.title()), stamp.exported);
    let core = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{}</dc:creator>\
         <dc:description>{}</dc:description><dc:language>en</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        escape(&Stamp::program()),
        escape(&stamp.one_line()),
    );
    package.add("docProps/core.xml", "package.core-properties", core, &[]);
    let app = format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{}</Application><PresentationFormat>Widescreen</PresentationFormat><Slides>{n_slides}</Slides></Properties>",
        escape(&Stamp::program()),
    );
    package.add("docProps/app.xml", "officedocument.extended-properties", app, &[]);
}

fn presentation(package: &mut Package, n_slides: usize) {
    let ids: String = (0..n_slides).map(|i| format!("<p:sldId id=\"{}\" r:id=\"slide{}\"/>", 256 + i, i + 1)).collect();
    let xml = format!(
        "{XML}<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/>\
         </p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>\
         <p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"7559675\" cy=\"10691813\"/></p:presentation>"
    );
    let mut relations = vec![
        Relation::new("rId1", "slideMaster", "slideMasters/slideMaster1.xml"),
        Relation::new("rId2", "notesMaster", "notesMasters/notesMaster1.xml"),
        Relation::new("rId3", "theme", "theme/theme1.xml"),
        Relation::new("rId4", "tableStyles", "tableStyles.xml"),
    ];
    relations
        .extend((1..=n_slides).map(|n| Relation::new(format!("slide{n}"), "slide", format!("slides/slide{n}.xml"))));
    package.add("ppt/presentation.xml", "officedocument.presentationml.presentation.main", xml, &relations);
    package.add("ppt/tableStyles.xml", "officedocument.presentationml.tableStyles", design::table_styles(), &[]);
}

fn design(package: &mut Package) {
    let mut relations: Vec<Relation> = (1..=Layout::ALL.len())
        .map(|n| Relation::new(format!("rId{n}"), "slideLayout", format!("../slideLayouts/slideLayout{n}.xml")))
        .collect();
    relations.push(Relation::new("theme", "theme", "../theme/theme1.xml"));
    let name = "ppt/slideMasters/slideMaster1.xml";
    package.add(name, "officedocument.presentationml.slideMaster", design::master(), &relations);
    for (i, layout) in Layout::ALL.into_iter().enumerate() {
        let name = format!("ppt/slideLayouts/slideLayout{}.xml", i + 1);
        let up = [Relation::new("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")];
        package.add(&name, "officedocument.presentationml.slideLayout", layout.xml(), &up);
    }
    let theme = [Relation::new("rId1", "theme", "../theme/theme2.xml")];
    let name = "ppt/notesMasters/notesMaster1.xml";
    package.add(name, "officedocument.presentationml.notesMaster", design::notes_master(), &theme);
    for name in ["ppt/theme/theme1.xml", "ppt/theme/theme2.xml"] {
        package.add(name, "officedocument.theme", design::theme(), &[]);
    }
}
