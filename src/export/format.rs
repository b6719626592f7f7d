//! The formats, by name and by the ending of a file's name.

/// How an export is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// One row for each incident, with a W3C CSVW file beside it.
    Csv,
    /// What `daymark list --json` gives, with a stamp.
    Json,
    /// RFC 7946.
    GeoJson,
    /// Knight Lab's TimelineJS.
    TimelineJs,
    /// iCalendar, RFC 5545.
    Calendar,
    /// One page that a browser shows.
    Html,
    /// Slides, Office Open XML.
    Slides,
    /// A list to be read.
    Markdown,
    /// The sources as numbered lines.
    Citations,
    /// The sources for LaTeX.
    BibTex,
    /// The sources for reference managers.
    Ris,
    /// The sources for citation processors.
    CslJson,
    /// Timeline and plot as a picture of lines and text.
    Svg,
    /// Timeline and plot as a picture of pixels.
    Png,
    /// A briefing to be read and printed.
    Pdf,
}

impl Format {
    /// Every format, in the order lists are shown.
    pub const ALL: [Self; 15] = [
        Self::Html,
        Self::Slides,
        Self::Csv,
        Self::Json,
        Self::GeoJson,
        Self::TimelineJs,
        Self::Calendar,
        Self::Markdown,
        Self::Citations,
        Self::BibTex,
        Self::Ris,
        Self::CslJson,
        Self::Svg,
        Self::Png,
        Self::Pdf,
    ];

    /// The word that the command line takes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::GeoJson => "geojson",
            Self::TimelineJs => "timelinejs",
            Self::Calendar => "icalendar",
            Self::Html => "html",
            Self::Slides => "pptx",
            Self::Markdown => "markdown",
            Self::Citations => "citations",
            Self::BibTex => "bibtex",
            Self::Ris => "ris",
            Self::CslJson => "csl-json",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// The word that the screen shows.
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "Table (CSV)",
            Self::Json => "Whole records (JSON)",
            Self::GeoJson => "Map (GeoJSON)",
            Self::TimelineJs => "TimelineJS",
            Self::Calendar => "Calendar (iCalendar)",
            Self::Html => "Web page (HTML)",
            Self::Slides => "Slides (PPTX)",
            Self::Markdown => "Text (Markdown)",
            Self::Citations => "Citations (text)",
            Self::BibTex => "Citations (BibTeX)",
            Self::Ris => "Citations (RIS)",
            Self::CslJson => "Citations (CSL-JSON)",
            Self::Svg => "Picture (SVG)",
            Self::Png => "Picture (PNG)",
            Self::Pdf => "Briefing (PDF)",
        }
    }

    /// What it holds and what it is for, in one sentence without a stop.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Csv => {
                "One row for each incident, for spreadsheets and statistics; a second file beside it (CSVW) says what the columns mean and where they come from"
            }
            Self::Json => {
                "Every field of every record, with its sources and actors, for programs; a JSON Schema describes it"
            }
            Self::GeoJson => "Points for maps; an incident known to its province or country only has no point",
            Self::TimelineJs => "Slides and eras for Knight Lab's TimelineJS",
            Self::Calendar => {
                "All-day events; what is known only to a month or a year is put in undated, as a journal entry"
            }
            Self::Html => {
                "One file for any browser, without a network: figures, every incident with its reports and numbered sources; prints well"
            }
            Self::Slides => {
                "For PowerPoint and LibreOffice: key figures, a slide for each incident or step of the story with notes, numbered sources"
            }
            Self::Markdown => "A list to be read, with figures, attributions, doubts and numbered sources",
            Self::Citations => "The sources that the incidents name, numbered, one to a line",
            Self::BibTex => "The sources that the incidents name, for LaTeX",
            Self::Ris => "The sources that the incidents name, for Zotero, EndNote and other reference managers",
            Self::CslJson => "The sources that the incidents name, for Pandoc and other citation processors",
            Self::Svg => {
                "Timeline and casualty plot in lines and text, sharp at any size, for drawing programs and the web"
            }
            Self::Png => "Timeline and casualty plot in pixels, for slides, documents and messages",
            Self::Pdf => {
                "To be read and printed: cover, key figures, pictures, a sheet for each incident and numbered sources"
            }
        }
    }

    /// The ending of its files, without the dot in front.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::GeoJson => "geojson",
            Self::TimelineJs => "timelinejs.json",
            Self::Calendar => "ics",
            Self::Html => "html",
            Self::Slides => "pptx",
            Self::Markdown => "md",
            Self::Citations => "txt",
            Self::BibTex => "bib",
            Self::Ris => "ris",
            Self::CslJson => "csl.json",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// Whether it can hold a story.
    pub fn carries_story(self) -> bool {
        matches!(self, Self::Html | Self::Slides | Self::Markdown | Self::Pdf)
    }

    /// Whether it is a picture, which has a size and may have pages.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }

    /// Whether it holds pictures, so that what they show matters.
    pub fn has_pictures(self) -> bool {
        self.is_picture() || matches!(self, Self::Html | Self::Slides | Self::Pdf)
    }

    /// What is put behind the export's name for each file that it makes.
    pub fn suffixes(self) -> &'static [&'static str] {
        if self == Self::Csv { &["", "-metadata.json"] } else { &[""] }
    }

    /// The format of that word; case does not matter, and endings are taken too.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim_start_matches('.').to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.word() == name || format.ending() == name)
    }

    /// The format that a file's name ends in, the longest ending first; case does not matter.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ends = |format: &Self| {
            let stem = name.strip_suffix(format.ending()).and_then(|stem| stem.strip_suffix('.'));
            stem.is_some_and(|stem| !stem.is_empty() && !stem.ends_with(['/', '\\']))
        };
        Self::ALL.into_iter().filter(ends).max_by_key(|format| format.ending().len())
    }

    /// The file's name without the ending of any format.
    pub fn stem_of(name: &str) -> &str {
        let len = Self::of_name(name).map_or(0, |format| format.ending().len() + 1);
        name.get(..name.len() - len).unwrap_or(name)
    }
}
